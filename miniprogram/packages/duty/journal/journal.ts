/** 值守记录: what households left for the next one, and when the gate was opened at night. Newest first. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { spokenInstant } from '../../../contract/calendar';
import type { JournalLine } from '../../../contract/roster-records';
import type { EpochMs } from '../../../contract/units';
import { load, loading } from '../../../services/load';
import { endOf, paged, readOn } from '../../../services/paging';
import { roster } from '../../../services/roster';
import { dutyPage } from '../behaviors/duty-page';

const rowOf = ({ at: when, kind, text, by }: JournalLine, now: EpochMs) => ({
  key: `${when}${by}`,
  night: kind === 'night',
  title: kind === 'night' ? '夜里开了门' : '值守小记',
  text,
  line: `${spokenInstant(when, now)} · ${by}`,
});

Component({
  behaviors: [pageBehavior, refreshing, dutyPage],
  options: { pureDataPattern: /^_/ },
  data: {
    ...loading,
    ...paged,
    rows: [] as ReturnType<typeof rowOf>[],
  },
  methods: {
    async refresh() {
      await load(this, {
        key: 'duty.journal',
        ask: () => roster.journal({}),
        show: ({ items, next }, now) => ({
          rows: items.map((item) => rowOf(item, now)),
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
        (before: number) => roster.journal({ before }),
        (items) => items.map((item) => rowOf(item, Date.now())),
      );
    },
  },
});
