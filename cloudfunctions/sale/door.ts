/** A visit of a door: goods and money in one conditional update of one order. Pure. @see docs/domain/sale.md §4 */
import type { DoorOutcome, ItemId, Payment } from '../../miniprogram/contract/groupbuy-forms';
import type { MemberId, PartyId } from '../../miniprogram/contract/ids';
import type { Count, EpochMs, Fen } from '../../miniprogram/contract/units';
import { absent, after, append, atLeast, not, plus, put } from '../kernel/conditions';
import { AppError, refuseIf } from '../kernel/errors';
import type { Claim } from '../kernel/store';
import { type Door, type Move, type OrderDoc, orderId, type Terms, type Visit } from './documents';
import { fenFor, movesOf, receivedOf } from './money';

export interface DoorTick {
  readonly courtyardId: string;
  readonly householdId: PartyId;
  readonly outcome: DoorOutcome;
  readonly lines: readonly {
    readonly itemId: ItemId;
    readonly handed: Count;
    readonly grams?: Count | undefined;
  }[];
  readonly payment: Payment;
  readonly receivedFen?: Fen | undefined;
  readonly takenBy?: string | undefined;
  readonly actor: MemberId;
  readonly at: EpochMs;
  readonly requestId: string;
}

const NOTHING_HANDED: readonly DoorOutcome[] = ['absent', 'refused'];
/** Everything that was allotted. */
const ALL_HANDED: readonly DoorOutcome[] = ['handed', 'neighbour'];

const handedUnits = ({ lines }: Pick<DoorTick, 'lines'>): Count =>
  lines.reduce((sum, { handed }) => sum + handed, 0);

/**
 * What was handed over costs this.
 * @throws AppError `NOT_FOUND` for an unknown item, `INVALID` for grams of what is not weighed, or none of what is
 */
export function chargedFor({ items }: Terms, { lines }: Pick<DoorTick, 'lines'>): Fen {
  return lines.reduce((sum, { itemId, handed, grams }) => {
    const item = items.find(({ id }) => id === itemId);
    if (!item) throw new AppError('NOT_FOUND');
    const needsGrams = item.weighed !== undefined && handed > 0;
    refuseIf(needsGrams !== (grams !== undefined), 'INVALID', { field: 'grams' });
    return sum + fenFor(item, handed, grams);
  }, 0);
}

export function receivedFor({ payment, receivedFen }: DoorTick, chargedFen: Fen): Fen {
  refuseIf(payment === 'later' && (receivedFen ?? 0) !== 0, 'INVALID', { field: 'receivedFen' });
  return receivedFen ?? (payment === 'later' ? 0 : chargedFen);
}

/** @throws AppError `INVALID` when outcome, goods and money do not go together */
export function refuseContradiction(tick: DoorTick, receivedFen: Fen): void {
  const { outcome, lines, takenBy } = tick;
  const units = handedUnits(tick);
  const twice = new Set(lines.map(({ itemId }) => itemId)).size !== lines.length;
  const none = NOTHING_HANDED.includes(outcome);
  refuseIf(twice || (none ? units > 0 : units === 0 && outcome !== 'damaged'), 'INVALID', {
    field: 'lines',
  });
  refuseIf(none && receivedFen !== 0, 'INVALID', { field: 'receivedFen' });
  refuseIf((outcome === 'neighbour') !== (takenBy !== undefined), 'INVALID', { field: 'takenBy' });
}

export interface Decided {
  readonly claim: Claim;
  readonly visit: Visit;
}

/**
 * The one conditional update of a tick: nobody finished this door before, no more is handed over than is allotted,
 * and this request was not seen.
 * @throws AppError as `chargedFor`, and `INVALID`
 */
export function doorClaim(terms: Terms, tick: DoorTick): Decided {
  const chargedFen = chargedFor(terms, tick);
  const receivedFen = receivedFor(tick, chargedFen);
  refuseContradiction(tick, receivedFen);
  const how = tick.payment === 'transfer' ? 'transfer' : 'cash';
  const moves: readonly Move[] =
    receivedFen === 0 ? [] : [{ holder: tick.actor, how, fen: receivedFen }];
  const visit: Visit = {
    ...{ outcome: tick.outcome, chargedFen, receivedFen },
    ...{ actor: tick.actor, at: tick.at, moves },
  };
  const claim: Claim = {
    collection: 'orders',
    id: orderId(terms.saleId, tick.householdId),
    while: {
      communityId: terms.communityId,
      courtyardId: tick.courtyardId,
      // Also true before anybody was there.
      'door.final': not(true),
      [`visits.${tick.requestId}`]: absent(),
      ...goodsConditions(tick),
    },
    changes: { ...doorChanges(tick, chargedFen), [`visits.${tick.requestId}`]: put(visit) },
  };
  return { claim, visit };
}

function goodsConditions(tick: DoorTick): Readonly<Record<string, unknown>> {
  const { outcome, lines } = tick;
  const each = lines
    .filter(({ handed }) => handed > 0)
    .map(({ itemId, handed }) => [`lines.${itemId}.allotted`, atLeast(handed)]);
  const units = handedUnits(tick);
  const all = ALL_HANDED.includes(outcome) ? { units } : {};
  const some = outcome === 'partly' || outcome === 'damaged' ? { units: after(units) } : {};
  return { ...Object.fromEntries(each), ...all, ...some };
}

function doorChanges(tick: DoorTick, chargedFen: Fen): Claim['changes'] {
  const { outcome, lines, payment, takenBy, actor, at } = tick;
  const goods = lines
    .filter(({ handed }) => handed > 0)
    .flatMap(({ itemId, handed, grams }) => [
      [`lines.${itemId}.handed`, put(handed)],
      ...(grams === undefined ? [] : [[`lines.${itemId}.grams`, put(grams)]]),
    ]);
  return {
    ...Object.fromEntries(goods),
    'door.outcome': put(outcome),
    'door.final': put(outcome !== 'absent'),
    'door.by': put(actor),
    'door.at': put(at),
    'door.chargedFen': put(chargedFen),
    'door.payment': put(payment),
    'door.rev': plus(1),
    ...(takenBy === undefined ? {} : { 'door.takenBy': put(takenBy), writers: append(actor) }),
  };
}

/**
 * Why a tick did not go through.
 * @returns the visit of an earlier copy of the same tap
 * @throws AppError `NOT_FOUND`, `DOOR_DONE`, `DOOR_TOO_MANY`, `BUSY`
 */
export function whyNotVisited(
  order: OrderDoc<PartyId> | undefined,
  terms: Terms,
  tick: DoorTick,
): Visit {
  const here = order?.communityId === terms.communityId && order.courtyardId === tick.courtyardId;
  if (!order || !here) throw new AppError('NOT_FOUND');
  const earlier = order.visits[tick.requestId];
  if (earlier) return earlier;
  refuseIf(order.door?.final === true, 'DOOR_DONE');
  refuseIf(!fits(order, tick), 'DOOR_TOO_MANY');
  throw new AppError('BUSY');
}

function fits({ lines, units }: OrderDoc<PartyId>, tick: DoorTick): boolean {
  const handed = handedUnits(tick);
  const within = tick.lines.every((line) => line.handed <= (lines[line.itemId]?.allotted ?? 0));
  if (ALL_HANDED.includes(tick.outcome)) return within && handed === units;
  return within && (NOTHING_HANDED.includes(tick.outcome) || handed < units);
}

export interface Correction extends DoorTick {
  /** The `door.rev` that was looked at. */
  readonly seen: Count;
  readonly reason: string;
}

/**
 * The order as a correction leaves it. What was typed too high leaves the hands it was in; what comes in is in the
 * hands of whoever taps.
 * @throws AppError `DOOR_NOT_VISITED`, `STALE`, `DOOR_SETTLED`, `DOOR_TOO_MANY`, and as `doorClaim`
 */
export function corrected(
  terms: Terms,
  order: OrderDoc<PartyId>,
  to: Correction,
): OrderDoc<PartyId> {
  const { door } = order;
  if (!door) throw new AppError('DOOR_NOT_VISITED');
  refuseIf(door.rev !== to.seen, 'STALE');
  refuseIf(order.afterwards !== undefined, 'DOOR_SETTLED');
  const chargedFen = chargedFor(terms, to);
  const receivedFen = receivedFor(to, chargedFen);
  refuseContradiction(to, receivedFen);
  refuseIf(!fits(order, to), 'DOOR_TOO_MANY');
  const moves = movesTo(order, to, receivedFen);
  const { takenBy: _, ...was } = door;
  const next: Door = {
    ...was,
    ...{ outcome: to.outcome, final: to.outcome !== 'absent', chargedFen, payment: to.payment },
    ...{ at: to.at, rev: door.rev + 1 },
    ...(to.takenBy === undefined ? {} : { takenBy: to.takenBy }),
  };
  const visit: Visit = {
    ...{ outcome: to.outcome, chargedFen, receivedFen, actor: to.actor, at: to.at },
    ...{ reason: to.reason, moves },
  };
  return {
    ...order,
    lines: linesTo(order, to),
    door: next,
    visits: { ...order.visits, [to.requestId]: visit },
  };
}

const linesTo = ({ lines }: OrderDoc<PartyId>, to: DoorTick): OrderDoc['lines'] =>
  Object.fromEntries(
    Object.entries(lines).map(([itemId, { handed: _, grams: __, ...line }]) => {
      const now = to.lines.find((one) => one.itemId === itemId);
      const handed = now && now.handed > 0 ? { handed: now.handed } : {};
      const grams = now?.grams === undefined ? {} : { grams: now.grams };
      return [itemId, { ...line, ...handed, ...grams }];
    }),
  );

function movesTo(order: OrderDoc<PartyId>, to: DoorTick, receivedFen: Fen): readonly Move[] {
  const how = to.payment === 'transfer' ? 'transfer' : 'cash';
  const other = how === 'cash' ? 'transfer' : 'cash';
  const back = takenBack(order, other, Number.POSITIVE_INFINITY);
  const kept = receivedOf(order) + back.reduce((sum, { fen }) => sum + fen, 0);
  const more = receivedFen - kept;
  if (more > 0) return [...back, { holder: to.actor, how, fen: more }];
  return [...back, ...takenBack(order, how, -more)];
}

/** Out of the hands it is in, at most so much; the latest first. */
function takenBack(order: OrderDoc<PartyId>, how: Move['how'], atMost: Fen): readonly Move[] {
  const held = new Map<MemberId, Fen>();
  for (const move of movesOf(order).filter((one) => one.how === how)) {
    held.set(move.holder, (held.get(move.holder) ?? 0) + move.fen);
  }
  let left = atMost;
  return [...held].reverse().flatMap(([holder, fen]) => {
    const taken = Math.min(left, fen);
    left -= Math.max(0, taken);
    return taken > 0 ? [{ holder, how, fen: -taken }] : [];
  });
}
