/** A month of duty in counts: what was covered, never who was missing. @see docs/domain/report.md §3 */
import { addDays, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import type { MonthPart } from '../../miniprogram/contract/report';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { oneOf } from '../kernel/conditions';
import {
  counted,
  endOf,
  everyFrom,
  inGroupsOf,
  type MonthReader,
  type MonthSpan,
  row,
  tabled,
  time,
} from '../kernel/month';
import { covers } from './days';
import {
  type CareCardDoc,
  monthId,
  type RosterDoc,
  type RosterMonthDoc,
  rosterId,
} from './documents';
import { type Fact, rulesOn } from './rules';
import { lookedAt, type Running } from './running';
import { servedTurns } from './served';

const COLUMNS = [
  counted('应守', '天'),
  counted('有人守', '天'),
  counted('出力的家庭', '户'),
  time('一共守了'),
  counted('还没回的关照卡', '张'),
  counted('回了的关照卡', '张'),
] as const;
const [DUE, COVERED, HOMES, MINUTES, OPEN, ANSWERED] = [0, 1, 2, 3, 4, 5] as const;

/** A roster is a large document. */
const ROSTERS = 10;
const CARDS = 10;

export async function dutyInMonth(store: MonthReader, span: MonthSpan): Promise<MonthPart> {
  const ids = span.courtyards.map(({ id }) => id);
  // Rosters first: what leaves one for a document of its month meanwhile is found twice, never missed.
  const rosters = await rostersOf(store, ids);
  const months = await monthsOf(store, ids, span.month);
  const cards = await cardsIn(store, span);
  const yards = ids.map((id) => {
    const duty = dutyOf(
      rosters.find(({ courtyardId }) => courtyardId === id),
      months.filter(({ courtyardId }) => courtyardId === id),
      span,
    );
    const own = cards.filter(({ courtyardId }) => courtyardId === id);
    const answered = own.filter((card) => (card.answeredAt ?? Infinity) < endOf(span)).length;
    return [id, [...duty, own.length - answered, answered]] as const;
  });
  const { table, sum } = tabled(COLUMNS, new Map(yards));
  const watched = yards.filter(([, figures]) => (figures[DUE] ?? 0) > 0).length;
  return {
    ...table,
    rows: [
      row(counted('有值守的院子', '个'), watched, { of: ids.length, said: true }),
      row(COLUMNS[DUE], sum(DUE)),
      row(COLUMNS[COVERED], sum(COVERED), { of: sum(DUE), said: true }),
      row(COLUMNS[HOMES], sum(HOMES), { said: true }),
      row(COLUMNS[MINUTES], sum(MINUTES), { said: true }),
      row(COLUMNS[OPEN], sum(OPEN)),
      row(COLUMNS[ANSWERED], sum(ANSWERED)),
    ],
  };
}

const rostersOf = (
  store: MonthReader,
  ids: readonly CourtyardId[],
): Promise<readonly RosterDoc[]> =>
  inGroupsOf(ROSTERS, ids.map(rosterId), (some) =>
    store.getAll<RosterDoc>('rosters', some, ['courtyardId', 'season', 'recent', 'plan']),
  );

/** A courtyard may have begun anew within a month, so it has more than one. */
const monthsOf = (
  store: MonthReader,
  ids: readonly CourtyardId[],
  month: string,
): Promise<readonly RosterMonthDoc[]> =>
  inGroupsOf(ROSTERS, ids, (some) =>
    store.find<RosterMonthDoc>({
      collection: 'roster_months',
      where: { courtyardId: oneOf(some), month },
      limit: 100,
    }),
  );

async function cardsIn(
  store: MonthReader,
  span: MonthSpan,
): Promise<readonly Pick<CareCardDoc, 'courtyardId' | 'at' | 'answeredAt'>[]> {
  const found = await everyFrom<CareCardDoc>(
    store,
    {
      collection: 'care_cards',
      where: { communityId: span.communityId },
      fields: ['courtyardId', 'at', 'answeredAt'],
    },
    { key: 'at', from: span.from, pages: CARDS },
  );
  return found.filter(({ at }) => at < endOf(span));
}

/** In the order of the columns. */
function dutyOf(
  doc: RosterDoc | undefined,
  months: readonly RosterMonthDoc[],
  span: MonthSpan,
): readonly number[] {
  const end = endOf(span);
  const running = doc?.plan ? lookedAt({ ...doc, plan: doc.plan }, end) : undefined;
  const facts = factsIn(running ?? doc, months, span);
  const served = servedTurns(facts, end);
  const dueDays = new Set([...(running ? plannedDays(running, span) : []), ...daysOf(facts)]);
  const covered = [...dueDays].filter((day) => isCovered(day, facts, running));
  return [
    dueDays.size,
    covered.length,
    new Set(served.map(({ household }) => household)).size,
    served.reduce((sum, { minutes }) => sum + minutes, 0),
  ];
}

const daysOf = (facts: readonly Fact[]): readonly LocalDate[] => facts.map(({ day }) => day);

/** Each turn once, whether it still stands in the roster, has left it, or both. */
function factsIn(
  roster: RosterDoc | undefined,
  months: readonly RosterMonthDoc[],
  span: MonthSpan,
): readonly Fact[] {
  const found = new Map<string, Fact>();
  const add = (before: string, facts: readonly Fact[]) => {
    for (const fact of facts) found.set(`${before}${fact.id}`, fact);
  };
  if (roster) add(monthId(roster, ''), roster.recent);
  for (const { _id, month, turns } of months) add(_id.slice(0, -month.length), turns);
  const { from, to } = span.days;
  return [...found.values()].filter(
    ({ day, closesAt }) => from <= day && day < to && instant(day, closesAt) <= endOf(span),
  );
}

/** Days on which somebody should be at the gate, as far as they are over. */
function plannedDays({ plan }: Running, span: MonthSpan): readonly LocalDate[] {
  const { startsOn, endsOn, pauses } = plan;
  const last = dayBefore(endOf(span));
  const until = endsOn !== undefined && endsOn < last ? endsOn : last;
  const days: LocalDate[] = [];
  for (let day = later(span.days.from, startsOn); day <= until; day = addDays(day, 1)) {
    if (!covers(pauses, day)) days.push(day);
  }
  return days;
}

const dayBefore = (midnight: EpochMs): LocalDate => dayOf(midnight - 1);
const later = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? b : a);

/** Every post had somebody. */
function isCovered(day: LocalDate, facts: readonly Fact[], running: Running | undefined): boolean {
  const turns = facts.filter((fact) => fact.day === day);
  const isOfPlan = running !== undefined && running.plan.startsOn <= day;
  const posts = isOfPlan ? rulesOn(running.plan, day).posts.length : 1;
  return turns.length >= posts && turns.every(({ nobody }) => !nobody);
}
