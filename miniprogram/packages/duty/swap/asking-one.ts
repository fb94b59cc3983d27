/** Asking one household: a list of who comes when, so that a fitting day is one tap away. */
import { sure } from '../../../services/failure';
import { askForMessages } from '../../../services/subscribe';
import { readCandidates } from '../services/candidates';
import { deed } from '../services/deed';
import type { Candidate, SwapModel } from '../services/swap-view';

export const askingOne = Behavior({
  data: {
    model: null as SwapModel | null,
    choosing: false,
    candidates: [] as readonly Candidate[],
    wantedAsk: '',
    busy: false,
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    async chooseOne() {
      this.setData({ busy: true });
      const candidates = await readCandidates();
      this.setData({ busy: false });
      if (candidates) this.setData({ choosing: true, candidates });
    },
    closeChoosing() {
      this.setData({ choosing: false });
    },
    async askOne({ detail }: WechatMiniprogram.CustomEvent<Candidate>) {
      const { householdId: to, label, when } = detail;
      const { model } = this.data;
      if (!model || model.turnId === '') return;
      void askForMessages(['duty']);
      const content = `问${label}愿不愿意用 ${when} 或者别的一班，换您家 ${model.turn?.when ?? ''}。只有他家看得到。`;
      if (!(await sure(`只问${label}？`, content, '问一声'))) return;
      const words = { label: `问${label}换班`, done: '问出去了' };
      const outcome = await deed('askSwap', { turnId: model.turnId, to }, words);
      this.closeChoosing();
      if (outcome.state !== 'done') return;
      this.setData({ wantedAsk: outcome.value.askId });
      await this.refresh();
    },
  },
});
