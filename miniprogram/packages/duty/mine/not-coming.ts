/** 我来不了, and 这次不补: what will happen is said before. */
import type { MineView, TurnId, TurnView } from '../../../contract/roster-views';
import { sure } from '../../../services/failure';
import type { Tap, Typed } from '../../../services/taps';
import { type Chip, chipsOf, chosen, REASON_CHIPS, wordsOf } from '../services/chips';
import { deed } from '../services/deed';
import { cannotComeText } from '../services/mine-view';

export const notComing = Behavior({
  data: {
    view: null as MineView | null,
    /** The turn that the sheet is about. */
    missing: null as TurnView | null,
    days: 7,
    willBe: '',
    reasons: chipsOf(REASON_CHIPS) as readonly Chip[],
    busy: false,
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    turnOf(id: TurnId): TurnView | undefined {
      return this.data.view?.coming.find(({ turnId }) => turnId === id);
    },
    openCannot({ currentTarget }: Tap<{ turn: TurnId }>) {
      const missing = this.turnOf(currentTarget.dataset.turn);
      if (!missing) return;
      const { days } = this.data;
      const reasons = chipsOf(REASON_CHIPS);
      this.setData({ missing, reasons, willBe: cannotComeText(missing, days) });
    },
    closeCannot() {
      this.setData({ missing: null });
    },
    changeDays({ detail }: Typed<number>) {
      const { missing } = this.data;
      if (!missing) return;
      this.setData({ days: detail.value, willBe: cannotComeText(missing, detail.value) });
    },
    pickReason({ detail }: Typed) {
      this.setData({ reasons: chosen(this.data.reasons, detail.value) });
    },
    async cannotCome() {
      const { missing, days, reasons, busy } = this.data;
      if (!missing || busy) return;
      this.setData({ busy: true });
      const input = { turnId: missing.turnId, days, reason: wordsOf(reasons) };
      const words = { label: `${missing.dayText} 来不了`, done: '好，后面一家会接，您放心' };
      const { state } = await deed('cannotCome', input, words);
      this.setData({ busy: false });
      if (state === 'failed') return;
      this.closeCannot();
      if (state === 'done') await this.refresh();
    },
    async declineMakeUp() {
      const turn = this.data.view?.makeUp;
      if (!turn) return;
      const content = `${turn.dayText}这一班不用来，由后面的一家接。下一轮您家排在前面，别的都不变。`;
      if (!(await sure('这次不补？', content, '不补'))) return;
      const words = { label: '这次不补班', done: '好，下一轮再来' };
      const { state } = await deed('declineMakeUp', { turnId: turn.turnId }, words);
      if (state === 'done') await this.refresh();
    },
  },
});
