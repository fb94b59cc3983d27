/** What happens at doors and with the cash from them, whatever was sold: one desk for every kind of sale. */

import type { DoorInput } from '../../miniprogram/contract/groupbuy';
import type { DoorRow, HandInsView, HandInView } from '../../miniprogram/contract/groupbuy-desk';
import type { CourtyardId, MemberId, PartyId } from '../../miniprogram/contract/ids';
import { isCorner } from '../../miniprogram/contract/ids';
import type { Count, Fen } from '../../miniprogram/contract/units';
import type { Plate } from '../courtyard/public';
import { hatOf } from '../fund/public';
import { courtyardOf, memberOf } from '../kernel/caller';
import { AppError } from '../kernel/errors';
import { passes } from '../kernel/safety';
import type { Context } from '../kernel/serve';
import type { HandInDoc, OrderDoc, SaleId, Terms } from './documents';
import type { DoorTick } from './door';
import { type HandedIn, type HandIn, handIn } from './hand-in';
import { heldOf, holdersOf, notHandedIn, sumsOf, totalOf } from './money';
import { correctDoor, visitDoor } from './ordering';
import { namesIn, yardOf } from './places';
import { handInsAt } from './repository';
import { extraUnits } from './second-visit';
import { type Goods, orderViewOf } from './views';

/** A sale at the courtyard of the call. */
export interface AtDoors<P extends PartyId> {
  readonly saleId: SaleId;
  readonly goods: readonly Goods[];
  readonly orders: readonly OrderDoc<P>[];
  /** Orders may still be changed. */
  readonly isOpen: boolean;
  /** How a public corner is called, where there is one. */
  readonly cornerLabel?: string;
}

export type DoorRowOf<P extends PartyId> = Omit<DoorRow, 'householdId'> & {
  readonly householdId: P;
  /** What came on top after the door was done. */
  readonly extraUnits: Count;
};

const weighingOf =
  (goods: readonly Goods[]) =>
  (id: string): Goods['weighed'] =>
    goods.find((one) => one.id === id)?.weighed;

/** The door list of the courtyard of the call: two requests, where the instance knows the courtyard one. */
export async function doorSheet<P extends PartyId>(
  { call, caller, store, now }: Context<unknown>,
  sale: AtDoors<P>,
) {
  const courtyardId = courtyardOf(call);
  const { saleId, goods, orders } = sale;
  const yard = await yardOf(store, courtyardId, { communityId: call.communityId, now });
  const handIns = await handInsAt(store, { saleId, courtyardId });
  const me = memberOf(caller)._id;
  return {
    courtyardId,
    courtyardName: yard.name,
    rows: doorRowsOf(sale, yard.plates, me),
    sums: sumsOf(orders, handIns, weighingOf(goods)),
    myCashFen: totalOf(notHandedIn(orders, handIns, { holder: me, how: 'cash' })),
    now,
  };
}

const byDoor = new Intl.Collator('zh', { numeric: true });

/** Stair by stair and door by door, as one walks; the public corner last. */
export const walked = <P extends PartyId>(
  orders: readonly OrderDoc<P>[],
  plates: Readonly<Record<string, Plate>>,
): readonly { readonly order: OrderDoc<P>; readonly plate: Plate | undefined }[] =>
  orders
    .map((order) => ({ order, plate: plates[order.householdId] }))
    .sort(
      (a, b) =>
        Number(isCorner(a.order.householdId)) - Number(isCorner(b.order.householdId)) ||
        byDoor.compare(a.plate?.unit ?? '', b.plate?.unit ?? '') ||
        byDoor.compare(a.plate?.door ?? '', b.plate?.door ?? '') ||
        (a.order._id < b.order._id ? -1 : 1),
    );

function doorRowsOf<P extends PartyId>(
  { goods, orders, isOpen, cornerLabel = '院里的公共花角' }: AtDoors<P>,
  plates: Readonly<Record<string, Plate>>,
  me: MemberId,
): readonly DoorRowOf<P>[] {
  const there = orders.filter(({ units }) => units > 0);
  return walked(there, plates).map(({ order, plate }, index) => ({
    ...orderViewOf(goods, order, isOpen),
    no: index + 1,
    unit: plate?.unit ?? '',
    door: plate?.door ?? '',
    label: isCorner(order.householdId) ? cornerLabel : (plate?.label ?? '院里一户'),
    visited: order.door !== undefined,
    ...(order.door ? { payment: order.door.payment } : {}),
    doorRev: order.door?.rev ?? 0,
    byMe: order.door?.by === me,
    extraUnits: extraUnits(order),
  }));
}

type Ticked = Context<Omit<DoorInput, 'householdId'> & { readonly householdId: PartyId }>;

const tickOf = ({ input, call, caller, now }: Ticked): DoorTick => ({
  courtyardId: courtyardOf(call),
  householdId: input.householdId,
  outcome: input.outcome,
  lines: input.lines,
  payment: input.payment,
  receivedFen: input.receivedFen,
  takenBy: input.takenBy,
  actor: memberOf(caller)._id,
  at: now,
  requestId: call.requestId ?? '',
});

/** The words at a door, where there are any: the household reads them. @throws AppError `TEXT_RISKY`, `CHECK_AWAY` */
export async function checkWords({ cloud, caller }: Context<unknown>, words: string | undefined) {
  if (words === undefined || words === '') return;
  if (!(await passes(cloud, caller.openid, words))) throw new AppError('CHECK_AWAY');
}

export interface Visited<P extends PartyId> {
  readonly householdId: P;
  readonly chargedFen: Fen;
  readonly receivedFen: Fen;
}

/** `first` tells the sale that its goods are at the doors, so that it is not called off while there is money. */
export async function deliverAt(
  context: Ticked,
  terms: Terms,
  first: () => Promise<void>,
): Promise<Omit<Visited<PartyId>, 'householdId'>> {
  await checkWords(context, context.input.takenBy);
  await first();
  const { chargedFen, receivedFen } = await visitDoor(context.store, terms, tickOf(context));
  return { chargedFen, receivedFen };
}

export async function correctAt(
  context: Ticked & { readonly input: { readonly seen: Count; readonly reason: string } },
  terms: Terms,
): Promise<Omit<Visited<PartyId>, 'householdId'>> {
  const { takenBy, seen, reason } = context.input;
  await checkWords(context, takenBy);
  const to = { ...tickOf(context), seen, reason };
  const { chargedFen, receivedFen } = await correctDoor(context.store, terms, to);
  return { chargedFen, receivedFen };
}

/** 交款 of the courtyard of the call. */
export async function handInsSheet(
  { call, caller, store, now }: Context<unknown>,
  { saleId, goods, orders }: Pick<AtDoors<PartyId>, 'saleId' | 'goods' | 'orders'>,
): Promise<Pick<HandInsView, 'courtyardName' | 'holders' | 'handIns' | 'sums' | 'now'>> {
  const courtyardId = courtyardOf(call);
  const yard = await yardOf(store, courtyardId, { communityId: call.communityId, now });
  const given = await handInsAt(store, { saleId, courtyardId });
  const holders = holdersOf(orders);
  const people = [...new Set([...holders, ...given.map(({ memberId }) => memberId)])];
  const nameOf = await namesIn(store, people, now);
  const me = memberOf(caller)._id;
  return {
    courtyardName: yard.name,
    holders: holders.map((memberId) => ({
      memberId,
      name: nameOf(memberId),
      mine: memberId === me,
      ...inHand(orders, given, memberId),
    })),
    handIns: given.map((one) => handInView(one, nameOf(one.memberId), one.memberId === me)),
    sums: sumsOf(orders, given, weighingOf(goods)),
    now,
  };
}

function inHand(
  orders: readonly OrderDoc<PartyId>[],
  given: readonly HandInDoc[],
  holder: MemberId,
) {
  const of = (how: 'cash' | 'transfer') => totalOf(notHandedIn(orders, given, { holder, how }));
  const took = (order: OrderDoc<PartyId>) =>
    heldOf(order, holder, 'cash') !== 0 || heldOf(order, holder, 'transfer') !== 0;
  return { cashFen: of('cash'), transferFen: of('transfer'), doors: orders.filter(took).length };
}

const handInView = (doc: HandInDoc, name: string, mine: boolean): HandInView => ({
  handInId: doc._id,
  name,
  mine,
  at: doc.at,
  dueFen: doc.dueFen,
  countedFen: doc.countedFen,
  transferFen: doc.transferFen,
  differenceFen: doc.countedFen - doc.dueFen,
  explanation: doc.explanation,
  doors: new Set([...Object.keys(doc.cash), ...Object.keys(doc.transfer)]).size,
  journalId: doc.journalId,
});

/** Cash of the courtyard of the call goes into the box. @throws AppError as `handIn`, and what `credit` throws */
export async function handInAt(
  context: Context<{ readonly countedFen: Fen; readonly explanation: string }>,
  terms: Terms,
  { memo, credit }: Pick<HandIn, 'memo' | 'credit'>,
): Promise<HandedIn> {
  const { input, call, caller, store, now } = context;
  const courtyardId: CourtyardId = courtyardOf(call);
  await checkWords(context, input.explanation);
  return handIn(store, {
    ...{ terms, courtyardId, memo, credit },
    memberId: memberOf(caller)._id,
    as: hatOf(caller.roles),
    countedFen: input.countedFen,
    explanation: input.explanation,
    at: now,
    requestId: call.requestId ?? '',
  });
}
