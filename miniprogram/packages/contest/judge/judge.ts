/** 打分: a judge gives each entry its points, and changes them until the end. */
import { arriving } from '../../../behaviors/arriving';
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import type { JudgingView } from '../../../contract/contest-views';
import type { ContestId, CourtyardId, EntryId } from '../../../contract/ids';
import type { Count } from '../../../contract/units';
import { contest } from '../../../services/contest';
import { showFailure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { endOf, paged, readOn } from '../../../services/paging';
import type { Tap } from '../../../services/taps';
import {
  isWhole,
  type JudgedModel,
  judged,
  marked,
  type SittingModel,
  sittingModel,
} from '../services/judge-view';

Component({
  behaviors: [pageBehavior, refreshing, arriving],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    _id: '' as ContestId | '',
    /** The courtyard that asked for these judges; empty: one's own. */
    _at: '' as CourtyardId | '',
    _criteria: [] as readonly string[],
    model: null as SittingModel | null,
    rows: [] as readonly JudgedModel[],
  },
  methods: {
    async onLoad({ id = '', at = '', ...query }: Record<string, string | undefined>) {
      this.setData({ _id: id as ContestId, _at: at as CourtyardId });
      await this.arrive(query);
      await this.refresh();
    },
    async refresh() {
      if (!this.data._id) return;
      // Points are sealed: none of them stays in the phone.
      await load<JudgingView>(this, {
        ask: () => this.ask(),
        show: (view) => ({
          model: sittingModel(view),
          _criteria: view.criteria,
          rows: view.items.map((item, nth) => judged(item, view.criteria, nth)),
          ...endOf(view.next),
        }),
      });
    },
    ask(cursor?: string) {
      const { _id, _at: at } = this.data;
      const contestId = _id as ContestId;
      return contest.judging({ contestId, ...(at ? { at } : {}), ...(cursor ? { cursor } : {}) });
    },
    onReachBottom() {
      return this.readMore();
    },
    readMore() {
      const { _criteria: criteria, rows } = this.data;
      return readOn(
        this,
        (cursor: string) => this.ask(cursor),
        (items) => items.map((item, nth) => judged(item, criteria, rows.length + nth)),
      );
    },
    async give({ currentTarget }: Tap<{ id: EntryId; at: number; value: Count }>) {
      const { id: entryId, at, value } = currentTarget.dataset;
      const before = this.data.rows.find((one) => one.entryId === entryId);
      if (!before || before.given[at] === value) return;
      const points = before.given.map((one, nth) => (nth === at ? value : one));
      this.mark(entryId, points);
      if (!isWhole(points)) return;
      const reply = await contest.score({ entryId, points });
      if (reply.ok) return;
      this.mark(entryId, before.given);
      showFailure(reply);
    },
    mark(entryId: EntryId, given: readonly Count[]) {
      this.setData({
        rows: this.data.rows.map((one) =>
          one.entryId === entryId
            ? {
                ...one,
                ...marked(
                  one.criteria.map(({ name }) => name),
                  given,
                ),
              }
            : one,
        ),
      });
    },
  },
});
