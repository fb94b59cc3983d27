/** Who is served first when there is not enough: the register says it, the committee puts it right. @see docs/domain/groupbuy.md §13 */
import type { PriorityView } from '../../miniprogram/contract/groupbuy-shortage';
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  RoundId,
} from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { type HouseholdDoc, isElderlyAlone, labelOf } from '../directory/public';
import type { Doc } from '../kernel/database';
import type { Store } from '../kernel/store';
import type { OrderDoc } from '../sale/public';

/** What the committee put right. Why, stands apart: it may be about somebody's health. */
export interface PriorityMark {
  readonly householdId: HouseholdId;
  readonly first: boolean;
  /** The decision it came with. */
  readonly no: Count;
}

/** Kept as long as other reasons nobody but keepers may read, and forgotten with the household. */
export interface PriorityReasonDoc extends Doc {
  readonly householdId: HouseholdId;
  readonly courtyardId: CourtyardId;
  readonly kind: 'shortage';
  readonly reason: string;
  readonly by: string;
  readonly asKeeper: true;
  readonly at: EpochMs;
}

export const reasonId = (round: RoundId, { no, householdId }: PriorityMark): string =>
  `${round}.${no}.${householdId}`;

export interface Registered {
  readonly label: string;
  readonly courtyardId: CourtyardId;
  readonly alone: boolean;
}
export type Register = ReadonlyMap<HouseholdId, Registered>;

/** Keepers see the whole door. */
const SHOWN = { door: true, name: true };
const FRESH_MS = 30_000;
const KEPT = 5_000;
const kept = new Map<HouseholdId, { readonly at: EpochMs; readonly one: Registered }>();

/** What the register knows of these households. The instance keeps it for half a minute. */
export async function registerOf(
  store: Pick<Store, 'getAll'>,
  orders: readonly OrderDoc[],
  { communityId, now }: { readonly communityId: CommunityId; readonly now: EpochMs },
): Promise<Register> {
  const isFresh = (id: HouseholdId) => {
    const known = kept.get(id);
    return known !== undefined && known.at <= now && now < known.at + FRESH_MS;
  };
  const unknown = orders.map(({ householdId }) => householdId).filter((id) => !isFresh(id));
  if (kept.size + unknown.length > KEPT) kept.clear();
  for (let i = 0; i < unknown.length; i += LIMITS.listMax) {
    const some = unknown.slice(i, i + LIMITS.listMax);
    const docs = await store.getAll<HouseholdDoc>('households', some, [
      ...['communityId', 'courtyardId', 'unit', 'door', 'family', 'people.ageBand'],
    ]);
    for (const { _id, communityId: of, courtyardId, people = [], ...plate } of docs) {
      if (of !== communityId) continue;
      const label = labelOf(plate, SHOWN);
      kept.set(_id, { at: now, one: { label, courtyardId, alone: isElderlyAlone(people) } });
    }
  }
  const all = orders.flatMap(({ householdId }) => {
    const known = kept.get(householdId);
    return known ? [[householdId, known.one] as const] : [];
  });
  return new Map(all);
}

/** Earlier marks with later ones on top; what says the same as the register is no mark. */
export function marksOf(
  register: Register,
  earlier: readonly PriorityMark[],
  later: readonly PriorityMark[],
): readonly PriorityMark[] {
  const all = new Map([...earlier, ...later].map((mark) => [mark.householdId, mark]));
  return [...all.values()].filter(
    ({ householdId, first }) => (register.get(householdId)?.alone ?? false) !== first,
  );
}

/** In the order of their ids, so that the same decision is the same document. */
export function priorityOf(
  register: Register,
  marks: readonly PriorityMark[],
): readonly HouseholdId[] {
  const marked = new Map(marks.map(({ householdId, first }) => [householdId, first]));
  return [...register]
    .filter(([id, { alone }]) => marked.get(id) ?? alone)
    .map(([id]) => id)
    .sort();
}

/** Who they are, for those who may know: why somebody is first stands beside the door. */
export function priorityView(
  register: Register,
  marks: readonly PriorityMark[],
  reasons: ReadonlyMap<HouseholdId, string>,
): PriorityView {
  const marked = new Map(marks.map(({ householdId, first }) => [householdId, first]));
  const all = [...register].map(([householdId, { label, alone }]) => {
    const mark = marked.get(householdId);
    const reason = reasons.get(householdId);
    return {
      householdId,
      label,
      alone,
      first: mark ?? alone,
      marked: mark !== undefined,
      ...(reason === undefined ? {} : { reason }),
    };
  });
  const known = all.filter(({ first, marked: isMarked }) => first || isMarked);
  const others = all.filter(({ first, marked: isMarked }) => !first && !isMarked);
  return {
    count: known.filter(({ first }) => first).length,
    households: known,
    others: others.map(({ householdId, label }) => ({ householdId, label })),
  };
}
