/** What buying together keeps of a person: how it is read, and how it goes. @see docs/domain/groupbuy.md §9 */
import type { HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import { yuanText } from '../../miniprogram/contract/money';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { after, gone, oneOf, put } from '../kernel/conditions';
import { replace, type Store } from '../kernel/store';
import { type HandInDoc, type OrderDoc, receivedOf } from '../sale/public';
import type { RoundDoc, SupplierDoc } from './documents';

interface Person {
  readonly communityId: string;
  readonly memberId: MemberId;
}

export interface OwnBuying {
  /** Of the own households, latest first. */
  readonly orders: readonly {
    readonly householdId: HouseholdId;
    readonly saleId: string;
    readonly units: Count;
    readonly paid: string;
    readonly at: EpochMs;
  }[];
  readonly handIns: readonly {
    readonly counted: string;
    readonly explanation: string;
    readonly at: EpochMs;
  }[];
  readonly pickings: readonly { readonly title: string }[];
}

/** Three requests, each of what a page holds. */
export async function exportFromBuying(
  store: Pick<Store, 'find'>,
  { communityId, memberId, households }: Person & { readonly households: readonly HouseholdId[] },
): Promise<OwnBuying> {
  const [orders, handIns, rounds] = await Promise.all([
    households.length === 0 ? [] : ordersOfHomes(store, households),
    store.find<HandInDoc>({
      collection: 'handins',
      where: { communityId, memberId },
      limit: LIMITS.listMax,
    }),
    roundsOfPicker(store, { communityId, memberId }),
  ]);
  return {
    orders: orders
      .filter((order) => order.communityId === communityId)
      .map((order) => ({
        householdId: order.householdId,
        saleId: order.saleId,
        units: order.units,
        paid: yuanText(receivedOf(order)),
        at: order.placedAt,
      })),
    handIns: handIns.map(({ countedFen, explanation, at }) => ({
      counted: yuanText(countedFen),
      explanation,
      at,
    })),
    pickings: rounds.map(({ form: { title } }) => ({ title })),
  };
}

const ordersOfHomes = (
  store: Pick<Store, 'find'>,
  households: readonly HouseholdId[],
): Promise<readonly OrderDoc[]> =>
  store.find<OrderDoc>({
    collection: 'orders',
    where: { householdId: oneOf(households) },
    order: [['placedAt', -1]],
    limit: LIMITS.listMax,
  });

const roundsOfPicker = (
  store: Pick<Store, 'find'>,
  { communityId, memberId }: Person,
): Promise<readonly RoundDoc[]> =>
  store.find<RoundDoc>({
    collection: 'rounds',
    where: { communityId, pickers: memberId },
    limit: LIMITS.listMax,
  });

/**
 * Takes away what the person wrote and where they signed up. Orders, visits and hand-ins stay: they name households
 * and opaque ids, and the ledger stands on them. Safe to repeat.
 */
export async function eraseFromBuying(store: Store, person: Person): Promise<void> {
  await eraseExplanations(store, person);
  await eraseWordsAtDoors(store, person);
  for (const { _id } of await roundsOfPicker(store, person)) await leavePicking(store, _id, person);
  const thanked = await store.find<SupplierDoc>({
    collection: 'suppliers',
    where: { communityId: person.communityId, 'thanks.by': person.memberId },
    limit: LIMITS.listMax,
  });
  for (const { _id } of thanked) await takeBackThanks(store, _id, person);
}

const PAGES = 20;

async function eraseExplanations(store: Store, { communityId, memberId }: Person): Promise<void> {
  let last = '';
  for (let page = 0; page < PAGES; page += 1) {
    const some = await store.find<HandInDoc>({
      collection: 'handins',
      where: { communityId, memberId, _id: after(last) },
      order: [['_id', 1]],
      limit: LIMITS.listMax,
      fields: ['explanation'],
    });
    for (const { _id } of some.filter(({ explanation }) => explanation !== '')) {
      const changes = { explanation: put('') };
      await store.claim({ collection: 'handins', id: _id, while: { memberId }, changes });
    }
    if (some.length < LIMITS.listMax) break;
    last = some.at(-1)?._id ?? last;
  }
}

/** Why the person put something right at doors, and which neighbour took goods in; that it was so stays. */
async function eraseWordsAtDoors(store: Store, { communityId, memberId }: Person): Promise<void> {
  let last = '';
  for (let page = 0; page < PAGES; page += 1) {
    const some = await store.find<OrderDoc>({
      collection: 'orders',
      where: { communityId, writers: memberId, _id: after(last) },
      order: [['_id', 1]],
      limit: LIMITS.listMax,
    });
    for (const order of some) {
      await eraseReasons(store, order, memberId);
      await eraseTakenBy(store, order, memberId);
    }
    if (some.length < LIMITS.listMax) break;
    last = some.at(-1)?._id ?? last;
  }
}

async function eraseReasons(
  store: Store,
  { _id, communityId, visits }: OrderDoc,
  member: MemberId,
): Promise<void> {
  const own = Object.entries(visits).filter(
    ([, { actor, reason }]) => actor === member && reason !== undefined && reason !== '',
  );
  if (own.length === 0) return;
  const changes = Object.fromEntries(own.map(([id]) => [`visits.${id}.reason`, put('')]));
  await store.claim({ collection: 'orders', id: _id, while: { communityId }, changes });
}

/** The words are those of the latest visit. Whoever puts it right meanwhile writes their own. */
async function eraseTakenBy(
  store: Store,
  { _id, door, visits }: OrderDoc,
  member: MemberId,
): Promise<void> {
  const isOwn = Object.values(visits).some(({ at, actor }) => at === door?.at && actor === member);
  if (!door?.takenBy || !isOwn) return;
  const changes = { 'door.takenBy': gone() };
  await store.claim({ collection: 'orders', id: _id, while: { 'door.at': door.at }, changes });
}

const leavePicking = (store: Store, id: RoundDoc['_id'], { memberId }: Person): Promise<void> =>
  store.transact(async (read) => {
    const round = await read.get<RoundDoc>('rounds', id);
    if (!round) return { writes: [], value: undefined };
    const pickers = round.pickers.filter((one) => one !== memberId);
    return { writes: [replace('rounds', { ...round, pickers })], value: undefined };
  });

const takeBackThanks = (
  store: Store,
  id: SupplierDoc['_id'],
  { memberId }: Person,
): Promise<void> =>
  store.transact(async (read) => {
    const supplier = await read.get<SupplierDoc>('suppliers', id);
    if (!supplier) return { writes: [], value: undefined };
    const thanks = supplier.thanks.filter(({ by }) => by !== memberId);
    return { writes: [replace('suppliers', { ...supplier, thanks })], value: undefined };
  });
