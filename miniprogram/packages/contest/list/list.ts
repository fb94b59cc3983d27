/** 比赛: what runs in the courtyard, and what was. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { contest } from '../../../services/contest';
import { load, loading } from '../../../services/load';
import { endOf, paged, readOn } from '../../../services/paging';
import { type ContestRowModel, contestRow } from '../services/list-view';

Component({
  behaviors: [pageBehavior, refreshing, arriving],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    rows: [] as readonly ContestRowModel[],
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
        key: 'contest.list',
        ask: () => contest.list({}),
        show: ({ items, next }) => ({ rows: items.map(contestRow), ...endOf(next) }),
      });
    },
    onReachBottom() {
      return this.readMore();
    },
    readMore() {
      return readOn(
        this,
        (cursor: string) => contest.list({ cursor }),
        (items) => items.map(contestRow),
      );
    },
  },
});
