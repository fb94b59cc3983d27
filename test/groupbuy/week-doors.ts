/** The doors of a random week: who was there, what was paid, put right and handed in. */
import { type RoundDoc, termsOf, weighingOf } from '../../cloudfunctions/groupbuy/documents';
import { creditLegs } from '../../cloudfunctions/groupbuy/settlement';
import { AppError } from '../../cloudfunctions/kernel/errors';
import type { Store } from '../../cloudfunctions/kernel/store';
import {
  correctDoor,
  handIn,
  handInsOf,
  heldOf,
  type OrderDoc,
  ordersOf,
  receivedOf,
  visitDoor,
} from '../../cloudfunctions/sale/public';
import type { HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import {
  type CashTap,
  CLOSES,
  type DoorTap,
  ROUND,
  type SwapTap,
  type Tap,
  YARDS,
} from './random-week';

const MEMBERS: readonly MemberId[] = ['mb_a', 'mb_b'];

export const homeId = (no: number): HouseholdId => `hh_w${no}` as HouseholdId;

const isDoor = (tap: Tap): tap is DoorTap => 'home' in tap;
const isSwap = (tap: Tap): tap is SwapTap => 'swap' in tap;

/** Whoever goes round, in the order of the taps. */
export async function walk(store: Store, round: RoundDoc, taps: readonly Tap[]): Promise<void> {
  for (const [i, tap] of taps.entries()) {
    const requestId = `${round.settlement?.posted ? 'later' : 'walk'}-${i}`;
    if (isDoor(tap)) await visit(store, round, { tap, requestId });
    else if (isSwap(tap)) await swap(store, round, { tap, requestId });
    else await give(store, round, { ...tap, requestId });
  }
}

async function visit(
  store: Store,
  round: RoundDoc,
  { tap, requestId }: { readonly tap: DoorTap; readonly requestId: string },
): Promise<void> {
  const stored = await store.get<OrderDoc>('orders', `${ROUND}.${homeId(tap.home)}`);
  if (!stored) return;
  const lines = Object.entries(stored.lines).map(([itemId, { allotted }]) => {
    const handed = Math.floor((allotted * tap.tenths) / 10);
    const grams = weighingOf(round)(itemId) && handed > 0 ? { grams: handed * 503 } : {};
    return { itemId, handed, ...grams };
  });
  const none = tap.outcome === 'absent' || tap.outcome === 'refused';
  const tick = {
    courtyardId: stored.courtyardId,
    householdId: stored.householdId,
    outcome: tap.outcome,
    lines: none ? [] : lines,
    payment: tap.payment,
    ...(tap.off !== 0 && tap.payment !== 'later' && !none
      ? { receivedFen: Math.max(0, 500 + tap.off) }
      : {}),
    ...(tap.outcome === 'neighbour' ? { takenBy: '隔壁' } : {}),
    actor: MEMBERS[tap.member] ?? 'mb_a',
    at: CLOSES + 1,
    requestId,
  };
  const seen = stored.door?.rev ?? 0;
  for (let copy = 0; copy < tap.copies; copy += 1) {
    await ok(() =>
      tap.corrects && stored.door
        ? correctDoor(store, termsOf(round), { ...tick, seen, reason: '点错了' })
        : visitDoor(store, termsOf(round), tick),
    );
  }
}

/**
 * What one household paid was another's: two corrections of one fen each in one person's hands, and a hand-in of
 * nothing, which has no journal.
 */
async function swap(
  store: Store,
  round: RoundDoc,
  { tap, requestId }: { readonly tap: SwapTap; readonly requestId: string },
): Promise<void> {
  const yard = YARDS[tap.yard] ?? 'cy_w1';
  const done = (await ordersOf(store, ROUND)).filter(
    ({ courtyardId, door }) => courtyardId === yard && door?.final && door.payment === 'cash',
  );
  const from = done.find((one) => MEMBERS.some((member) => heldOf(one, member, 'cash') > 0));
  const to = done.find((one) => one !== from);
  if (!from || !to) return;
  const holder = MEMBERS.find((member) => heldOf(from, member, 'cash') > 0) ?? 'mb_a';
  const member = MEMBERS.indexOf(holder);
  await give(store, round, { yard: tap.yard, member, off: 0, requestId: `${requestId}-before` });
  for (const [one, more] of [[from, -1] as const, [to, 1] as const]) {
    const { door, householdId, courtyardId } = one;
    if (!door) continue;
    const { outcome, payment, takenBy, rev: seen } = door;
    const lines = Object.entries(one.lines).map(([itemId, { handed = 0, grams }]) => ({
      ...{ itemId, handed },
      ...(grams === undefined ? {} : { grams }),
    }));
    const tick = {
      ...{ courtyardId, householdId, outcome, payment, takenBy, seen, reason: '收反了', lines },
      ...{ receivedFen: receivedOf(one) + more, actor: holder, at: CLOSES + 4 },
      requestId: `${requestId}-${more}`,
    };
    await ok(() => correctDoor(store, termsOf(round), tick));
  }
  await give(store, round, { yard: tap.yard, member, off: 0, requestId: `${requestId}-after` });
}

async function give(
  store: Store,
  round: RoundDoc,
  tap: CashTap & { readonly requestId: string },
): Promise<void> {
  const courtyardId = YARDS[tap.yard] ?? 'cy_w1';
  const memberId = MEMBERS[tap.member] ?? 'mb_a';
  const orders = (await ordersOf(store, ROUND)).filter((one) => one.courtyardId === courtyardId);
  const handIns = await handInsOf(store, ROUND);
  const mine = orders
    .flatMap(({ visits }) => Object.values(visits))
    .flatMap(({ moves }) => moves)
    .filter(({ holder, how }) => holder === memberId && how === 'cash')
    .reduce((sum, { fen }) => sum + fen, 0);
  const before = handIns
    .filter((one) => one.courtyardId === courtyardId && one.memberId === memberId)
    .reduce((sum, { dueFen }) => sum + dueFen, 0);
  const due = mine - before;
  await ok(() =>
    handIn(store, {
      terms: termsOf(round),
      courtyardId,
      memberId,
      as: 'volunteer',
      countedFen: Math.max(Math.min(0, due), due + tap.off),
      explanation: '数过了',
      at: CLOSES + 2,
      requestId: tap.requestId,
      memo: '团购交款',
      credit: (yard) => Promise.resolve(creditLegs(round, courtyardId, yard)),
    }),
  );
}

let given = 0;
/** The evening of every member in every courtyard. */
export async function handEverythingIn(store: Store, round: RoundDoc): Promise<void> {
  for (const yard of [0, 1]) {
    for (const member of [0, 1]) {
      given += 1;
      await give(store, round, { yard, member, off: 0, requestId: `end-${given}` });
    }
  }
}

/** Whether the business said yes. Anything but a refusal is the test's to see. */
export async function ok(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'broken') return false;
    throw error;
  }
}
