/** 每月一页: what the community was this month, for those who report it, as page, text, picture and file. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { takingAlong } from '../../../behaviors/taking-along';
import type { MonthView } from '../../../contract/report';
import { load, loading } from '../../../services/load';
import { at } from '../../../services/place';
import { copyForGroup } from '../../../services/share';
import type { Tap } from '../../../services/taps';
import { report } from '../services/report';
import { monthSheet } from './month-sheet';
import { type MonthModel, monthModel, type YardModel, yardRows } from './month-view';

Component({
  behaviors: [pageBehavior, refreshing, takingAlong],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    /** Empty: the latest there is. */
    _month: '',
    _view: null as MonthView | null,
    model: null as MonthModel | null,
    /** Which section's courtyards are listed; empty: none. */
    table: '',
    yards: [] as readonly YardModel[],
  },
  methods: {
    async onLoad({ month = '' }: { month?: string }) {
      this.setData({ _month: month });
      await this.refresh();
    },
    async refresh() {
      const { _month: month } = this.data;
      await load<MonthView>(this, {
        key: `report.month/${month}`,
        ask: () => report.month(month === '' ? {} : { month }, at('')),
        show: (view) => this.shown(view),
      });
    },
    shown(view: MonthView) {
      const { table } = this.data;
      return {
        _view: view,
        model: monthModel(view),
        yards: table === '' ? [] : yardRows(view, table),
        file: '',
      };
    },
    async turn({ currentTarget }: Tap<{ month: string }>) {
      const { month } = currentTarget.dataset;
      if (month === '') return;
      this.setData({ _month: month });
      await this.refresh();
    },
    /** A second tap puts the list away again. */
    choose({ currentTarget }: Tap<{ key: string }>) {
      const { _view: view, table } = this.data;
      const key = currentTarget.dataset.key === table ? '' : currentTarget.dataset.key;
      this.setData({ table: key, yards: view && key !== '' ? yardRows(view, key) : [] });
    },
    async copy() {
      await copyForGroup([this.data._view?.text ?? '']);
    },
    async picture() {
      const { _view: view } = this.data;
      if (view) await this.sharePage(monthSheet(view));
    },
    async makeFile() {
      const { _view: view } = this.data;
      if (view) await this.shareFile(() => report.monthFile({ month: view.month }, at('')));
    },
  },
});
