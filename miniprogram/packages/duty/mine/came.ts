/** 谁来的: who of the family stood at the gate in the last days; nobody has to say it, and it is taken back again. */
import type { MineView, TurnId, TurnView } from '../../../contract/roster-views';
import type { Tap, Typed } from '../../../services/taps';
import { CAME_CHIPS, type Chip, chipsOf, toggled, wordsOf } from '../services/chips';
import { deed } from '../services/deed';

export const came = Behavior({
  data: {
    view: null as MineView | null,
    /** The turn that the sheet is about. */
    came: null as TurnView | null,
    family: chipsOf(CAME_CHIPS) as readonly Chip[],
    /** Whoever has no word to tap. */
    others: '',
    names: '',
    busy: false,
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    openCame({ currentTarget }: Tap<{ turn: TurnId }>) {
      const { served = [], coming = [] } = this.data.view ?? {};
      const { turn: id } = currentTarget.dataset;
      const turn = [...served, ...coming].find(({ turnId }) => turnId === id);
      if (!turn) return;
      const said = turn.whoCame?.split(/[、。]/) ?? [];
      const family = CAME_CHIPS.map((text) => ({ text, on: said.includes(text) }));
      const others = said.filter((text) => !family.some((chip) => chip.text === text)).join('、');
      this.setData({ came: turn, family, others, names: wordsOf(family, others) });
    },
    closeCame() {
      this.setData({ came: null });
    },
    pickFamily({ detail }: Typed) {
      const family = toggled(this.data.family, detail.value);
      this.setData({ family, names: wordsOf(family, this.data.others) });
    },
    typeOthers({ detail }: Typed) {
      this.setData({ others: detail.value, names: wordsOf(this.data.family, detail.value) });
    },
    /** Without names it is taken back. */
    async sendCame() {
      const { came: turn, names, busy } = this.data;
      if (!turn || busy) return;
      this.setData({ busy: true });
      const words = { label: '谁来值守', done: names ? '记好了' : '好，不写' };
      const { state } = await deed('whoCame', { turnId: turn.turnId, names }, words);
      this.setData({ busy: false });
      if (state === 'failed') return;
      this.closeCame();
      if (state === 'done') await this.refresh();
    },
  },
});
