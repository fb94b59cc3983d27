/** 账单: a month of the fund, as page, as text for the group, as picture and as a file. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { takingAlong } from '../../../behaviors/taking-along';
import type { Account } from '../../../contract/fund-accounts';
import type { StatementView } from '../../../contract/fund-views';
import { load, loading } from '../../../services/load';
import { copyForGroup } from '../../../services/share';
import type { Tap } from '../../../services/taps';
import { fund, fundCard, go } from '../services/fund';
import {
  monthBy,
  monthOf,
  type StatementModel,
  statementModel,
  statementSheet,
} from '../services/statement-view';

Component({
  behaviors: [pageBehavior, refreshing, takingAlong],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _month: '',
    _view: null as StatementView | null,
    model: null as StatementModel | null,
  },
  methods: {
    async onLoad({ month }: { month?: string }) {
      this.setData({ _month: month ?? monthOf(Date.now()) });
      await this.refresh();
    },
    async refresh() {
      const { _month: month } = this.data;
      await load<StatementView>(this, {
        key: `fund.statement/${month}`,
        ask: () => fund.statement({ month }),
        show: (view) => ({ _view: view, model: statementModel(view), file: '' }),
      });
    },
    async turn({ currentTarget }: Tap<{ by: string }>) {
      const by = currentTarget.dataset.by === '1' ? 1 : -1;
      this.setData({ _month: monthBy(this.data._month, by) });
      await this.refresh();
    },
    openAccount({ currentTarget }: Tap<{ account: Account }>) {
      go('entries', `?account=${currentTarget.dataset.account}&month=${this.data._month}`);
    },
    openAll() {
      go('entries', `?month=${this.data._month}`);
    },
    async copy() {
      await copyForGroup([this.data.model?.text ?? '']);
    },
    async picture() {
      const { _view: view } = this.data;
      if (view) await this.sharePage(statementSheet(view));
    },
    async makeFile() {
      const { _month: month } = this.data;
      await this.shareFile(() => fund.statementFile({ month }));
    },
    onShareAppMessage: fundCard,
  },
});
