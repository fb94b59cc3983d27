/** A day of the calendar that was tapped: who comes, and what one may do about it, for one's own household or as a keeper. */
import type { HouseholdId } from '../../../contract/ids';
import type { HouseholdOption, MonthView, TurnId, TurnView } from '../../../contract/roster-views';
import type { LocalDate } from '../../../contract/units';
import { say, showFailure, sure } from '../../../services/failure';
import { rolesHere } from '../../../services/here';
import { mayDo } from '../../../services/people';
import { roster } from '../../../services/roster';
import type { Tap } from '../../../services/taps';
import { deed } from '../services/deed';
import { type DayRow, dayRowOf } from '../services/month-grid';

/** `instead`: a keeper chooses who comes. */
type Step = 'who' | 'instead';

export const dayDeeds = Behavior({
  data: {
    view: null as MonthView | null,
    day: null as DayRow | null,
    step: 'who' as Step,
    /** The turn for which another household is chosen. */
    turn: null as TurnView | null,
    households: [] as readonly HouseholdOption[],
    mayAct: false,
    mayMove: false,
    busy: false,
  },
  methods: {
    async refresh() {},
    async learnPowers() {
      const roles = await rolesHere();
      const mayMove = mayDo(roles, 'roster', 'rules');
      this.setData({ mayAct: mayDo(roles, 'roster', 'seen'), mayMove, mayKeep: mayMove });
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
      const turn = this.turnOf(event);
      if (turn && (await this.readHouseholds())) this.setData({ turn, step: 'instead' });
    },
    /** Whatever else a household that rang would do itself. */
    openBehalf(event: Tap<{ turn: TurnId }>) {
      const household = this.turnOf(event)?.householdId;
      if (!household) return;
      this.closeDay();
      wx.navigateTo({ url: `/packages/duty/behalf/behalf?for=${household}` });
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
      if (this.data.busy) return;
      this.setData({ busy: true });
      const input = { turnId: turn.turnId, householdId };
      const reply = await roster.takeOver(input, { subject: null });
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      this.closeDay();
      say(`改好了，由${label}来，两家都会收到消息`);
      await this.refresh();
    },
  },
});
