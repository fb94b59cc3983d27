/** What happens to a round at its closing instant. Safe to repeat, and to stop anywhere. @see docs/domain/groupbuy.md §3 */
import type { RoundId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { put } from '../kernel/conditions';
import { log } from '../kernel/log';
import { replace, type Store } from '../kernel/store';
import {
  type AllotmentDoc,
  applyShortage,
  type Clock,
  closeSale,
  ordersOf,
  prolong,
} from '../sale/public';
import { type RoundDoc, termsOf } from './documents';
import { atClosing, NOT_ENOUGH, told } from './groupbuy';
import { digestWrites, spreading } from './in-step';

/**
 * Closes a round whose time has come: first nothing is claimed any more, then what was claimed decides whether it goes
 * on longer, is called off, or its orders are written.
 * @returns whether the round moved on
 */
export function close(store: Store, round: RoundDoc, clock: Clock): Promise<boolean> {
  const { now } = clock;
  return closeSale(
    store,
    {
      terms: termsOf(round),
      longer: (allotment) => catchUp(store, round, allotment, now),
      calledOff: (reason) => turnOff(store, round, reason, now),
      async sealed(allotment) {
        const next = atClosing(round, allotment.sold);
        if (next.does === 'extend') {
          const { prolonged } = allotment;
          return goOn(store, round, { closesAt: next.closesAt, prolonged, now });
        }
        if (next.does === 'cancel') return turnOff(store, round, NOT_ENOUGH, now);
        return allotment;
      },
      written: ({ sold }) =>
        move(store, { id: round._id, now }, (doc) =>
          doc.status === 'open' ? { ...doc, status: 'closed', sold, editedAt: now } : undefined,
        ),
    },
    clock,
  );
}

/** The window was moved and whoever moved it died before the round was told: the allotment is right. */
const catchUp = (
  store: Store,
  { _id }: RoundDoc,
  { closesAt, prolonged }: Pick<AllotmentDoc, 'closesAt' | 'prolonged'>,
  now: EpochMs,
): Promise<boolean> =>
  move(store, { id: _id, now }, (doc) => {
    if (doc.status !== 'open' || closesAt <= doc.closesAt) return undefined;
    const byItself = prolonged > doc.extended ? { reason: `${NOT_ENOUGH}，再等一等` } : {};
    const longer = { ...doc, closesAt, extended: prolonged, ...byItself, editedAt: now };
    return told(longer, { what: 'extended', at: now });
  });

const turnOff = (store: Store, { _id }: RoundDoc, reason: string, now: EpochMs): Promise<boolean> =>
  move(store, { id: _id, now }, (doc) =>
    doc.status === 'open'
      ? told({ ...doc, status: 'cancelled', reason, editedAt: now }, { what: 'cancelled', at: now })
      : undefined,
  );

/** Too little was ordered, so ordering opens once more; the allotment counts how often. */
async function goOn(
  store: Store,
  round: RoundDoc,
  {
    closesAt,
    prolonged,
    now,
  }: Pick<AllotmentDoc, 'closesAt' | 'prolonged'> & { readonly now: EpochMs },
): Promise<boolean> {
  await prolong(store, round._id, { until: closesAt, at: now, from: 'sealed' });
  return catchUp(store, round, { closesAt, prolonged: prolonged + 1 }, now);
}

/** @returns false when somebody else has moved it already */
async function move(
  store: Store,
  { id, now }: { readonly id: RoundId; readonly now: EpochMs },
  to: (round: RoundDoc) => RoundDoc | undefined,
): Promise<boolean> {
  return store.transact(async (read) => {
    const before = await read.get<RoundDoc>('rounds', id);
    const next = before && to(before);
    if (!before || !next) return { writes: [], value: false };
    const after = spreading(before, next);
    const digest = await digestWrites(read, { before, after }, now);
    return { writes: [replace('rounds', after), ...digest], value: true };
  });
}

/** The first worker who looks closes a round that the tick has not come to. @returns the round as it is then */
export async function closedIfDue(store: Store, round: RoundDoc, clock: Clock): Promise<RoundDoc> {
  if (round.status !== 'open' || clock.now < round.closesAt) return round;
  await close(store, round, clock);
  return (await store.get<RoundDoc>('rounds', round._id)) ?? round;
}

/** Brings the orders in step with the shortage rule that was decided. @returns whether all of them are */
export async function shareOut(store: Store, round: RoundDoc, clock: Clock): Promise<boolean> {
  const decision = round.shortage?.decision;
  if (!decision || round.shortage?.done) return true;
  const orders = await ordersOf(store, round._id);
  if (!(await applyShortage(store, orders, { decision, late: clock.late }))) return false;
  // The tick finds nothing left to do then, and takes the round off its list.
  return store.claim({
    collection: 'rounds',
    id: round._id,
    while: { 'shortage.decision.no': decision.no },
    changes: { 'shortage.done': put(true) },
  });
}

/** After an act that is done: a failure here is not the caller's, the tick finishes it. */
export async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log({ level: 'error', fn: 'groupbuy', action: 'after', code: 'INTERNAL', ms: 0, stack });
  }
}
