/** 一笔账: from where to where, who signed in which role, and what it came from. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { JournalView } from '../../../contract/fund-views';
import { load, loading } from '../../../services/load';
import type { Tap } from '../../../services/taps';
import { fund, go } from '../services/fund';
import { type JournalModel, journalModel, seqFrom } from '../services/journal-view';

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: { ...loading, _seq: 0, model: null as JournalModel | null },
  methods: {
    async onLoad(query: { seq?: string; id?: string }) {
      this.setData({ _seq: seqFrom(query) });
      await this.refresh();
    },
    async refresh() {
      const { _seq: seq } = this.data;
      await load<JournalView>(this, {
        key: `fund.journal/${seq}`,
        ask: () => fund.journal({ seq }),
        show: (view, now) => ({ model: journalModel(view, now) }),
      });
    },
    openOther({ currentTarget }: Tap<{ seq: number }>) {
      go('journal', `?seq=${currentTarget.dataset.seq}`);
    },
    openRefund() {
      void wx.navigateTo({ url: this.data.model?.refundUrl ?? '' });
    },
    openCorrection() {
      go('correct', `?seq=${this.data._seq}`);
    },
    openRound() {
      const { round = '', courtyardId = '' } = this.data.model ?? {};
      const y = courtyardId ? `&y=${courtyardId}` : '';
      void wx.navigateTo({ url: `/packages/buying/round/round?id=${round}${y}` });
    },
  },
});
