import fc from 'fast-check';
import type { FundDoc } from '../../cloudfunctions/fund/documents';
import { termsOf, weighingOf } from '../../cloudfunctions/groupbuy/documents';
import { totalsView } from '../../cloudfunctions/groupbuy/lists';
import { resultOf } from '../../cloudfunctions/groupbuy/settlement';
import {
  dueOf,
  fenFor,
  handInsOf,
  isShort,
  ordersFrom,
  ordersOf,
  receivedOf,
  sumsOf,
} from '../../cloudfunctions/sale/public';
import { anyWeek } from './random-week';
import { journalsIn, type Lived, live, sumsIn } from './week';

const RUNS = { numRuns: 60 };
const holds = (claim: (lived: Lived) => Promise<void> | void) =>
  fc.assert(
    fc.asyncProperty(anyWeek, async (week) => claim(await live(week))),
    RUNS,
  );
const add = <T>(all: readonly T[], count: (one: T) => number) =>
  all.reduce((sum, one) => sum + count(one), 0);

describe('in any week', () => {
  it('no more is sold than there is, no cap is broken, and what was said yes to is what is ordered', () =>
    holds(({ allotment, yes, written, round }) => {
      const { i1: left = -1 } = allotment.remaining;
      expect(left).toBeGreaterThanOrEqual(0);
      expect(left + (allotment.sold.i1 ?? 0)).toBe(12);
      for (const order of written) {
        expect(order.lines.i2?.ordered ?? 0).toBeLessThanOrEqual(5);
        expect(add(Object.values(order.lines), ({ ordered }) => ordered)).toBeLessThanOrEqual(9);
        for (const [id, { ordered }] of Object.entries(order.lines)) {
          expect(ordered).toBe(yes.get(`${order.householdId} ${id}`));
        }
      }
      for (const { id } of round.form.items) {
        const ordered = add(written, ({ lines }) => lines[id]?.ordered ?? 0);
        expect(allotment.sold[id]).toBe(ordered);
      }
    }));

  it('the orders are the allotment’s, however often and with whatever stops they are written', () =>
    holds(({ allotment, written, round }) => {
      expect(written).toEqual(ordersFrom(termsOf(round), allotment));
    }));

  it('charged is what was handed over; due + over = received + owed; handed + shrinkage = picked', () =>
    holds(async ({ store, round }) => {
      const orders = await ordersOf(store, round._id);
      for (const order of orders.filter(({ door }) => door?.final)) {
        const priced = Object.entries(order.lines).map(([id, { handed = 0, grams, priceFen }]) => {
          const weighed = weighingOf(round)(id);
          return fenFor(weighed ? { priceFen, weighed } : { priceFen }, handed, grams);
        });
        expect(order.door?.chargedFen).toBe(add(priced, (fen) => fen));
        expect(add(Object.values(order.lines), ({ handed = 0 }) => handed)).toBeLessThanOrEqual(
          order.units,
        );
      }
      const sums = await sumsIn({ store, round });
      expect(sums.dueFen + sums.overFen).toBe(sums.receivedFen + sums.owedFen);
      for (const item of totalsView(round, orders, { nameOf: () => '', now: 0 }).items) {
        expect(item.handed + (item.shrinkage ?? 0)).toBe(item.picked);
      }
    }));

  it('legs add up to nothing, the fund is the sum of its journals, and nothing stays on the clearing account', () =>
    holds(async ({ store, sheet, round, fundAtSettlement }) => {
      const journals = await journalsIn(store);
      for (const { legs } of journals) {
        expect(add(legs, ({ fen }) => fen)).toBe(0);
        expect(legs.every(({ fen }) => fen !== 0)).toBe(true);
      }
      const legs = journals.flatMap((one) => one.legs);
      const balances = (await store.get<FundDoc>('funds', 'fd_week'))?.balances ?? {};
      for (const [account, fen] of Object.entries(balances)) {
        const own = legs.filter((leg) => leg.account === account);
        expect([account, add(own, (leg) => leg.fen)]).toEqual([account, fen]);
      }
      expect(balances.clearing_groupbuy ?? 0).toBe(0);
      expect((fundAtSettlement.income_groupbuy ?? 0) + resultOf(sheet, round)).toBe(0);
    }));

  it('what comes in after the settlement is a debt that was paid, or income of its own', () =>
    holds(async ({ store, round, sheet }) => {
      const orders = await ordersOf(store, round._id);
      const handIns = await handInsOf(store, round._id);
      const balances = (await store.get<FundDoc>('funds', 'fd_week'))?.balances ?? {};
      const handed = add(handIns, ({ dueFen, transferFen }) => dueFen + transferFen);
      expect(handed).toBe(add(orders, receivedOf));
      expect(sumsOf(orders, handIns, weighingOf(round)).withVolunteersFen).toBe(0);
      // Only yards where money came in know yet what was handed over later.
      const { posted } = round.settlement ?? {};
      const known = add(Object.entries(posted?.yards ?? {}), ([yard, { chargedFen }]) => {
        const latest = handIns
          .filter(({ courtyardId, journalId }) => courtyardId === yard && journalId !== '')
          .sort((a, b) => (a.journalId < b.journalId ? 1 : -1))[0];
        const isLater = latest !== undefined && latest.journalId > (posted?.journalId ?? '');
        return isLater ? latest.chargedFen - chargedFen : 0;
      });
      expect((balances.income_groupbuy ?? 0) + resultOf(sheet, round) + known).toBe(0);
      const open = (balances.receivable ?? 0) + (balances.over ?? 0);
      const shortAndOver = add(handIns, ({ countedFen, dueFen }) =>
        Math.min(0, dueFen - countedFen),
      );
      expect(open - shortAndOver).toBe(sheet.takingsFen + known - handed);
    }));

  it('every list has the same units, before and after the shortage', () =>
    holds(async ({ store, round, written }) => {
      const orders = await ordersOf(store, round._id);
      const view = totalsView(round, orders, { nameOf: () => '', now: 0 });
      expect(view.units).toBe(add(orders, ({ units }) => units));
      expect(view.units).toBe(add(view.yards, ({ units }) => units));
      expect(view.units).toBe(add(view.items, ({ perYard }) => add(perYard, (count) => count)));
      expect(view.fen).toBe(add(orders, (order) => dueOf(order, weighingOf(round))));
      for (const [i, { lines }] of orders.entries()) {
        expect(Object.keys(lines)).toEqual(Object.keys(written[i]?.lines ?? {}));
      }
      const { picked } = round;
      const isShortOf = (id: string) =>
        add(written, ({ lines }) => lines[id]?.ordered ?? 0) > (picked[id]?.units ?? 0);
      expect(orders.some(isShort)).toBe(round.form.items.some(({ id }) => isShortOf(id)));
    }));
});
