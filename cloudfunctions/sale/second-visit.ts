/** A second visit: what came on top after the door was done. Pure. @see docs/domain/sale.md §8 */
import type { PartyId } from '../../miniprogram/contract/ids';
import { AppError, refuseIf } from '../kernel/errors';
import type { Door, Move, OrderDoc, Terms, Visit } from './documents';
import { chargedFor, type DoorTick, receivedFor, refuseContradiction } from './door';
import { receivedOf } from './money';

/** Something is still to be brought to a door that was done. */
export const hasExtra = ({ door, extra }: Pick<OrderDoc<PartyId>, 'door' | 'extra'>): boolean =>
  door?.final === true && Object.values(extra ?? {}).some((count) => count > 0);

export const extraUnits = ({ door, extra }: Pick<OrderDoc<PartyId>, 'door' | 'extra'>): number =>
  door?.final ? Object.values(extra ?? {}).reduce((sum, count) => sum + count, 0) : 0;

/**
 * The order as a second visit leaves it: `lines` are what was handed over now, charged and paid on top of what was.
 * Whoever is not at home is visited again.
 * @throws AppError `DOOR_TOO_MANY`, and as `chargedFor`
 */
export function visitedAgain(
  terms: Terms,
  order: OrderDoc<PartyId>,
  tick: DoorTick,
): { readonly order: OrderDoc<PartyId>; readonly visit: Visit } {
  const { door, extra = {} } = order;
  if (!door) throw new AppError('DOOR_NOT_VISITED');
  const addedFen = chargedFor(terms, tick);
  const receivedFen = receivedFor(tick, addedFen);
  refuseContradiction(tick, receivedFen);
  refuseMisfit(tick, extra);
  const how = tick.payment === 'transfer' ? 'transfer' : 'cash';
  const moves: readonly Move[] =
    receivedFen === 0 ? [] : [{ holder: tick.actor, how, fen: receivedFen }];
  const chargedFen = door.chargedFen + addedFen;
  const { outcome, actor, at, requestId } = tick;
  const visit: Visit = {
    ...{ outcome, chargedFen, receivedFen: receivedOf(order) + receivedFen },
    ...{ actor, at, moves },
  };
  const visits = { ...order.visits, [requestId]: visit };
  if (outcome === 'absent') return { order: { ...order, visits }, visit };
  const { extra: _, ...done } = order;
  return {
    order: {
      ...done,
      lines: linesWith(order, tick),
      door: doorAfter(door, tick, chargedFen),
      visits,
    },
    visit,
  };
}

function refuseMisfit(tick: DoorTick, extra: NonNullable<OrderDoc['extra']>): void {
  const units = Object.values(extra).reduce((sum, count) => sum + count, 0);
  const handed = tick.lines.reduce((sum, line) => sum + line.handed, 0);
  const within = tick.lines.every((line) => line.handed <= (extra[line.itemId] ?? 0));
  const isAll = tick.outcome === 'handed' || tick.outcome === 'neighbour';
  refuseIf(!within || (isAll && handed !== units), 'DOOR_TOO_MANY');
}

function linesWith({ lines }: OrderDoc<PartyId>, tick: DoorTick): OrderDoc['lines'] {
  const all = { ...lines };
  for (const { itemId, handed } of tick.lines) {
    const line = all[itemId];
    if (line && handed > 0) all[itemId] = { ...line, handed: (line.handed ?? 0) + handed };
  }
  return all;
}

function doorAfter(door: Door, tick: DoorTick, chargedFen: number): Door {
  const nothing = tick.outcome === 'refused';
  const first = door.outcome === 'absent' || door.outcome === 'refused';
  return {
    ...door,
    outcome: first && !nothing ? tick.outcome : door.outcome,
    by: tick.actor,
    at: tick.at,
    chargedFen,
    payment: nothing ? door.payment : tick.payment,
    ...(tick.takenBy === undefined ? {} : { takenBy: tick.takenBy }),
    rev: door.rev + 1,
  };
}
