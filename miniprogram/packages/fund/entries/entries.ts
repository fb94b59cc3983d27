/** 每一笔: the entries of the books, newest first; of one account or one month when asked so. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { ACCOUNT_NAMES, type Account } from '../../../contract/fund-accounts';
import { sentence } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { type EntryModel, entryModel, fund, go } from '../services/fund';

interface Query {
  readonly account?: Account;
  readonly month?: string;
}

Component({
  behaviors: [pageBehavior, refreshing],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    _asked: {} as Query,
    _next: 0,
    title: '',
    rows: [] as EntryModel[],
    more: false,
    moreFailed: '',
  },
  methods: {
    async onLoad({ account, month }: Query) {
      const asked = { ...(account ? { account } : {}), ...(month ? { month } : {}) };
      const name = account ? (ACCOUNT_NAMES[account] ?? '') : '';
      const [, number] = (month ?? '').split('-');
      const title = [number ? `${Number(number)}月` : '', name].filter(Boolean).join(' · ');
      this.setData({ _asked: asked, title });
      await this.refresh();
    },
    async refresh() {
      const { account, month } = this.data._asked;
      await load(this, {
        key: `fund.entries/${account ?? ''}/${month ?? ''}`,
        ask: () => fund.journals(this.data._asked),
        show: ({ items, next }, now) => ({
          rows: items.map((row) => entryModel(row, now)),
          _next: next ?? 0,
          more: next !== undefined,
          moreFailed: '',
        }),
      });
    },
    onReachBottom() {
      return this.readMore();
    },
    async readMore() {
      const { _next: before } = this.data;
      if (!before) return;
      this.setData({ _next: 0 });
      const reply = await fund.journals({ ...this.data._asked, before });
      if (!reply.ok) return this.setData({ _next: before, moreFailed: sentence(reply) });
      const { items, next } = reply.value;
      this.setData({
        rows: [...this.data.rows, ...items.map((row) => entryModel(row, Date.now()))],
        _next: next ?? 0,
        more: next !== undefined,
        moreFailed: '',
      });
    },
    open({ detail }: WechatMiniprogram.CustomEvent<{ seq: number }>) {
      go('journal', `?seq=${detail.seq}`);
    },
  },
});
