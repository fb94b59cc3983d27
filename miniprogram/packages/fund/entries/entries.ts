/** 每一笔: the entries of the books, newest first; of one account or one month when asked so. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { ACCOUNT_NAMES, type Account } from '../../../contract/fund-accounts';
import { load, loading } from '../../../services/load';
import { endOf, paged, readOn } from '../../../services/paging';
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
    ...paged,
    _asked: {} as Query,
    title: '',
    rows: [] as EntryModel[],
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
        (before: number) => fund.journals({ ...this.data._asked, before }),
        (items) => items.map((row) => entryModel(row, Date.now())),
      );
    },
    open({ detail }: WechatMiniprogram.CustomEvent<{ seq: number }>) {
      go('journal', `?seq=${detail.seq}`);
    },
  },
});
