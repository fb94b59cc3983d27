/** 团购: what one can order now, what was ordered, and where it is. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { groupbuy } from '../../../services/groupbuy';
import { load, loading } from '../../../services/load';
import { endOf, paged, readOn } from '../../../services/paging';

import { type RoundRowModel, roundRow } from '../services/list-view';

Component({
  behaviors: [pageBehavior, refreshing, arriving],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    rows: [] as readonly RoundRowModel[],
    mayOpen: false,
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      await this.arrive(query);
      await this.refresh();
    },
    async onShow() {
      if (this.data.phase === 'ready') await this.refresh();
    },
    async refresh() {
      await load(this, {
        key: 'buying.list',
        ask: () => groupbuy.list({}),
        show: ({ items, next, mayOpen }) => ({
          rows: items.map(roundRow),
          mayOpen,
          ...endOf(next),
        }),
      });
    },
    onReachBottom() {
      return this.readMore();
    },
    readMore() {
      return readOn(
        this,
        (cursor: string) => groupbuy.list({ cursor }),
        (items) => items.map(roundRow),
      );
    },
    openWorking() {
      wx.navigateTo({ url: '/packages/buying/working/working' });
    },
  },
});
