/** Who gets how much when there is not enough. Pure. @see docs/domain/sale.md §5 */
import type { CountByItem, ItemId, ShortageRule } from '../../miniprogram/contract/groupbuy-forms';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import type { OrderDoc } from './documents';

export interface Wish {
  readonly householdId: HouseholdId;
  readonly ordered: Count;
  readonly placedAt: EpochMs;
  readonly priority: boolean;
}

type Shares = ReadonlyMap<HouseholdId, Count>;

/**
 * Shares out what is there. Together the shares are all of it, or all that is wished for, and nobody gets more than
 * wished for.
 * Ties: whoever ordered first, then the lower household id; with `equal` priority households before both.
 */
export function shareOut(there: Count, wishes: readonly Wish[], rule: ShortageRule): Shares {
  const queue = [...wishes].sort(comesFirst);
  if (rule === 'fcfs') return inTurn(there, queue);
  if (rule === 'equal') return evenly(there, byPriority(queue));
  const first = queue.filter(({ priority }) => priority);
  const served = evenly(there, first);
  const rest = there - [...served.values()].reduce((sum, one) => sum + one, 0);
  const others = evenly(
    rest,
    queue.filter(({ priority }) => !priority),
  );
  return new Map([...served, ...others]);
}

const comesFirst = (a: Wish, b: Wish): number =>
  a.placedAt - b.placedAt || (a.householdId < b.householdId ? -1 : 1);

const byPriority = (queue: readonly Wish[]): readonly Wish[] => [
  ...queue.filter(({ priority }) => priority),
  ...queue.filter(({ priority }) => !priority),
];

function inTurn(there: Count, queue: readonly Wish[]): Shares {
  let left = there;
  return new Map(
    queue.map(({ householdId, ordered }) => {
      const share = Math.min(left, ordered);
      left -= share;
      return [householdId, share];
    }),
  );
}

/** The same for everybody up to what each wished for; single units that are left go round once from the front. */
function evenly(there: Count, queue: readonly Wish[]): Shares {
  const level = levelOf(there, queue);
  const base = queue.map(({ ordered }) => Math.min(ordered, level));
  let left = there - base.reduce((sum, one) => sum + one, 0);
  return new Map(
    queue.map(({ householdId, ordered }, i) => {
      const more = left > 0 && ordered > level ? 1 : 0;
      left -= more;
      return [householdId, (base[i] ?? 0) + more];
    }),
  );
}

/** The highest level that everybody can be given up to. */
function levelOf(there: Count, queue: readonly Wish[]): Count {
  let low = 0;
  let high = Math.max(0, ...queue.map(({ ordered }) => ordered));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const taken = queue.reduce((sum, { ordered }) => sum + Math.min(ordered, middle), 0);
    if (taken <= there) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface ShortageDecision {
  /** Counts the decisions of a sale; a later one is made anew from what was ordered. */
  readonly no: Count;
  readonly rule: ShortageRule;
  readonly priority: readonly HouseholdId[];
  /** What there is of an item; one that is not named is there in full. */
  readonly there: CountByItem;
}

/**
 * What no decision changes any more: a door that is done has what was handed over, an order that an earlier run of
 * the same decision wrote has what it was allotted.
 */
const isFixed = ({ door, shortage = 0 }: OrderDoc, no: Count): boolean =>
  door?.final === true || shortage >= no;

const takenBy = ({ door, lines }: OrderDoc, itemId: ItemId): Count => {
  const line = lines[itemId];
  return (door?.final ? line?.handed : line?.allotted) ?? 0;
};

/**
 * The orders as the decision leaves them, those included that it does not change. What fixed orders took is not there
 * to be shared out, so that together nobody is promised more than there is, whenever it is decided and however often a
 * run has to begin again.
 */
export function withShortage(
  orders: readonly OrderDoc[],
  { no, rule, priority, there }: ShortageDecision,
): readonly OrderDoc[] {
  const first = new Set(priority);
  const open = orders.filter((order) => !isFixed(order, no));
  const fixed = orders.filter((order) => isFixed(order, no));
  const shares = new Map<ItemId, Shares>();
  for (const [itemId, count] of Object.entries(there)) {
    const wishes = open.flatMap(({ householdId, lines, placedAt }) => {
      const ordered = lines[itemId]?.ordered ?? 0;
      return ordered > 0
        ? [{ householdId, ordered, placedAt, priority: first.has(householdId) }]
        : [];
    });
    const taken = fixed.reduce((sum, order) => sum + takenBy(order, itemId), 0);
    shares.set(itemId, shareOut(Math.max(0, count - taken), wishes, rule));
  }
  return orders.map((order) => (isFixed(order, no) ? order : decided(order, { no, rule, shares })));
}

function decided(
  order: OrderDoc,
  {
    no,
    rule,
    shares,
  }: Pick<ShortageDecision, 'no' | 'rule'> & { readonly shares: ReadonlyMap<ItemId, Shares> },
): OrderDoc {
  const lines = Object.fromEntries(
    Object.entries(order.lines).map(([itemId, { reason: _, ...line }]) => {
      const allotted = shares.get(itemId)?.get(order.householdId) ?? line.ordered;
      const less = allotted < line.ordered ? { reason: rule } : {};
      return [itemId, { ...line, allotted, ...less }];
    }),
  );
  const units = Object.values(lines).reduce((sum, { allotted }) => sum + allotted, 0);
  return { ...order, lines, units, shortage: no };
}

export const isShort = ({ lines }: Pick<OrderDoc, 'lines'>): boolean =>
  Object.values(lines).some(({ ordered, allotted }) => allotted < ordered);
