/** The figures of one household as the phone is shown them. Pure. */
import { dayOf } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { MineView, TurnView } from '../../miniprogram/contract/roster-views';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { cleanUpOf, isAsked } from './clean-up';
import type { SwapAsk } from './documents';
import { planUntil } from './plan';
import { labelIn } from './repository';
import { type Fact, factOf } from './rules';
import { horizonOf, type Running } from './running';
import { servedTurns } from './served';
import { isBy, type Seen, scheduleOf, turnView } from './views';
import { changeAhead, changeText } from './words';

/** @returns the figures of one household: what it has served, and what is ahead of it */
export function mineView(
  seen: Seen & { readonly household: HouseholdId; readonly isOwn: boolean },
): MineView {
  const { roster, yard, household, isOwn, now } = seen;
  const today = dayOf(now);
  const label = labelIn(yard, household);
  const whose = isOwn ? '您家' : label;
  const all = scheduleOf(roster, horizonOf(roster.plan, today));
  const mine = all.filter((turn) => isBy(turn, household)).map((turn) => turnView(turn, seen));
  const served = servedOf(roster, household, now);
  const change = changeAhead(roster.changed[household], today);
  const makeUp = makeUpOf(seen, all);
  const askView = (ask: SwapAsk) => ({
    turn: all.find(({ id }) => id === ask.turn),
    ask,
  });
  const asks = roster.asks.map(askView).flatMap(({ turn, ask }) =>
    turn
      ? [
          {
            by: ask.by,
            to: ask.to,
            view: {
              askId: ask.id,
              turn: turnView(turn, seen),
              toAll: ask.to === undefined,
              mine: ask.by === household,
            },
          },
        ]
      : [],
  );
  return {
    household: { id: household, label },
    coming: mine.filter(({ state }) => state !== 'served'),
    served: mine.filter(({ state }) => state === 'served'),
    servedMinutes: served.minutes,
    servedText: `共 ${served.turns} 次 ${hoursText(served.minutes)}`,
    ...(change ? { changed: { text: changeText(change, today, whose), at: change.at } } : {}),
    ...(makeUp ? { makeUp } : {}),
    asked: asks
      .filter(({ by, to }) => by !== household && (to === undefined || to === household))
      .map(({ view }) => view),
    asking: asks.filter(({ by }) => by === household).map(({ view }) => view),
    standsIn: roster.standIns.includes(household),
    ...cleanUpFor(roster, household, today),
    now,
  };
}

function cleanUpFor(
  roster: Running,
  household: HouseholdId,
  today: LocalDate,
): Pick<MineView, 'cleanUp'> {
  const cleanUp = cleanUpOf(roster);
  if (!cleanUp || !isAsked(cleanUp, today)) return {};
  const { on, households, declined = [] } = cleanUp;
  const refused = declined.includes(household) ? 'no' : 'open';
  return { cleanUp: { on, answer: households.includes(household) ? 'yes' : refused } };
}

function makeUpOf(seen: Seen, all: readonly Fact[]): TurnView | undefined {
  const { roster, household, now } = seen;
  const skips = new Set(roster.plan.skips.map(({ turn }) => turn));
  const turn = all.find(
    (one) => isBy(one, household) && skips.has(one.id) && one.day >= dayOf(now),
  );
  return turn && turnView(turn, seen);
}

export const hoursText = (minutes: Count): string =>
  minutes % 60 === 0
    ? `${minutes / 60} 小时`
    : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分`;

/** Turns and minutes that are over at the instant: a turn is served when its post has closed. */
export function servedOf(
  { plan, corrections }: Pick<Running, 'plan' | 'corrections'>,
  household: HouseholdId,
  now: EpochMs,
): { readonly turns: Count; readonly minutes: Count } {
  const standing = plan.progress.standings[household];
  const paper = corrections?.[household];
  const today = planUntil(plan, dayOf(now)).turns.map((turn) => factOf(plan, turn));
  const over = servedTurns(today, now).filter((turn) => turn.household === household);
  const minutes = over.reduce((sum, turn) => sum + turn.minutes, 0);
  return {
    turns: (standing?.turns ?? 0) + (paper?.turns ?? 0) + over.length,
    minutes: (standing?.minutes ?? 0) + (paper?.minutes ?? 0) + minutes,
  };
}
