/** 开团和管理: the rounds one works on, and copying the last one into the next. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { groupbuy } from '../../../services/groupbuy';
import { load, loading } from '../../../services/load';
import { at, type Place, placeFrom } from '../../../services/place';
import { type RoundRowModel, roundRow } from '../services/list-view';

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _place: '' as Place,
    rows: [] as readonly RoundRowModel[],
    mayOpen: false,
  },
  methods: {
    async onLoad(query: { y?: string; from?: string }) {
      this.setData({ _place: placeFrom(query) });
      await this.refresh();
    },
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      await load(this, {
        key: `buying.working/${this.data._place}`,
        ask: () => groupbuy.working({}, at(this.data._place)),
        show: ({ items, mayOpen }) => ({
          rows: items.map((row) => ({ ...roundRow(row), mine: '' })),
          mayOpen,
        }),
      });
    },
    open({ currentTarget }: WechatMiniprogram.TouchEvent) {
      const { id } = currentTarget.dataset;
      wx.navigateTo({ url: `/packages/buying/manage/manage?id=${id}&y=${this.data._place}` });
    },
    openSuppliers() {
      wx.navigateTo({ url: `/packages/buying/suppliers/suppliers?y=${this.data._place}` });
    },
    /** The same goods, the same weekdays, a week on; a first round begins with an empty form. */
    begin() {
      wx.navigateTo({ url: `/packages/buying/edit/edit?y=${this.data._place}` });
    },
  },
});
