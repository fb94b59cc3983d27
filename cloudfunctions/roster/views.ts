/** What the phone is shown of turns. Pure. */
import { dayOf, dayText, instant } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { TodayView, TurnView } from '../../miniprogram/contract/roster-views';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { isHeavy } from './holidays';
import { planUntil } from './plan';
import { labelIn, type Yard } from './repository';
import { type Fact, factOf } from './rules';
import type { Running } from './running';

export interface Seen {
  readonly roster: Running;
  readonly yard: Yard;
  /** Whose view it is. */
  readonly household: HouseholdId | undefined;
  /** Whoever keeps the courtyard sees a little more. */
  readonly keeper?: boolean;
  readonly now: EpochMs;
}

export function turnView(turn: Fact, seen: Seen): TurnView {
  const { roster, yard, household, now } = seen;
  const today = dayOf(now);
  const names = namesAt(turn, seen);
  return {
    turnId: turn.id,
    day: turn.day,
    dayText: dayText(turn.day, today),
    gate: turn.gate,
    hours: `${turn.opensAt}–${turn.closesAt}`,
    startsAt: instant(turn.day, turn.opensAt),
    endsAt: instant(turn.day, turn.closesAt),
    label: turn.nobody ? '' : labelIn(yard, turn.doer),
    ...(turn.nobody ? {} : { householdId: turn.doer }),
    mine: isBy(turn, household),
    ...(names === undefined ? {} : { whoCame: names }),
    heavy: isHeavy(turn.day),
    state: turn.day < today ? 'served' : turn.day === today ? 'today' : 'coming',
    seeking: roster.asks.some((ask) => ask.turn === turn.id),
  };
}

export const isBy = ({ doer, nobody }: Fact, household: HouseholdId | undefined): boolean =>
  !nobody && doer === household;

/** Who of the family stood at the door, for the household itself and for keepers. */
function namesAt(turn: Fact, { roster, household, keeper }: Seen): string | undefined {
  if (!keeper && !isBy(turn, household)) return undefined;
  return roster.came?.find((one) => one.turn === turn.id)?.names;
}

/** Everything from the first settled day of this month on. The one schedule every view is made from. */
export function scheduleOf({ recent, plan }: Running, until: LocalDate): readonly Fact[] {
  return [...recent, ...planUntil(plan, until).turns.map((turn) => factOf(plan, turn))];
}

/** `今天门口：2单元 101 李家，到 20:00`. */
export function headlineOf(turns: readonly TurnView[]): string {
  if (turns.length === 0) return '今天没有排值守';
  const who = turns.map(({ label, hours }) => `${label}（${hours}）`).join('、');
  return `今天门口：${who}`;
}

/** What to paste into the WeChat group: 今天谁在门口, 今晚钥匙交给谁. A key's line says what its page says. */
export function groupTexts(
  { yard, now }: Seen,
  { turns: today, keys }: Pick<TodayView, 'turns' | 'keys'>,
): TodayView['groupText'] {
  const day = dayText(dayOf(now), dayOf(now));
  const on = today.map(({ label, gate, hours }) => `${gate} ${hours} ${label}`);
  const handovers = keys.flatMap(({ name, next, spare, lost }) =>
    next && !spare && !lost ? [`${name}：${next.text}`] : [],
  );
  return {
    duty: [`【${yard.name}】${day}值守`, ...(on.length > 0 ? on : ['今天没有排值守'])].join('\n'),
    key: [
      `【${yard.name}】钥匙交接`,
      ...(handovers.length > 0 ? handovers : ['眼下没有要交接的钥匙']),
    ].join('\n'),
  };
}
