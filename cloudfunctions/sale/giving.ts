/** Giving away what is left over, as acts on the store. Each is one transaction, and safe to repeat. */
import type { PartyId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { AppError, refuseIf } from '../kernel/errors';
import { create, type Decision, type Reading, replace, type Store } from '../kernel/store';
import { type AllotmentDoc, allotmentId, type OrderDoc, orderId, type Terms } from './documents';
import {
  freed,
  type Grant,
  nextServing,
  orderWithGrant,
  uncollected,
  withGrant,
  withoutGrant,
} from './leftover';
import { joinClaim, leaveClaim, type WaitFor, waitFields } from './waiting';

const allotmentIn = async (
  read: Reading,
  { saleId, communityId }: Terms,
): Promise<AllotmentDoc> => {
  const doc = await read.get<AllotmentDoc>('allotments', allotmentId(saleId));
  if (doc?.communityId !== communityId) throw new AppError('NOT_FOUND');
  return doc;
};

/**
 * Ordering is over and nothing is written yet: those who waited come first to what is left. Once for each sale.
 */
export const serveLine = (
  store: Store,
  terms: Terms,
  why: { readonly at: EpochMs; readonly reason: string },
): Promise<AllotmentDoc> =>
  store.transact(async (read) => {
    const before = await allotmentIn(read, terms);
    if (before.state !== 'sealed' || before.lineServed) return { writes: [], value: before };
    let doc: AllotmentDoc = { ...before, lineServed: true };
    for (let next = nextServing(terms, doc, why); next; next = nextServing(terms, doc, why)) {
      doc = withGrant(terms, doc, next);
    }
    return { writes: [replace('allotments', doc)], value: doc };
  });

/**
 * Something that is left over goes to somebody, after the orders were written. A request that comes again changes
 * nothing.
 * @throws AppError `NOT_FOUND`, `SALE_SOLD_OUT`, `SALE_SHORT`
 */
export const giveOne = (store: Store, terms: Terms, grant: Grant): Promise<void> =>
  store.transact((read) => givenOne(read, terms, { of: () => grant }));

/** The next in the line gets what is there. @returns whether there was one */
export const serveNext = (
  store: Store,
  terms: Terms,
  why: { readonly at: EpochMs; readonly reason: string },
): Promise<boolean> =>
  store.transact(async (read) => {
    const doc = await allotmentIn(read, terms);
    const grant = nextServing(terms, doc, why);
    if (!grant) return { writes: [], value: false };
    const { writes } = await givenOne(read, terms, { of: () => grant, doc });
    return { writes, value: true };
  });

async function givenOne(
  read: Reading,
  terms: Terms,
  { of, doc }: { of(): Grant; readonly doc?: AllotmentDoc },
): Promise<Decision<void>> {
  const before = doc ?? (await allotmentIn(read, terms));
  const grant = of();
  if (before.given?.[grant.key]) return { writes: [], value: undefined };
  refuseIf(before.state !== 'sealed', 'SALE_CLOSED');
  const after = withGrant(terms, before, grant);
  const order = await read.get<OrderDoc<PartyId>>('orders', orderId(terms.saleId, grant.party));
  const next = orderWithGrant(terms, { doc: after, order }, grant);
  return {
    writes: [
      replace('allotments', after),
      order ? replace('orders', next) : create('orders', next),
    ],
    value: undefined,
  };
}

/** What nobody took home is there again. @returns whether there was something */
export const freeOne = (
  store: Store,
  terms: Terms,
  { order: { _id }, by, at, reason }: Freeing,
): Promise<boolean> =>
  store.transact(async (read) => {
    const order = await read.get<OrderDoc<PartyId>>('orders', _id);
    const counts = order ? uncollected(order) : {};
    if (!order || Object.keys(counts).length === 0) return { writes: [], value: false };
    const before = await allotmentIn(read, terms);
    const { courtyardId, householdId: party } = order;
    const key = `freed_${party}_${order.door?.rev ?? 0}`;
    const after = withoutGrant(before, {
      ...{ what: 'freed', courtyardId, party, counts, reason, by, at, key },
    });
    return {
      writes: [replace('allotments', after), replace('orders', freed(order, { by, at }))],
      value: true,
    };
  });

interface Freeing {
  readonly order: Pick<OrderDoc<PartyId>, '_id'>;
  readonly by: NonNullable<Grant['by']>;
  readonly at: EpochMs;
  readonly reason: string;
}

const waitingAt = (
  store: Store,
  { saleId }: Terms,
  wait: Pick<WaitFor, 'courtyardId' | 'party'>,
): Promise<AllotmentDoc | undefined> =>
  store.get<AllotmentDoc>('allotments', allotmentId(saleId), waitFields(wait));

/**
 * Somebody waits for what cannot be had now. A request that comes again, or twice at once, is answered alike.
 * @throws AppError as `joinClaim`
 */
export async function joinLine(store: Store, terms: Terms, wait: WaitFor): Promise<void> {
  const claim = joinClaim(terms, await waitingAt(store, terms, wait), wait);
  if (!claim || (await store.claim(claim))) return;
  const now = joinClaim(terms, await waitingAt(store, terms, wait), wait);
  if (now) throw new AppError('BUSY');
}

/** @throws AppError `WAIT_NOT_THERE` */
export async function leaveLine(
  store: Store,
  terms: Terms,
  wait: Omit<WaitFor, 'units' | 'itemId'>,
): Promise<void> {
  if (await store.claim(leaveClaim(terms, wait))) return;
  const doc = await waitingAt(store, terms, wait);
  const known = doc?.waiting?.[wait.courtyardId]?.[wait.party];
  refuseIf(known?.requests[wait.requestId] === undefined, 'WAIT_NOT_THERE');
}
