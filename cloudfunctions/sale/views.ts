/** What people see of their own order, whatever was sold. Pure. */
import {
  type DoorOutcome,
  type ItemId,
  SHORTAGE_NAMES,
} from '../../miniprogram/contract/groupbuy-forms';
import type { OrderLineView, OrderView } from '../../miniprogram/contract/groupbuy-views';
import type { PartyId } from '../../miniprogram/contract/ids';
import type { OrderDoc, OrderLine, TermsItem } from './documents';
import { fenFor, standOf } from './money';

export interface Goods {
  readonly id: ItemId;
  readonly name: string;
  readonly unit: string;
  readonly weighed?: TermsItem['weighed'];
}

export type PartyOrderView<P extends PartyId> = Omit<OrderView, 'householdId'> & {
  readonly householdId: P;
};

/** `isOpen`: it may still be changed. */
export function orderViewOf<P extends PartyId>(
  goods: readonly Goods[],
  order: OrderDoc<P>,
  isOpen: boolean,
): PartyOrderView<P> {
  const weighing = (id: ItemId) => goods.find((one) => one.id === id)?.weighed;
  const { dueFen, receivedFen: paidFen } = standOf(order, weighing);
  return {
    householdId: order.householdId,
    lines: goods.flatMap((item) => {
      const line = order.lines[item.id];
      return line ? [lineView(item, line, order.door?.final === true)] : [];
    }),
    units: order.units,
    dueFen,
    paidFen,
    owedFen: Math.max(0, dueFen - paidFen),
    orderedBy: order.how,
    rev: order.edits,
    state: stateOf(order.door?.outcome, isOpen),
    ...(order.door?.takenBy === undefined ? {} : { takenBy: order.door.takenBy }),
  };
}

const stateOf = (outcome: DoorOutcome | undefined, isOpen: boolean): OrderView['state'] =>
  outcome ?? (isOpen ? 'open' : 'frozen');

function lineView(item: Goods, line: OrderLine, isFinal: boolean): OrderLineView {
  const { ordered, allotted, handed = 0, grams, priceFen, reason } = line;
  const priced = item.weighed ? { priceFen, weighed: item.weighed } : { priceFen };
  return {
    itemId: item.id,
    name: item.name,
    unit: item.unit,
    ordered,
    allotted,
    ...(isFinal ? { handed } : {}),
    ...(grams === undefined ? {} : { grams }),
    priceFen,
    weighed: item.weighed !== undefined,
    fen: fenFor(priced, isFinal ? handed : allotted, grams),
    ...(reason === undefined ? {} : { reason: `货不够，${SHORTAGE_NAMES[reason]}` }),
  };
}
