import { addDays, dayOf, spokenDay } from '../../../../contract/calendar';
import type { LocalDate } from '../../../../contract/units';
import type { Typed } from '../../../../services/taps';

const USUAL_DAYS = 7;

const spanFrom = (today: LocalDate) => ({
  today,
  from: today,
  until: addDays(today, USUAL_DAYS - 1),
});

/**
 * 出门几天, and coming back: dates without a reason. Events: `away` with from and until, `back` with the day and the
 * quiet days, `close`.
 */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    /** Which of the two is open: `away`, `back`, or none. */
    sheet: { type: String, value: '' },
    /** `您家`, or how the household is called that one acts for. */
    whose: { type: String, value: '您家' },
    busy: { type: Boolean, value: false },
  },
  data: {
    ...spanFrom(dayOf(Date.now())),
    fromText: '',
    untilText: '',
    quietDays: 0,
    backLine: '',
  },
  observers: {
    sheet(sheet: string) {
      if (sheet) this.setData({ ...spanFrom(dayOf(Date.now())), quietDays: 0 });
    },
    'today, from, until'(today: LocalDate, from: LocalDate, until: LocalDate) {
      this.setData({ fromText: spokenDay(from, today), untilText: spokenDay(until, today) });
    },
    'today, quietDays, whose'(today: LocalDate, quietDays: number, whose: string) {
      const free = spokenDay(addDays(today, quietDays), today);
      this.setData({ backLine: `${free}起可以排到${whose}，排在这一轮的后面。` });
    },
  },
  methods: {
    pickFrom({ detail }: Typed) {
      const from = detail.value;
      const { until } = this.data;
      this.setData({ from, until: until < from ? from : until });
    },
    pickUntil({ detail }: Typed) {
      this.setData({ until: detail.value });
    },
    changeQuiet({ detail }: Typed<number>) {
      this.setData({ quietDays: detail.value });
    },
    onAway() {
      const { from, until } = this.data;
      this.triggerEvent('away', { from, until });
    },
    onBack() {
      const { today: on, quietDays } = this.data;
      this.triggerEvent('back', { on, quietDays });
    },
    onClose() {
      this.triggerEvent('close');
    },
  },
});
