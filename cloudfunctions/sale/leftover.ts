/**
 * What is left over: who waited gets it first, then whoever somebody decides on; and what nobody took home is there
 * again. Pure. At every moment Σ claims + what remains = the stock. @see docs/domain/sale.md §8
 */
import type { CountByItem } from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId, MemberId, PartyId } from '../../miniprogram/contract/ids';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { AppError, refuseIf } from '../kernel/errors';
import { capOf } from './claim';
import type { AllotmentDoc, Given, HouseClaim, OrderDoc, OrderLine, Terms } from './documents';
import { orderFrom } from './orders';
import { type Waiting, waitingIn } from './waiting';

export interface Grant {
  readonly what: Given['what'];
  readonly courtyardId: CourtyardId;
  readonly party: PartyId;
  readonly counts: CountByItem;
  readonly reason: string;
  /** Whoever decided; absent where the rule did. */
  readonly by?: MemberId;
  /** Whoever tapped for the party itself, to be told. */
  readonly told?: MemberId;
  readonly at: EpochMs;
  /** What tells it from every other: a request, or what it was. */
  readonly key: string;
}

const sumOf = (counts: CountByItem): Count =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The next in the line who can be served, and with what; undefined when nobody can. */
export function nextServing(
  terms: Terms,
  doc: AllotmentDoc,
  { at, reason }: { readonly at: EpochMs; readonly reason: string },
): Grant | undefined {
  for (const one of waitingIn(doc.waiting ?? {})) {
    const counts = servingFor(terms, doc, one);
    if (sumOf(counts) === 0) continue;
    return {
      what: 'waited',
      courtyardId: one.courtyardId,
      party: one.party,
      counts,
      reason,
      ...(one.told === undefined ? {} : { told: one.told }),
      at,
      key: `waited_${one.party}_${one.rev}_${at}`,
    };
  }
  return undefined;
}

/** As many as wished for, the cap allows and there are; whoever wants anything gets what there is most of. */
function servingFor(terms: Terms, doc: AllotmentDoc, wait: Waiting): CountByItem {
  const total = doc.claims[wait.courtyardId]?.[wait.party]?.total ?? 0;
  const cap = capOf(terms, wait.party) ?? Number.POSITIVE_INFINITY;
  let wish = Math.min(wait.units, Math.max(0, cap - total));
  const left: Record<string, Count> = { ...doc.remaining };
  const ids = terms.items.map(({ id }) => id).filter((id) => (wait.itemId ?? id) === id);
  const counts: Record<string, Count> = {};
  while (wish > 0) {
    const most = ids.reduce(
      (best, id) => ((left[id] ?? 0) > (left[best] ?? 0) ? id : best),
      ids[0] ?? '',
    );
    if ((left[most] ?? 0) <= 0) break;
    left[most] = (left[most] ?? 0) - 1;
    counts[most] = (counts[most] ?? 0) + 1;
    wish -= 1;
  }
  return counts;
}

/**
 * The allotment with what went to somebody.
 * @throws AppError `NOT_FOUND` for an unknown item; `SALE_SOLD_OUT`, `SALE_SHORT` for more than there is
 */
export function withGrant(terms: Terms, doc: AllotmentDoc, grant: Grant): AllotmentDoc {
  for (const [itemId, count] of Object.entries(grant.counts)) {
    if (!terms.items.some(({ id }) => id === itemId)) throw new AppError('NOT_FOUND');
    const left = doc.remaining[itemId] ?? 0;
    refuseIf(left === 0, 'SALE_SOLD_OUT', { itemId });
    refuseIf(count > left, 'SALE_SHORT', { left, itemId });
  }
  return served(moved(doc, grant, 1), grant);
}

/** The other way: what was somebody's is there again. */
export const withoutGrant = (doc: AllotmentDoc, grant: Grant): AllotmentDoc =>
  moved(doc, grant, -1);

function moved(doc: AllotmentDoc, grant: Grant, sign: 1 | -1): AllotmentDoc {
  const { courtyardId, party, counts } = grant;
  const units = sign * sumOf(counts);
  const was = doc.claims[courtyardId]?.[party];
  const is = claimAfter(was, grant, sign);
  const shifted = (all: CountByItem, by: 1 | -1): CountByItem => ({
    ...all,
    ...Object.fromEntries(
      Object.entries(counts).map(([id, count]) => [id, (all[id] ?? 0) + by * sign * count]),
    ),
  });
  const { room } = doc;
  return {
    ...doc,
    remaining: shifted(doc.remaining, -1),
    sold: shifted(doc.sold, 1),
    claims: { ...doc.claims, [courtyardId]: { ...doc.claims[courtyardId], [party]: is } },
    ...(room ? { room: { ...room, [courtyardId]: (room[courtyardId] ?? 0) - units } } : {}),
    given: { ...doc.given, [grant.key]: givenOf(grant) },
    ...(grant.by === undefined
      ? {}
      : { writers: [...new Set([...(doc.writers ?? []), grant.by])] }),
  };
}

function claimAfter(was: HouseClaim | undefined, grant: Grant, sign: 1 | -1): HouseClaim {
  const { counts, at, by, told } = grant;
  const all = { ...was?.counts };
  for (const [id, count] of Object.entries(counts)) all[id] = (all[id] ?? 0) + sign * count;
  return {
    counts: all,
    total: sumOf(all),
    rev: was?.rev ?? 0,
    actor: was?.actor ?? by ?? told ?? 'mb_nobody',
    how: was?.how ?? (by === undefined ? 'self' : 'phone'),
    at,
    placedAt: was?.placedAt ?? at,
    requests: was?.requests ?? {},
    ...toldOf(was?.told ?? told),
  };
}

const toldOf = (told: MemberId | undefined) => (told === undefined ? {} : { told });

const givenOf = ({ what, courtyardId, party, counts, by, reason, at }: Grant): Given => ({
  ...{ what, courtyardId, party, counts, reason, at },
  ...(by === undefined ? {} : { by }),
});

/** Whoever waited waits for less, or not any more. */
function served(doc: AllotmentDoc, { what, courtyardId, party, counts }: Grant): AllotmentDoc {
  const wait = doc.waiting?.[courtyardId]?.[party];
  if (what !== 'waited' || !wait) return doc;
  const units = Math.max(0, wait.units - sumOf(counts));
  const here = { ...doc.waiting?.[courtyardId], [party]: { ...wait, units } };
  return { ...doc, waiting: { ...doc.waiting, [courtyardId]: here } };
}

/**
 * The order of whoever got something after the orders were written. Where the door was done already, it is brought on
 * a second visit.
 */
export function orderWithGrant(
  terms: Terms,
  { doc, order }: { readonly doc: AllotmentDoc; readonly order: OrderDoc<PartyId> | undefined },
  { courtyardId, party, counts }: Grant,
): OrderDoc<PartyId> {
  const claim = doc.claims[courtyardId]?.[party];
  if (!claim) throw new AppError('NOT_FOUND');
  if (!order) return orderFrom<PartyId>(terms, claim, { courtyardId, householdId: party });
  const lines: Record<string, OrderLine> = { ...order.lines };
  for (const [id, count] of Object.entries(counts)) {
    const line = lines[id];
    const priceFen = terms.items.find((item) => item.id === id)?.priceFen ?? 0;
    lines[id] = line
      ? { ...line, ordered: line.ordered + count, allotted: line.allotted + count }
      : { ordered: count, allotted: count, priceFen };
  }
  const extra = { ...order.extra };
  for (const [id, count] of Object.entries(counts)) extra[id] = (extra[id] ?? 0) + count;
  return {
    ...order,
    lines,
    units: order.units + sumOf(counts),
    ...(order.told === undefined && claim.told !== undefined ? { told: claim.told } : {}),
    ...(order.door?.final ? { extra } : {}),
  };
}

/** What is still there of an order whose door stayed closed, or that was refused; nothing for all others. */
export function uncollected(order: OrderDoc<PartyId>): CountByItem {
  const isOpen = order.door?.final !== true || order.door.outcome === 'refused';
  if (!isOpen || order.freedAt !== undefined) return {};
  const left = Object.entries(order.lines).flatMap(([id, { allotted, handed = 0 }]) =>
    allotted > handed ? [[id, allotted - handed] as const] : [],
  );
  return Object.fromEntries(left);
}

/** The order whose goods are somebody else's from now on; nobody has to come to this door any more. */
export function freed(
  order: OrderDoc<PartyId>,
  { by, at }: { readonly by: MemberId; readonly at: EpochMs },
): OrderDoc<PartyId> {
  const lines = Object.fromEntries(
    Object.entries(order.lines).map(([id, line]) => [id, { ...line, allotted: line.handed ?? 0 }]),
  );
  const { extra: _, ...kept } = order;
  return {
    ...kept,
    lines,
    units: Object.values(lines).reduce((sum, { allotted }) => sum + allotted, 0),
    door: {
      outcome: order.door?.outcome ?? 'absent',
      final: true,
      by: order.door?.by ?? by,
      at: order.door?.at ?? at,
      chargedFen: order.door?.chargedFen ?? 0,
      payment: 'later',
      rev: (order.door?.rev ?? 0) + 1,
    },
    freedAt: at,
  };
}
