/** A whole week in memory: any orders, any harvest, any visits, any cash, and whatever comes after the settlement. */
import type { FundDoc, JournalDoc } from '../../cloudfunctions/fund/public';
import { credit, debit, post } from '../../cloudfunctions/fund/public';
import type { RoundDoc } from '../../cloudfunctions/groupbuy/documents';
import { termsOf, weighingOf } from '../../cloudfunctions/groupbuy/documents';
import { type Sheet, settlementLegs, sheetOf } from '../../cloudfunctions/groupbuy/settlement';
import { createStore, type Store } from '../../cloudfunctions/kernel/store';
import {
  type AllotmentDoc,
  allotmentOf,
  applyShortage,
  handInsOf,
  newAllotment,
  type OrderDoc,
  order,
  ordersFrom,
  ordersOf,
  seal,
  sumsOf,
  writeOrders,
} from '../../cloudfunctions/sale/public';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import { MemoryDatabase } from '../support/memory-database';
import { CLOSES, COMMUNITY, ROUND, roundOf, type Week, YARDS } from './random-week';
import { handEverythingIn, homeId, ok, walk } from './week-doors';

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

export const journalsIn = (store: Store): Promise<readonly JournalDoc[]> =>
  store.find<JournalDoc>({ collection: 'journals', where: {}, order: [['seq', 1]], limit: 1_000 });

export const sumsIn = async ({ store, round }: Pick<Lived, 'store' | 'round'>) =>
  sumsOf(await ordersOf(store, ROUND), await handInsOf(store, ROUND), weighingOf(round));
