/** Ordering and visiting doors as acts on the store: one claim, and one read when it was refused. */
import type { PartyId } from '../../miniprogram/contract/ids';
import type { Fen } from '../../miniprogram/contract/units';
import { absent, append, gone, put } from '../kernel/conditions';
import { AppError, refuseIf } from '../kernel/errors';
import type { Store } from '../kernel/store';
import { addedFen, claimFields, orderClaim, type Step, whyNotOrdered } from './claim';
import {
  type AllotmentDoc,
  allotmentId,
  type OrderDoc,
  orderId,
  type PasteOutcome,
  type Terms,
  type Visit,
} from './documents';
import { type Correction, corrected, type DoorTick, doorClaim, whyNotVisited } from './door';
import { changesOf, outcomeOf, type Paste, pasteClaim, refuseShort } from './paste';
import { allotmentOf } from './repository';
import { hasExtra, visitedAgain } from './second-visit';

export interface OrderedStep {
  readonly units: number;
  readonly fen: Fen;
}

/**
 * Two requests with the member, three when it was refused. The answer says what changed, so a tap that comes again
 * hears the same.
 * @throws AppError as `orderClaim` and `whyNotOrdered`
 */
export async function order(store: Store, terms: Terms, step: Step): Promise<OrderedStep> {
  if (!(await store.claim(orderClaim(terms, step)))) {
    const id = allotmentId(terms.saleId);
    const doc = await store.get<AllotmentDoc>('allotments', id, claimFields(step));
    whyNotOrdered(terms, doc, step);
  }
  const units = step.lines.reduce((sum, { add }) => sum + add, 0);
  return { units, fen: addedFen(terms, step) };
}

/**
 * A door that is done is visited once more where something came on top.
 * @throws AppError as `doorClaim`, `whyNotVisited` and `visitedAgain`
 */
export async function visitDoor(store: Store, terms: Terms, tick: DoorTick): Promise<Visit> {
  const { claim, visit } = doorClaim(terms, tick);
  if (await store.claim(claim)) return visit;
  const order = await store.get<OrderDoc<PartyId>>('orders', claim.id);
  const isHere = order?.courtyardId === tick.courtyardId && !order.visits[tick.requestId];
  if (order && isHere && hasExtra(order)) return visitAgain(store, terms, { order, tick });
  return whyNotVisited(order, terms, tick);
}

async function visitAgain(
  store: Store,
  terms: Terms,
  { order, tick }: { readonly order: OrderDoc<PartyId>; readonly tick: DoorTick },
): Promise<Visit> {
  refuseIf(order.communityId !== terms.communityId, 'NOT_FOUND');
  const again = visitedAgain(terms, order, tick);
  const { lines, door, extra } = again.order;
  const isWritten = await store.claim({
    collection: 'orders',
    id: order._id,
    while: { rev: order.rev, [`visits.${tick.requestId}`]: absent() },
    changes: {
      lines: put(lines),
      door: put(door),
      extra: extra === undefined ? gone() : put(extra),
      [`visits.${tick.requestId}`]: put(again.visit),
      ...(tick.takenBy === undefined ? {} : { writers: append(tick.actor) }),
    },
  });
  if (isWritten) return again.visit;
  return whyNotVisited(await store.get<OrderDoc<PartyId>>('orders', order._id), terms, tick);
}

/** @throws AppError as `corrected`; `STALE` when somebody else was faster */
export async function correctDoor(store: Store, terms: Terms, to: Correction): Promise<Visit> {
  const id = orderId(terms.saleId, to.householdId);
  const before = await store.get<OrderDoc<PartyId>>('orders', id);
  const here = before?.communityId === terms.communityId && before.courtyardId === to.courtyardId;
  if (!before || !here) throw new AppError('NOT_FOUND');
  const earlier = before.visits[to.requestId];
  if (earlier) return earlier;
  const after = corrected(terms, before, to);
  const visit = after.visits[to.requestId];
  const done = await store.claim({
    collection: 'orders',
    id,
    while: { rev: before.rev, [`visits.${to.requestId}`]: absent() },
    changes: {
      lines: { does: 'put', value: after.lines },
      door: { does: 'put', value: after.door },
      [`visits.${to.requestId}`]: { does: 'put', value: visit },
      writers: append(to.actor),
    },
  });
  if (done && visit) return visit;
  const now = await store.get<OrderDoc<PartyId>>('orders', id, [`visits.${to.requestId}`]);
  const known = now?.visits?.[to.requestId];
  if (known) return known;
  throw new AppError('STALE');
}

const TRIES = 3;

/**
 * Enters a courtyard's text: read, decide, one claim; again on what a neighbour did meanwhile.
 * @throws AppError `SALE_CLOSED`, `SALE_NOT_OPEN`, `PASTE_SHORT`, `BUSY`, and as `changesOf`
 */
export async function enterPaste(store: Store, terms: Terms, paste: Paste): Promise<PasteOutcome> {
  const { communityId, saleId } = terms;
  const fields = [`claims.${paste.courtyardId}`, `pastes.${paste.requestId}`, ...WINDOW];
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const doc = await allotmentOf(store, { saleId, communityId }, fields);
    if (!doc) throw new AppError('NOT_FOUND');
    const earlier = doc.pastes?.[paste.requestId];
    if (earlier) return earlier;
    refuseIf(doc.state !== 'open' || doc.closesAt <= paste.at, 'SALE_CLOSED');
    refuseIf(paste.at < doc.opensAt, 'SALE_NOT_OPEN');
    const changed = changesOf(terms, doc.claims?.[paste.courtyardId] ?? {}, paste);
    refuseShort(terms, doc, changed);
    if (await store.claim(pasteClaim(terms, changed, paste))) return outcomeOf(paste, changed);
  }
  throw new AppError('BUSY');
}

const WINDOW = ['state', 'opensAt', 'closesAt', 'remaining'] as const;
