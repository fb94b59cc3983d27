/** How every act on a running roster is done: load, settle what is over, decide, write. Whom it moves the tick tells. */
import { dayOf, instant } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { TurnId } from '../../miniprogram/contract/roster-views';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { AppError, refuseIf } from '../kernel/errors';
import type { Context } from '../kernel/serve';
import { create, type Reading, replace, type Write } from '../kernel/store';
import { type Moved, movedBetween } from './changes';
import { type Change, monthId, type RosterDoc, type RosterMonthDoc } from './documents';
import { once } from './in-step';
import { planUntil } from './plan';
import { rosterOf } from './repository';
import { type Fact, factOf, type Turn } from './rules';
import { horizonOf, lookedAt, monthOf, type Running, runningOf } from './running';

export interface Ground {
  readonly roster: Running;
  /** Today's turns and those ahead. */
  readonly turns: readonly Turn[];
  readonly today: LocalDate;
  readonly now: EpochMs;
  readonly read: Reading;
}

export interface Outcome<T> {
  readonly after: RosterDoc;
  readonly writes?: readonly Write[];
  /** Households that know already, because they did it. */
  readonly knowing?: readonly HouseholdId[];
  value(moved: Count): T;
}

/**
 * One act on a running roster, however often the request comes.
 * @throws AppError `ROSTER_NOT_RUNNING`, and whatever `decide` throws
 */
export async function act<T>(
  context: Context<unknown>,
  decide: (ground: Ground) => Promise<Outcome<T>> | Outcome<T>,
): Promise<T> {
  const { call, now } = context;
  const today = dayOf(now);
  return once(context, async (read) => {
    const found = await rosterOf(read, call);
    const { roster, writes: archived } = settledRoster(runningOf(found), now);
    const { turns } = planUntil(roster.plan, horizonOf(roster.plan, today));
    const {
      after,
      writes = [],
      knowing = [],
      value,
    } = await decide({ roster, turns, today, now, read });
    const moved = movesOf(roster, after, today);
    const told = withChanges(
      withoutNews(after, knowing),
      moved.filter(({ household }) => !knowing.includes(household)),
      now,
    );
    return {
      writes: [...writes, ...archived, put(told)],
      value: value(moved.length),
    };
  });
}

/** A document that was never stored has revision 0. */
export const put = (doc: RosterDoc): Write =>
  doc.rev === 0 ? create('rosters', { ...doc, rev: 1 }) : replace('rosters', doc);

function movesOf(before: Running, after: RosterDoc, today: LocalDate): readonly Moved[] {
  if (!after.plan || after.plan === before.plan) return [];
  return movedBetween(before.plan, after.plan, horizonOf(before.plan, today));
}

/** The same to be stored: months that are over leave the document. */
export function settledRoster(
  doc: Running,
  now: EpochMs,
): { readonly roster: Running; readonly writes: readonly Write[] } {
  const roster = lookedAt(doc, now);
  const month = monthOf(roster.recent.at(-1)?.day ?? dayOf(now));
  const old = roster.recent.filter(({ day }) => monthOf(day) !== month);
  if (old.length === 0) return { roster, writes: [] };
  const recent = roster.recent.filter(({ day }) => monthOf(day) === month);
  return { roster: { ...roster, recent }, writes: [archive(doc, old)] };
}

export const archive = (doc: RosterDoc, turns: readonly Fact[]): Write => {
  const months = [...new Set(turns.map(({ day }) => monthOf(day)))];
  return create(
    'roster_months',
    ...months.map(
      (month): RosterMonthDoc => ({
        _id: monthId(doc, month),
        communityId: doc.communityId,
        rev: 1,
        courtyardId: doc.courtyardId,
        month,
        turns: turns.filter(({ day }) => monthOf(day) === month),
      }),
    ),
  );
};

/** Whoever changes the own days has seen them. */
function withoutNews(doc: RosterDoc, knowing: readonly HouseholdId[]): RosterDoc {
  if (!knowing.some((id) => id in doc.changed)) return doc;
  const changed = Object.entries(doc.changed).filter(
    ([id]) => !knowing.includes(id as HouseholdId),
  );
  return { ...doc, changed: Object.fromEntries(changed) };
}

/** Adds what has to be seen; what a household has not seen yet is told together with it. */
export function withChanges(doc: RosterDoc, moved: readonly Moved[], now: number): RosterDoc {
  if (moved.length === 0) return doc;
  const changed: Record<HouseholdId, Change> = { ...doc.changed };
  for (const { household, was, is } of moved) {
    const before = changed[household];
    const lost = [...(before?.was ?? []), ...was].filter((day) => !is.includes(day));
    const won = [...(before?.is ?? []), ...is].filter((day) => !was.includes(day));
    changed[household] = { was: sorted(lost), is: sorted(won), at: now };
  }
  return { ...doc, changed, tellPending: true };
}

const sorted = (days: readonly LocalDate[]): readonly LocalDate[] => [...new Set(days)].sort();

/** @throws AppError `TURN_OVER` for one that is served or is no more */
export function turnIn({ roster, turns, now }: Ground, id: TurnId): Turn {
  const turn = turns.find((one) => one.id === id);
  if (!turn) throw new AppError('TURN_OVER');
  const { day, closesAt } = factOf(roster.plan, turn);
  refuseIf(instant(day, closesAt) <= now, 'TURN_OVER');
  return turn;
}

/** @throws AppError `TURN_NOT_YOURS` */
export function refuseOthers(turn: Turn, household: HouseholdId | undefined): void {
  refuseIf(turn.doer !== household, 'TURN_NOT_YOURS');
}
