/** A month as it hangs at the gate. Pure. @see docs/domain/roster.md §9 */
import { dayOf, dayText } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { SheetRow, SheetView } from '../../miniprogram/contract/roster-records';
import type { Count, LocalDate } from '../../miniprogram/contract/units';
import type { RosterDoc } from './documents';
import { monthsAround } from './month-view';
import { byDoor } from './order';
import type { Yard } from './repository';
import type { Fact } from './rules';
import { shortDay } from './verdict';
import { type Seen, turnView } from './views';

const POST_STEP = 100;

/**
 * The day of the month; the second post of a day has 100 more. So a row is the same row on last week's paper, whatever
 * was changed since.
 */
export function rowOf({ day, post }: Pick<Fact, 'day' | 'post'>): Count {
  const place = Number(post.slice(1)) - 1;
  return Number(day.slice(8)) + POST_STEP * Math.max(0, place || 0);
}

/** The first is number 1. Whoever has a number keeps it; newcomers follow by door. */
export function numbersOf(
  { numbers = [] }: Pick<RosterDoc, 'numbers'>,
  plates: Readonly<Record<HouseholdId, { readonly unit: string; readonly door: string }>>,
): readonly HouseholdId[] {
  const known = new Set(numbers);
  const fresh = (Object.entries(plates) as [HouseholdId, { unit: string; door: string }][])
    .filter(([id]) => !known.has(id))
    .map(([id, { unit, door }]) => ({ id, unit, door }));
  return [...numbers, ...byDoor(fresh)];
}

export function sheetView(
  seen: Seen,
  month: string,
  {
    turns,
    phone,
    uncovered,
  }: {
    readonly turns: readonly Fact[];
    readonly phone: string;
    readonly uncovered: readonly LocalDate[];
  },
): SheetView {
  const { roster, yard } = seen;
  const numbers = numbersOf(roster, yard.plates);
  const facts = turns.filter(({ day }) => day.startsWith(month));
  return {
    title: `${yard.name} ${Number(month.slice(5))}月值守表`,
    month,
    rows: facts.map((fact) => sheetRow(fact, seen, numbers)),
    households: householdsOf(numbers, yard),
    lines: linesOf(facts, { phone, uncovered, seen }),
    ...monthsAround(seen, month),
  };
}

function sheetRow(fact: Fact, seen: Seen, numbers: readonly HouseholdId[]): SheetRow {
  const { day, gate, hours, label, seeking, heavy } = turnView(fact, seen);
  return {
    row: rowOf(fact),
    day,
    // Paper knows its own year.
    dayText: dayText(day, day),
    ...{ gate, hours, label, seeking, heavy },
    no: fact.nobody ? 0 : numbers.indexOf(fact.doer) + 1,
  };
}

const householdsOf = (numbers: readonly HouseholdId[], { plates }: Yard) =>
  numbers.flatMap((id, i) => {
    const plate = plates[id];
    return plate ? [{ no: i + 1, label: plate.label }] : [];
  });

function linesOf(
  facts: readonly Fact[],
  {
    phone,
    uncovered,
    seen: { roster, now },
  }: {
    readonly phone: string;
    readonly uncovered: readonly LocalDate[];
    readonly seen: Seen;
  },
): readonly string[] {
  const contact = roster.form?.contact;
  const gates = new Map<string, { hours: Set<string>; closesAt: string }>();
  for (const { gate, opensAt, closesAt } of facts) {
    const known = gates.get(gate) ?? { hours: new Set<string>(), closesAt };
    known.hours.add(`${opensAt}–${closesAt}`);
    const last = closesAt > known.closesAt ? closesAt : known.closesAt;
    gates.set(gate, { hours: known.hours, closesAt: last });
  }
  const missing = uncovered.map((day) => shortDay(day, dayOf(now))).join('、');
  return [
    ...[...gates].map(([gate, { hours }]) => `值守时间：${gate} ${[...hours].join('、')}`),
    ...[...gates].map(
      ([gate, { closesAt }]) => `钥匙：${gate}钥匙 ${closesAt} 交给第二天值守的那家`,
    ),
    ...(missing === '' ? [] : [`还缺人：${missing}`]),
    '来不了：提前说一声就好，不用说原因，会有人顶上',
    '怎么填：来的那家写编号，没人来写 0',
    ...(contact === undefined ? [] : [`值守联系电话：${contact}`]),
    `社区电话：${phone}`,
  ];
}
