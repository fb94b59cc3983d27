/** 出门几天, and coming back: dates without a reason. */
import { addDays, dayOf, spokenDay } from '../../../contract/calendar';
import type { LocalDate } from '../../../contract/units';
import type { Typed } from '../../../services/taps';
import { deed } from '../services/deed';

const USUAL_DAYS = 7;

function spanFrom(today: LocalDate) {
  return { today, from: today, until: addDays(today, USUAL_DAYS - 1) };
}

export const away = Behavior({
  data: {
    sheet: '' as '' | 'away' | 'back',
    ...spanFrom(dayOf(Date.now())),
    fromText: '',
    untilText: '',
    quietDays: 0,
    backLine: '',
    busy: false,
  },
  observers: {
    'today, from, until'(today: LocalDate, from: LocalDate, until: LocalDate) {
      this.setData({ fromText: spokenDay(from, today), untilText: spokenDay(until, today) });
    },
    'today, quietDays'(today: LocalDate, quietDays: number) {
      const free = spokenDay(addDays(today, quietDays), today);
      this.setData({ backLine: `${free}起可以排到您家，排在这一轮的后面。` });
    },
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    openAway() {
      this.setData({ sheet: 'away', ...spanFrom(dayOf(Date.now())) });
    },
    openBack() {
      this.setData({ sheet: 'back', quietDays: 0, today: dayOf(Date.now()) });
    },
    closeSheet() {
      this.setData({ sheet: '' });
    },
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
    async sendAway() {
      const { from, until } = this.data;
      await this.tell(() =>
        deed('absence', { from, until }, { label: '出门几天', done: '记好了，这几天不排您家' }),
      );
    },
    async sendBack() {
      const { today: on, quietDays } = this.data;
      await this.tell(() =>
        deed('comeBack', { on, quietDays }, { label: '回来了', done: '欢迎回来' }),
      );
    },
    async tell(send: () => Promise<{ readonly state: string }>) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      const { state } = await send();
      this.setData({ busy: false });
      if (state === 'failed') return;
      this.closeSheet();
      if (state === 'done') await this.refresh();
    },
  },
});
