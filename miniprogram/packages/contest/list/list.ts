/** 比赛: what runs in the courtyard, and what was. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { contest } from '../../../services/contest';
import { rolesHere } from '../../../services/here';
import { load, loading } from '../../../services/load';
import { endOf, paged, readOn } from '../../../services/paging';
import { mayDo } from '../../../services/people';
import {
  type AskedModel,
  askedModel,
  type ContestRowModel,
  contestRow,
} from '../services/list-view';

Component({
  behaviors: [pageBehavior, refreshing, arriving],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    rows: [] as readonly ContestRowModel[],
    /** Only whoever may judge is asked to. */
    asked: [] as readonly AskedModel[],
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
      const asked = this.readAsked();
      await load(this, {
        key: 'contest.list',
        ask: () => contest.list({}),
        show: ({ items, next }) => ({ rows: items.map(contestRow), ...endOf(next) }),
      });
      await asked;
    },
    async readAsked() {
      if (!mayDo(await rolesHere(), 'contest', 'askedToJudge')) return this.setData({ asked: [] });
      const reply = await contest.askedToJudge({});
      // It stands beside the list: without it the list is still worth reading.
      if (!reply.ok) return;
      const now = Date.now();
      this.setData({ asked: reply.value.items.map((one) => askedModel(one, now)) });
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
