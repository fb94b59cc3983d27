/** Served turns of a span of days, from the facts. For the time bank and whoever counts hours. @see docs/domain/roster.md §2 */
import { addDays, dayOf, daysBetween } from '../../miniprogram/contract/calendar';
import type { CommunityId, CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { oneOf } from '../kernel/conditions';
import type { Store } from '../kernel/store';
import { monthId, type RosterDoc, type RosterMonthDoc, rosterId } from './documents';
import { planUntil } from './plan';
import { type Fact, factOf } from './rules';
import { lookedAt, monthOf } from './running';
import { type ServedTurn, servedTurns } from './served';

/** A turn of service under an id of its own, so that it is posted once; paper may still change who served it. */
export interface Service extends ServedTurn {
  readonly source: string;
}

export interface ServiceSpan {
  readonly communityId: CommunityId;
  readonly courtyardId: CourtyardId;
  /** Both days included, at most a year. */
  readonly from: LocalDate;
  readonly until: LocalDate;
}

const DAYS_MAX = 366;
/** Thirteen months, of which each may have seen several rosters begin. */
const DOCS_MAX = 100;

/**
 * Every turn whose post has closed by now, by day. Two requests, whatever the span.
 * @throws RangeError for more than a year: a caller's bug
 */
export async function servicesIn(
  store: Pick<Store, 'get' | 'find'>,
  { communityId, courtyardId, from, until }: ServiceSpan,
  now: EpochMs,
): Promise<readonly Service[]> {
  if (daysBetween(from, until) >= DAYS_MAX) throw new RangeError('more than a year of services');
  const roster = await store.get<RosterDoc>('rosters', rosterId(courtyardId));
  if (roster?.communityId !== communityId) return [];
  const months = await store.find<RosterMonthDoc>({
    collection: 'roster_months',
    where: { courtyardId, month: oneOf(monthsBetween(from, until)) },
    limit: DOCS_MAX,
  });
  const over = months.flatMap(({ _id, month, turns }) =>
    services(turns, _id.slice(0, -month.length), now),
  );
  const recent = services(factsOf(roster, now), monthId(roster, ''), now);
  return [...over, ...recent]
    .filter(({ day }) => from <= day && day <= until)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

const services = (facts: readonly Fact[], before: string, now: EpochMs): readonly Service[] =>
  servedTurns(facts, now).map((turn) => ({ ...turn, source: `${before}${turn.turnId}` }));

/** What the roster itself still has, and today's turns. */
function factsOf({ plan, ...doc }: RosterDoc, now: EpochMs): readonly Fact[] {
  if (!plan) return doc.recent;
  const roster = lookedAt({ ...doc, plan }, now);
  const today = planUntil(roster.plan, dayOf(now)).turns.map((turn) => factOf(roster.plan, turn));
  return [...roster.recent, ...today];
}

function monthsBetween(from: LocalDate, until: LocalDate): readonly string[] {
  const months: string[] = [];
  for (let day = `${monthOf(from)}-01`; day <= until; day = nextMonth(day))
    months.push(monthOf(day));
  return months;
}

const nextMonth = (first: LocalDate): LocalDate => `${monthOf(addDays(first, 31))}-01`;

/** Minutes of service by household. Two requests. */
export async function servedMinutes(
  store: Pick<Store, 'get' | 'find'>,
  span: ServiceSpan,
  now: EpochMs,
): Promise<ReadonlyMap<HouseholdId, Count>> {
  const minutes = new Map<HouseholdId, Count>();
  for (const service of await servicesIn(store, span, now)) {
    minutes.set(service.household, (minutes.get(service.household) ?? 0) + service.minutes);
  }
  return minutes;
}
