/** A roster that rests for some days, or ends: what happens then is said before it is asked. */
import { addDays, dayOf, dayText } from '../../../contract/calendar';
import type { RulesView } from '../../../contract/roster-views';
import type { LocalDate } from '../../../contract/units';
import { say, showFailure } from '../../../services/failure';
import { at, type Place } from '../../../services/place';
import { roster } from '../../../services/roster';
import type { Typed } from '../../../services/taps';
import { pauseText, standDownLines } from '../services/rules-words';

const PAUSE_DAYS_MAX = 60;

export const ending = Behavior({
  data: {
    _place: '' as Place,
    _view: null as RulesView | null,
    busy: false,
    /** Which of the two is asked about. */
    ends: '' as '' | 'pause' | 'down',
    tomorrow: '',
    pauseFrom: '',
    /** The chosen day as people say it. */
    dayName: '',
    pauseDays: 1,
    downOn: '',
    endLines: [] as readonly string[],
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    now(): number {
      return this.data._view?.now ?? Date.now();
    },
    askPause() {
      const tomorrow = addDays(dayOf(this.now()), 1);
      this.setData({ ends: 'pause', tomorrow });
      this.tellPause(tomorrow, 1);
    },
    askDown() {
      const tomorrow = addDays(dayOf(this.now()), 1);
      this.setData({ ends: 'down', tomorrow });
      this.tellDown(addDays(tomorrow, 6));
    },
    closeEnds() {
      this.setData({ ends: '' });
    },
    tellPause(pauseFrom: LocalDate, pauseDays: number) {
      const until = addDays(pauseFrom, pauseDays - 1);
      const endLines = [pauseText(pauseFrom, until, this.now()), '日子有变的人家会收到消息。'];
      this.setData({ pauseFrom, pauseDays, endLines, dayName: dayText(pauseFrom, pauseFrom) });
    },
    tellDown(downOn: LocalDate) {
      const endLines = standDownLines(downOn, this.now());
      this.setData({ downOn, endLines, dayName: dayText(downOn, downOn) });
    },
    pickPause({ detail }: Typed) {
      this.tellPause(detail.value, this.data.pauseDays);
    },
    setPauseDays({ detail }: Typed<number>) {
      this.tellPause(this.data.pauseFrom, Math.min(PAUSE_DAYS_MAX, detail.value));
    },
    pickDown({ detail }: Typed) {
      this.tellDown(detail.value);
    },
    async pauseIt() {
      const { pauseFrom: from, pauseDays, _place: place } = this.data;
      const until = addDays(from, pauseDays - 1);
      await this.end(() => roster.pause({ from, until }, at(place)), '停好了');
    },
    async downIt() {
      const { downOn: on, _place: place } = this.data;
      await this.end(() => roster.standDown({ on }, at(place)), '定好了，辛苦大家了');
    },
    async end(send: () => ReturnType<typeof roster.pause>, done: string) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      const reply = await send();
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      const { moved } = reply.value;
      this.setData({ ends: '' });
      say(moved > 0 ? `${done}，${moved} 家的日子有变` : done);
      await this.refresh();
    },
  },
});
