/** 开团和管理: the rounds one works on, and copying the last one into the next. */
import { placePage } from '../../../behaviors/place-page';
import { groupbuy } from '../../../services/groupbuy';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import { type RoundRowModel, roundRow } from '../services/list-view';

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    rows: [] as readonly RoundRowModel[],
    mayOpen: false,
  },
  methods: {
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
