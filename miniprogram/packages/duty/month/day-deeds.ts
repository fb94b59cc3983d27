/** A day of the calendar that was tapped: who comes, and what one may do about it, for one's own household or as a keeper. */
import { addDays } from '../../../contract/calendar';
import type { HouseholdId } from '../../../contract/ids';
import type { HouseholdOption, MonthView, TurnId, TurnView } from '../../../contract/roster-views';
import type { Count, LocalDate } from '../../../contract/units';
import { say, showFailure, sure } from '../../../services/failure';
import { rolesHere } from '../../../services/here';
import { mayDo } from '../../../services/people';
import { roster } from '../../../services/roster';
import type { Tap } from '../../../services/taps';
import { deed } from '../services/deed';
import { doerOf } from '../services/doer';
import { type DayRow, dayRowOf } from '../services/month-grid';

/** What a keeper is about to do for a household of that turn. */
type Step = 'who' | 'instead' | 'away' | 'whose';

export const AWAY_DAYS = [
  { days: 1, name: '就这一天' },
  { days: 3, name: '3 天' },
  { days: 7, name: '一周' },
  { days: 14, name: '两周' },
  { days: 30, name: '一个月' },
] as const;

export const dayDeeds = Behavior({
  data: {
    view: null as MonthView | null,
    day: null as DayRow | null,
    step: 'who' as Step,
    /** The turn something is being done about. */
    turn: null as TurnView | null,
    households: [] as readonly HouseholdOption[],
    /** Empty when labels alone do not tell. */
    whose: '' as HouseholdId | '',
    awayDays: AWAY_DAYS,
    mayAct: false,
    mayMove: false,
    busy: false,
  },
  methods: {
    async refresh() {},
    async learnPowers() {
      const roles = await rolesHere();
      const mayMove = mayDo(roles, 'roster', 'rules');
      this.setData({ mayAct: mayDo(roles, 'roster', 'cannotCome'), mayMove, mayKeep: mayMove });
    },
    openDay({ currentTarget }: Tap<{ day: LocalDate | '' }>) {
      const { view } = this.data;
      const { day } = currentTarget.dataset;
      if (!view || day === '') return;
      this.setData({
        day: dayRowOf(view, day),
        step: 'who',
        turn: null,
      });
    },
    closeDay() {
      this.setData({ day: null });
    },
    turnOf({ currentTarget }: Tap<{ turn: TurnId }>): TurnView | undefined {
      return this.data.day?.turns.find(({ turnId }) => turnId === currentTarget.dataset.turn);
    },
    /** 我家来替. */
    async stepIn(event: Tap<{ turn: TurnId }>) {
      const turn = this.turnOf(event);
      if (!turn || this.data.busy) return;
      const content = `${turn.dayText} ${turn.hours} 由您家守${turn.gate}，${turn.label}这一次就不用来了。记在您家名下。`;
      if (!(await sure('我家来替这一班', content, '我家来'))) return;
      const label = `替${turn.label}守 ${turn.dayText}`;
      const outcome = await deed('takeOver', { turnId: turn.turnId }, { label, done: '谢谢您家' });
      if (outcome.state !== 'failed') this.closeDay();
      if (outcome.state === 'done') await this.refresh();
    },
    async chooseInstead(event: Tap<{ turn: TurnId }>) {
      await this.aboutTurn(event, 'instead');
    },
    async chooseAway(event: Tap<{ turn: TurnId }>) {
      await this.aboutTurn(event, 'away');
    },
    async aboutTurn(event: Tap<{ turn: TurnId }>, step: Step) {
      const turn = this.turnOf(event);
      if (!turn || !(await this.readHouseholds())) return;
      const whose = doerOf(turn, this.data.households) ?? '';
      this.setData({ turn, whose, step: step === 'away' && whose === '' ? 'whose' : step });
    },
    async readHouseholds(): Promise<boolean> {
      if (this.data.households.length > 0) return true;
      this.setData({ busy: true });
      const reply = await roster.rules({});
      this.setData({ busy: false });
      if (!reply.ok) showFailure(reply);
      else this.setData({ households: reply.value.households });
      return reply.ok;
    },
    back() {
      this.setData({ step: 'who', turn: null });
    },
    async putInstead({
      detail: { value: householdId, label },
    }: WechatMiniprogram.CustomEvent<{ value: HouseholdId; label: string }>) {
      const { turn } = this.data;
      if (!turn) return;
      const content = `${turn.dayText} ${turn.hours} 由${label}来，${turn.label}这一次就不用来了。两家都会收到消息。`;
      if (!(await sure(`请${label}来替`, content, '就这样'))) return;
      await this.change(() =>
        roster.takeOver({ turnId: turn.turnId, householdId }, { subject: null }),
      );
    },
    sayWhose({ detail }: WechatMiniprogram.CustomEvent<{ value: HouseholdId }>) {
      this.setData({ whose: detail.value, step: 'away' });
    },
    async putAway({ currentTarget }: Tap<{ days: Count }>) {
      const { turn, whose: householdId } = this.data;
      if (!turn || !householdId) return;
      const { days } = currentTarget.dataset;
      const content = `${turn.label}从 ${turn.dayText} 起 ${days} 天不排班，由后面的人家依次顶上，日子有变的都会收到消息。`;
      if (!(await sure('这几天来不了', content, '就这样'))) return;
      const until = addDays(turn.day, days - 1);
      const input = { householdId, from: turn.day, until };
      await this.change(() => roster.absence(input, { subject: null }));
    },
    async change(send: () => ReturnType<typeof roster.absence>) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      const reply = await send();
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      const { moved } = reply.value;
      this.closeDay();
      say(moved > 0 ? `改好了，${moved} 家的日子有变，都说到了` : '改好了');
      await this.refresh();
    },
  },
});
