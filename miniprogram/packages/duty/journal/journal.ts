/** 值守记录: what households left for the next one, and when the gate was opened at night. Newest first. */
import { pageBehavior } from '../../../behaviors/page';
import { refreshing } from '../../../behaviors/refreshing';
import { spokenInstant } from '../../../contract/calendar';
import type { JournalLine } from '../../../contract/roster-records';
import type { EpochMs } from '../../../contract/units';
import { showFailure } from '../../../services/failure';
import { load, loading } from '../../../services/load';
import { at, type Place, placeFrom } from '../../../services/place';
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
    _place: '' as Place,
    _next: 0 as EpochMs,
    rows: [] as ReturnType<typeof rowOf>[],
    more: false,
    busy: false,
  },
  methods: {
    async onLoad(query: Record<string, string | undefined>) {
      await this.arrive(query);
      this.setData({ _place: placeFrom({ ...(query.y && { y: query.y }) }) });
      await this.refresh();
    },
    async refresh() {
      await load(this, {
        key: 'duty.journal',
        ask: () => roster.journal({}, at(this.data._place)),
        show: ({ items, next = 0 }, now) => ({
          rows: items.map((item) => rowOf(item, now)),
          _next: next,
          more: next > 0,
        }),
      });
    },
    onReachBottom() {
      return this.readMore();
    },
    async readMore() {
      const { _next: before, busy } = this.data;
      if (before === 0 || busy) return;
      this.setData({ busy: true });
      const reply = await roster.journal({ before }, at(this.data._place));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      const { items, next = 0 } = reply.value;
      const now = Date.now();
      const rows = [...this.data.rows, ...items.map((item) => rowOf(item, now))];
      this.setData({ rows, _next: next, more: next > 0 });
    },
  },
});
