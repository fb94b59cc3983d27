/** A whole week in memory: any orders, any harvest, any visits, any cash, and whatever comes after the settlement. */
import type { FundDoc, JournalDoc } from '../../cloudfunctions/fund/public';
import { credit, debit, post } from '../../cloudfunctions/fund/public';
import type { RoundDoc } from '../../cloudfunctions/groupbuy/documents';
import { termsOf, weighingOf } from '../../cloudfunctions/groupbuy/documents';
import {
  creditLegs,
  type Sheet,
  settlementLegs,
  sheetOf,
} from '../../cloudfunctions/groupbuy/settlement';
import { AppError } from '../../cloudfunctions/kernel/errors';
import { createStore, type Store } from '../../cloudfunctions/kernel/store';
import {
  type AllotmentDoc,
  allotmentOf,
  applyShortage,
  correctDoor,
  handIn,
  handInsOf,
  heldOf,
  newAllotment,
  type OrderDoc,
  order,
  ordersFrom,
  ordersOf,
  receivedOf,
  seal,
  sumsOf,
  visitDoor,
  writeOrders,
} from '../../cloudfunctions/sale/public';
import type { CourtyardId, HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import { MemoryDatabase } from '../support/memory-database';
import {
  type CashTap,
  CLOSES,
  COMMUNITY,
  type DoorTap,
  ROUND,
  roundOf,
  type SwapTap,
  type Tap,
  type Week,
  YARDS,
} from './random-week';

const MEMBERS: readonly MemberId[] = ['mb_a', 'mb_b'];

export interface Lived {
  readonly store: Store;
  readonly round: RoundDoc;
  readonly allotment: AllotmentDoc;
  readonly written: readonly OrderDoc[];
  readonly sheet: Sheet;
  /** Said yes to, by household and item. */
  readonly yes: ReadonlyMap<string, number>;
  readonly fundAtSettlement: FundDoc['balances'];
}

const homeId = (no: number): HouseholdId => `hh_w${no}` as HouseholdId;
const yardOfHome = (no: number): CourtyardId => YARDS[no % 2] ?? 'cy_w1';

export async function live(week: Week): Promise<Lived> {
  const store = createStore(new MemoryDatabase(), () => 0);
  const planned = roundOf(week);
  const terms = termsOf(planned);
  await fillBox(store);
  await store.create('allotments', [newAllotment(terms, { opensAt: 0, closesAt: CLOSES })]);
  const yes = await orderAll(store, planned, week);
  await seal(store, ROUND, CLOSES);
  const allotment = await allotmentOf(store, { saleId: ROUND, communityId: COMMUNITY });
  if (!allotment) throw new Error('no allotment');
  // An instance that died in the middle, one that had no time, and one that finishes.
  const some = ordersFrom(terms, allotment).slice(0, 2);
  if (some.length > 0) await store.create('orders', some);
  await writeOrders(store, { terms, allotment, late: () => true });
  await writeOrders(store, { terms, allotment, late: () => false });
  const written = await ordersOf(store, ROUND);
  const round = await harvested(store, planned, { week, written });
  await walk(store, round, week.doors);
  await handEverythingIn(store, round);
  const orders = await ordersOf(store, ROUND);
  const handIns = await handInsOf(store, ROUND);
  const sheet = sheetOf(
    round,
    { orders, handIns },
    { costs: [{ what: '袋', fen: 120, from: 'payable' }] },
  );
  const settled = await settle(store, round, sheet);
  const fundAtSettlement = (await store.get<FundDoc>('funds', 'fd_week'))?.balances ?? {};
  await walk(store, settled, week.later);
  await handEverythingIn(store, settled);
  return { store, round: settled, allotment, written, sheet, yes, fundAtSettlement };
}

/** Small change in the box, so that what was given back at doors can always be taken out of it. */
const fillBox = (store: Store): Promise<void> =>
  store.transact(async (read) => {
    const { writes } = await post(read, {
      communityId: COMMUNITY,
      at: 0,
      kind: 'opening',
      legs: [debit('cash', 100_000), credit('opening', 100_000)],
      source: { kind: 'voucher', id: 'vo_opening' },
      memo: '期初',
      signers: [{ by: 'mb_a', as: 'treasurer' }],
    });
    return { writes, value: undefined };
  });

async function orderAll(
  store: Store,
  round: RoundDoc,
  { taps }: Week,
): Promise<ReadonlyMap<string, number>> {
  const yes = new Map<string, number>();
  for (const [i, { home: no, item, add, at }] of taps.entries()) {
    if (add === 0) continue;
    const itemId = `i${item + 1}`;
    const done = await ok(() =>
      order(store, termsOf(round), {
        courtyardId: yardOfHome(no),
        householdId: homeId(no),
        lines: [{ itemId, add }],
        actor: 'mb_a',
        how: 'self',
        at,
        requestId: `order-${i}`,
      }),
    );
    const key = `${homeId(no)} ${itemId}`;
    if (done) yes.set(key, (yes.get(key) ?? 0) + add);
  }
  return yes;
}

async function harvested(
  store: Store,
  round: RoundDoc,
  { week, written }: { readonly week: Week; readonly written: readonly OrderDoc[] },
): Promise<RoundDoc> {
  const there = Object.fromEntries(
    round.form.items.map(({ id }, i) => {
      const ordered = written.reduce((sum, { lines }) => sum + (lines[id]?.ordered ?? 0), 0);
      return [id, Math.floor((ordered * (week.harvest[i] ?? 10)) / 10)];
    }),
  );
  const decision = { no: 1, rule: week.rule, priority: [homeId(9)], there };
  await applyShortage(store, written, { decision, late: () => false });
  const picked = Object.fromEntries(Object.entries(there).map(([id, units]) => [id, { units }]));
  return { ...round, picked };
}

const isDoor = (tap: Tap): tap is DoorTap => 'home' in tap;
const isSwap = (tap: Tap): tap is SwapTap => 'swap' in tap;

async function walk(store: Store, round: RoundDoc, taps: readonly Tap[]): Promise<void> {
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
async function handEverythingIn(store: Store, round: RoundDoc): Promise<void> {
  for (const yard of [0, 1]) {
    for (const member of [0, 1]) {
      given += 1;
      await give(store, round, { yard, member, off: 0, requestId: `end-${given}` });
    }
  }
}

async function settle(store: Store, round: RoundDoc, sheet: Sheet): Promise<RoundDoc> {
  return store.transact(async (read) => {
    const legs = settlementLegs(sheet, round);
    const { writes, journalId } = await post(read, {
      communityId: COMMUNITY,
      at: CLOSES + 3,
      kind: 'settlement',
      legs,
      source: { kind: 'settlement', id: ROUND },
      memo: '团购结算',
      signers: [
        { by: 'mb_a', as: 'owner' },
        { by: 'mb_b', as: 'treasurer' },
      ],
    });
    const posted = {
      by: 'mb_b' as const,
      at: CLOSES + 3,
      journalId,
      requestId: 'sign',
      yards: sheet.yards,
      since: sheet.since,
    };
    const settlement = {
      costs: sheet.costs,
      purchaseFen: sheet.purchaseFen,
      profitFen: sheet.profitFen,
      ...{ preparedBy: 'mb_a' as const, preparedAs: 'owner' as const, preparedAt: 0, posted },
    };
    return { writes, value: { ...round, status: 'settled' as const, settlement } };
  });
}

/** Whether the business said yes. Anything but a refusal is the test's to see. */
async function ok(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'broken') return false;
    throw error;
  }
}

export const journalsIn = (store: Store): Promise<readonly JournalDoc[]> =>
  store.find<JournalDoc>({ collection: 'journals', where: {}, order: [['seq', 1]], limit: 1_000 });

export const sumsIn = async ({ store, round }: Pick<Lived, 'store' | 'round'>) =>
  sumsOf(await ordersOf(store, ROUND), await handInsOf(store, ROUND), weighingOf(round));
