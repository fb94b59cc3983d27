/** What orders come to, in fen. Pure. @see docs/domain/sale.md §4 */
import type { SaleSums } from '../../miniprogram/contract/groupbuy-desk';
import type { MemberId, PartyId } from '../../miniprogram/contract/ids';
import type { Count, Fen } from '../../miniprogram/contract/units';
import type { HandInDoc, Move, OrderDoc, TermsItem } from './documents';

const GRAMS_PER_PRICE = 500;

type Priced = Pick<TermsItem, 'priceFen' | 'weighed'>;

/** Units at their price; of a weighed item the grams, or the usual ones while they are not known. Half a fen counts. */
export function fenFor({ priceFen, weighed }: Priced, count: Count, grams?: Count): Fen {
  if (!weighed) return count * priceFen;
  const weight = grams ?? count * weighed.gramsEach;
  return Math.floor((2 * weight * priceFen + GRAMS_PER_PRICE) / (2 * GRAMS_PER_PRICE));
}

type Weighing = (itemId: string) => TermsItem['weighed'];

/** What is allotted to a household comes to this. */
export const allottedFen = ({ lines }: Pick<OrderDoc, 'lines'>, weighing: Weighing): Fen =>
  Object.entries(lines).reduce((sum, [id, { priceFen, allotted }]) => {
    const weighed = weighing(id);
    return sum + fenFor(weighed ? { priceFen, weighed } : { priceFen }, allotted);
  }, 0);

/** Charged is what was handed over; while somebody may still come, what is allotted. */
export const dueOf = (order: Due, weighing: Weighing): Fen =>
  order.door?.final
    ? order.door.chargedFen + extraFen(order, weighing)
    : allottedFen(order, weighing);

/** What came on top after the door was done, and is still to be brought. */
const extraFen = ({ lines, extra = {} }: Due, weighing: Weighing): Fen =>
  Object.entries(extra).reduce((sum, [id, count]) => {
    const weighed = weighing(id);
    const priceFen = lines[id]?.priceFen ?? 0;
    return sum + fenFor(weighed ? { priceFen, weighed } : { priceFen }, count);
  }, 0);

type Due = Pick<OrderDoc, 'lines' | 'door' | 'extra'>;

export const movesOf = ({ visits }: Pick<OrderDoc, 'visits'>): readonly Move[] =>
  Object.values(visits).flatMap(({ moves }) => moves);

export const receivedOf = (order: Pick<OrderDoc, 'visits'>): Fen => sumOf(movesOf(order));

/** What an order comes to, paid and due, with what was settled with the household afterwards. */
export function standOf(
  order: Pick<OrderDoc, 'lines' | 'door' | 'extra' | 'visits' | 'afterwards'>,
  weighing: Weighing,
): { readonly dueFen: Fen; readonly receivedFen: Fen } {
  const { collectedFen = 0, forgivenFen = 0, refundedFen = 0 } = order.afterwards ?? {};
  return {
    dueFen: dueOf(order, weighing) - forgivenFen - refundedFen,
    receivedFen: receivedOf(order) + collectedFen - refundedFen,
  };
}

export const sumOf = (moves: readonly { readonly fen: Fen }[]): Fen =>
  moves.reduce((sum, { fen }) => sum + fen, 0);

/** What a person holds of one household's money. */
export const heldOf = (order: Pick<OrderDoc, 'visits'>, holder: MemberId, how: Move['how']): Fen =>
  sumOf(movesOf(order).filter((move) => move.holder === holder && move.how === how));

const handedInOf = (
  handIns: readonly HandInDoc[],
  holder: MemberId,
  of: 'cash' | 'transfer',
): ReadonlyMap<PartyId, Fen> => {
  const sums = new Map<PartyId, Fen>();
  for (const handIn of handIns.filter(({ memberId }) => memberId === holder)) {
    for (const [id, fen] of Object.entries(handIn[of]) as [PartyId, Fen][]) {
      sums.set(id, (sums.get(id) ?? 0) + fen);
    }
  }
  return sums;
};

/**
 * What a person took at the doors of these orders and has not handed in, by household. Derived, so whatever is put
 * right at a door after a hand-in stands in the next one.
 */
export function notHandedIn(
  orders: readonly OrderDoc<PartyId>[],
  handIns: readonly HandInDoc[],
  { holder, how }: { readonly holder: MemberId; readonly how: Move['how'] },
): Readonly<Record<PartyId, Fen>> {
  const earlier = handedInOf(handIns, holder, how);
  return Object.fromEntries(
    orders.flatMap((order) => {
      const fen = heldOf(order, holder, how) - (earlier.get(order.householdId) ?? 0);
      return fen === 0 ? [] : [[order.householdId, fen]];
    }),
  );
}

export const totalOf = (fenBy: Readonly<Record<string, Fen>>): Fen =>
  Object.values(fenBy).reduce((sum, fen) => sum + fen, 0);

/** Everybody who took money at these doors. */
export const holdersOf = (orders: readonly OrderDoc<PartyId>[]): readonly MemberId[] => [
  ...new Set(orders.flatMap(movesOf).map(({ holder }) => holder)),
];

/** `dueFen + overFen = receivedFen + owedFen`, order by order and altogether. */
export function sumsOf(
  orders: readonly OrderDoc<PartyId>[],
  handIns: readonly HandInDoc[],
  weighing: Weighing,
): SaleSums {
  const each = orders.map((order) => {
    const { dueFen: due, receivedFen: received } = standOf(order, weighing);
    return { due, received, units: order.units };
  });
  const add = (value: (one: (typeof each)[number]) => number) =>
    each.reduce((sum, one) => sum + value(one), 0);
  const cash = sumOf(orders.flatMap(movesOf).filter(({ how }) => how === 'cash'));
  return {
    households: orders.length,
    units: add(({ units }) => units),
    dueFen: add(({ due }) => due),
    receivedFen: add(({ received }) => received),
    owedFen: add(({ due, received }) => Math.max(0, due - received)),
    overFen: add(({ due, received }) => Math.max(0, received - due)),
    withVolunteersFen: cash - handIns.reduce((sum, { dueFen }) => sum + dueFen, 0),
  };
}
