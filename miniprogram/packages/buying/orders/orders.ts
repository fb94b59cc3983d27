/** 我家订过的: every order of the household, the latest first. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { sentence } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { load, loading } from '../../../services/load';
import { buyingPage } from '../behaviors/buying-page';
import { type MyOrderModel, orderRow } from '../services/list-view';

Component({
  behaviors: [pageBehavior, refreshing, buyingPage],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _next: '',
    rows: [] as readonly MyOrderModel[],
    more: false,
    moreFailed: '',
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
          _next: next ?? '',
          more: next !== undefined,
          moreFailed: '',
        }),
      });
    },
    onReachBottom() {
      return this.readMore();
    },
    async readMore() {
      const { _next: cursor } = this.data;
      if (!cursor) return;
      this.setData({ _next: '' });
      const reply = await groupbuy.myOrders({ cursor });
      if (!reply.ok) return this.setData({ _next: cursor, moreFailed: sentence(reply) });
      const { items, next } = reply.value;
      this.setData({
        rows: [...this.data.rows, ...items.map(orderRow)],
        _next: next ?? '',
        more: next !== undefined,
        moreFailed: '',
      });
    },
    openList() {
      wx.navigateTo({ url: '/packages/buying/list/list' });
    },
  },
});
