/** 团购: what one can order now, what was ordered, and where it is. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { sentence } from '../../../services/failure';
import { groupbuy } from '../../../services/groupbuy';
import { load, loading } from '../../../services/load';
import { buyingPage } from '../behaviors/buying-page';
import { type RoundRowModel, roundRow } from '../services/list-view';

Component({
  behaviors: [pageBehavior, refreshing, buyingPage],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _next: '',
    rows: [] as readonly RoundRowModel[],
    mayOpen: false,
    more: false,
    moreFailed: '',
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
      const reply = await groupbuy.list({ cursor });
      if (!reply.ok) return this.setData({ _next: cursor, moreFailed: sentence(reply) });
      const { items, next } = reply.value;
      this.setData({
        rows: [...this.data.rows, ...items.map(roundRow)],
        _next: next ?? '',
        more: next !== undefined,
        moreFailed: '',
      });
    },
    openWorking() {
      wx.navigateTo({ url: '/packages/buying/working/working' });
    },
  },
});
