/** 我家订过的: every order of the household, the latest first. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { groupbuy } from '../../../services/groupbuy';
import { load, loading } from '../../../services/load';
import { endOf, paged, readOn } from '../../../services/paging';

import { type MyOrderModel, orderRow } from '../services/list-view';

Component({
  behaviors: [pageBehavior, refreshing, arriving],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    rows: [] as readonly MyOrderModel[],
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      await this.arrive(query);
      await this.refresh();
    },
    async refresh() {
      await load(this, {
        key: 'buying.orders',
        ask: () => groupbuy.myOrders({}),
        show: ({ items, next }) => ({
          rows: items.map(orderRow),
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
        (cursor: string) => groupbuy.myOrders({ cursor }),
        (items) => items.map(orderRow),
      );
    },
    openList() {
      wx.navigateTo({ url: '/packages/buying/list/list' });
    },
  },
});
