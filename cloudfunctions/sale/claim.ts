/** Ordering: one conditional update of the allotment. Pure. @see docs/domain/sale.md §2 */
import type { ItemId, OrderedBy } from '../../miniprogram/contract/groupbuy-forms';
import {
  type CourtyardId,
  isCorner,
  type MemberId,
  type PartyId,
} from '../../miniprogram/contract/ids';
import type { Count, EpochMs, Fen } from '../../miniprogram/contract/units';
import {
  absent,
  after,
  append,
  atLeast,
  before,
  notAtLeast,
  plus,
  put,
} from '../kernel/conditions';
import { AppError, refuseIf } from '../kernel/errors';
import type { Claim } from '../kernel/store';
import {
  type AllotmentDoc,
  allotmentId,
  type Given,
  type Terms,
  type TermsItem,
} from './documents';
import { fenFor } from './money';

/** A household changes its order this often at most, so that the allotment stays small. */
export const EDITS_MAX = 20;

export interface Step {
  readonly courtyardId: CourtyardId;
  readonly householdId: PartyId;
  /** More, or less when negative. Never nothing, and each item once. */
  readonly lines: readonly { readonly itemId: ItemId; readonly add: number }[];
  /** How often the order had been changed when the person looked. */
  readonly seen?: Count;
  readonly actor: MemberId;
  readonly how: OrderedBy;
  readonly at: EpochMs;
  readonly requestId: string;
  /** Why this one may have more than the cap; never more than there is. */
  readonly beyond?: string;
}

export const newAllotment = (
  { saleId, communityId, items, quotas }: Terms,
  { opensAt, closesAt }: { readonly opensAt: EpochMs; readonly closesAt: EpochMs },
): AllotmentDoc => ({
  _id: allotmentId(saleId),
  communityId,
  rev: 1,
  saleId,
  state: 'open',
  opensAt,
  closesAt,
  prolonged: 0,
  remaining: Object.fromEntries(
    items.flatMap(({ id, stock }) => (stock === undefined ? [] : [[id, stock]])),
  ),
  sold: Object.fromEntries(items.map(({ id }) => [id, 0])),
  claims: {},
  pastes: {},
  ...(quotas === undefined ? {} : { room: quotas, waiting: {}, given: {} }),
});

/** All items together; undefined where there is none. */
export const capOf = (
  { capPerHousehold, corners }: Pick<Terms, 'capPerHousehold' | 'corners'>,
  party: PartyId,
): Count | undefined => (isCorner(party) ? (corners?.[party] ?? 0) : capPerHousehold);

const itemOf = ({ items }: Terms, itemId: ItemId): TermsItem => {
  const item = items.find(({ id }) => id === itemId);
  if (!item) throw new AppError('NOT_FOUND');
  return item;
};

const addedUnits = ({ lines }: Pick<Step, 'lines'>): number =>
  lines.reduce((sum, { add }) => sum + add, 0);

/** What the change is worth, at the prices of the opening; weighed items by their usual weight. */
export const addedFen = (terms: Terms, { lines }: Pick<Step, 'lines'>): Fen =>
  lines.reduce((sum, { itemId, add }) => {
    const fen = fenFor(itemOf(terms, itemId), Math.abs(add));
    return sum + (add < 0 ? -fen : fen);
  }, 0);

/** Ordering is possible at this instant. At the closing instant it is not. */
export const windowAt = (communityId: string, at: EpochMs) => ({
  communityId,
  state: 'open',
  opensAt: before(at + 1),
  closesAt: after(at),
});

/**
 * The one conditional update that orders: window open, enough left, caps kept, this request not seen before.
 * Ties: the database orders rivals.
 * @throws AppError `INVALID` for an empty or doubled line, `NOT_FOUND` for an unknown item, `SALE_CAP` when more is
 *   asked for at once than anybody may have
 */
export function orderClaim(terms: Terms, step: Step): Claim {
  refuseMalformed(terms, step);
  const mine = `claims.${step.courtyardId}.${step.householdId}`;
  const conditions: Record<string, unknown> = {
    ...windowAt(terms.communityId, step.at),
    [`${mine}.requests.${step.requestId}`]: absent(),
    [`${mine}.rev`]: revCondition(step.seen),
  };
  const changes: Claim['changes'] = {
    ...Object.fromEntries(step.lines.flatMap((line) => lineChanges(terms, mine, line))),
    [`${mine}.total`]: plus(addedUnits(step)),
    [`${mine}.rev`]: plus(1),
    [`${mine}.actor`]: put(step.actor),
    [`${mine}.how`]: put(step.how),
    [`${mine}.at`]: put(step.at),
    ...(isOwn(step) ? { [`${mine}.told`]: put(step.actor) } : {}),
    [`${mine}.requests.${step.requestId}`]: put(1),
    ...(step.lines.some(({ add }) => add > 0) ? { [`${mine}.placedAt`]: put(step.at) } : {}),
  };
  for (const line of step.lines)
    Object.assign(conditions, lineConditions(terms, mine, { line, step }));
  const all = totalClaim(terms, mine, step);
  return {
    collection: 'allotments',
    id: allotmentId(terms.saleId),
    while: { ...conditions, ...all.while },
    changes: { ...changes, ...all.changes },
  };
}

/** What holds for all items together: the cap, the courtyard's quota; and the record of whoever goes beyond the cap. */
function totalClaim(terms: Terms, mine: string, step: Step): Pick<Claim, 'while' | 'changes'> {
  const total = addedUnits(step);
  const cap = capOf(terms, step.householdId);
  const isCapped = cap !== undefined && total > 0 && step.beyond === undefined;
  const room = `room.${step.courtyardId}`;
  const isBound = terms.quotas !== undefined && total !== 0;
  return {
    while: {
      ...(isCapped ? { [`${mine}.total`]: notAtLeast(cap - total + 1) } : {}),
      ...(isBound && total > 0 ? { [room]: atLeast(total) } : {}),
    },
    changes: {
      ...(isBound ? { [room]: plus(-total) } : {}),
      ...(step.beyond === undefined
        ? {}
        : { [`given.${step.requestId}`]: put(givenOf(step)), writers: append(step.actor) }),
    },
  };
}

const givenOf = ({ courtyardId, householdId, lines, actor, beyond = '', at }: Step): Given => ({
  what: 'extra',
  courtyardId,
  party: householdId,
  counts: Object.fromEntries(lines.map(({ itemId, add }) => [itemId, add])),
  by: actor,
  reason: beyond,
  at,
});

const isOwn = ({ how }: Step): boolean => how === 'self' || how === 'helper';

const revCondition = (seen: Count | undefined) => {
  if (seen === undefined) return notAtLeast(EDITS_MAX);
  return seen === 0 ? absent() : seen;
};

function refuseMalformed(terms: Terms, step: Step): void {
  const { lines, seen, householdId } = step;
  if (isCorner(householdId) && terms.corners?.[householdId] === undefined) {
    throw new AppError('NOT_FOUND');
  }
  const ids = new Set(lines.map(({ itemId }) => itemId));
  const wrong = lines.length === 0 || ids.size !== lines.length || lines.some((l) => l.add === 0);
  refuseIf(wrong, 'INVALID', { field: 'lines' });
  refuseIf(seen !== undefined && seen >= EDITS_MAX, 'SALE_EDITS_FULL');
  for (const { itemId } of lines) itemOf(terms, itemId);
  if (step.beyond === undefined) refuseTooManyAtOnce(terms, step);
}

/** A missing count is less than anything, so the database cannot be asked about these. */
function refuseTooManyAtOnce(terms: Terms, step: Step): void {
  for (const { itemId, add } of step.lines) {
    const max = itemOf(terms, itemId).capPerHousehold;
    if (max !== undefined && add > max) throw new AppError('SALE_CAP', { max, left: max, itemId });
  }
  const max = capOf(terms, step.householdId);
  if (max !== undefined && addedUnits(step) > max)
    throw new AppError('SALE_CAP', { max, left: max });
}

function lineConditions(
  terms: Terms,
  mine: string,
  {
    line: { itemId, add },
    step: { beyond },
  }: { readonly line: Step['lines'][number]; readonly step: Step },
) {
  const { stock, capPerHousehold } = itemOf(terms, itemId);
  const conditions: Record<string, unknown> = {};
  const count = `${mine}.counts.${itemId}`;
  if (add < 0) conditions[count] = atLeast(-add);
  else if (capPerHousehold !== undefined && beyond === undefined)
    conditions[count] = notAtLeast(capPerHousehold - add + 1);
  if (add > 0 && stock !== undefined) conditions[`remaining.${itemId}`] = atLeast(add);
  return conditions;
}

function lineChanges(terms: Terms, mine: string, { itemId, add }: Step['lines'][number]) {
  const { stock } = itemOf(terms, itemId);
  return [
    [`${mine}.counts.${itemId}`, plus(add)],
    [`sold.${itemId}`, plus(add)],
    ...(stock === undefined ? [] : [[`remaining.${itemId}`, plus(-add)]]),
  ] as const;
}

/** The fields that decide which sentence to say. */
export const claimFields = ({ courtyardId, householdId }: Step): readonly string[] => [
  ...['communityId', 'state', 'opensAt', 'closesAt', 'remaining'],
  `room.${courtyardId}`,
  `claims.${courtyardId}.${householdId}`,
];

/**
 * Why a claim did not go through; returns when it did already, by an earlier copy of the same tap.
 * @throws AppError `SALE_CLOSED`, `SALE_NOT_OPEN`, `STALE`, `SALE_EDITS_FULL`, `SALE_TOO_FEW`, `SALE_CAP` and
 *   `SALE_SHORT` with how many more there can be, `SALE_YARD_FULL`, `SALE_SOLD_OUT`, `BUSY`
 */
export function whyNotOrdered(terms: Terms, doc: AllotmentDoc | undefined, step: Step): void {
  if (doc?.communityId !== terms.communityId) throw new AppError('NOT_FOUND');
  const mine = doc.claims?.[step.courtyardId]?.[step.householdId];
  // A replay is answered alike, also after the closing instant.
  if (mine?.requests[step.requestId]) return;
  refuseIf(doc.state !== 'open' || doc.closesAt <= step.at, 'SALE_CLOSED');
  refuseIf(step.at < doc.opensAt, 'SALE_NOT_OPEN');
  refuseIf(step.seen !== undefined && step.seen !== (mine?.rev ?? 0), 'STALE');
  refuseIf((mine?.rev ?? 0) >= EDITS_MAX, 'SALE_EDITS_FULL');
  const free: Terms = step.beyond === undefined ? terms : uncapped(terms);
  for (const line of step.lines) refuseLine(free, line, doc, mine?.counts[line.itemId] ?? 0);
  refuseOverCap(terms, step, mine?.total ?? 0);
  const room = doc.room?.[step.courtyardId];
  refuseIf(room !== undefined && addedUnits(step) > Math.max(0, room), 'SALE_YARD_FULL', {
    left: Math.max(0, room ?? 0),
  });
  // A rival gave something back between the claim and this look.
  throw new AppError('BUSY');
}

const uncapped = (terms: Terms): Terms => ({
  ...terms,
  items: terms.items.map(({ capPerHousehold: _, ...item }) => item),
});

function refuseOverCap(terms: Terms, step: Step, total: Count): void {
  const cap = step.beyond === undefined ? capOf(terms, step.householdId) : undefined;
  const added = addedUnits(step);
  refuseIf(cap !== undefined && added > 0 && total + added > cap, 'SALE_CAP', {
    max: cap ?? 0,
    left: Math.max(0, (cap ?? 0) - total),
  });
}

function refuseLine(
  terms: Terms,
  { itemId, add }: Step['lines'][number],
  doc: AllotmentDoc,
  have: Count,
): void {
  const { stock, capPerHousehold: cap } = itemOf(terms, itemId);
  refuseIf(add < 0 && have + add < 0, 'SALE_TOO_FEW', { itemId });
  const room = cap === undefined ? undefined : Math.max(0, cap - have);
  refuseIf(room !== undefined && add > room, 'SALE_CAP', {
    max: cap ?? 0,
    left: room ?? 0,
    itemId,
  });
  const left = stock === undefined ? undefined : (doc.remaining[itemId] ?? 0);
  refuseIf(left === 0 && add > 0, 'SALE_SOLD_OUT', { itemId });
  refuseIf(left !== undefined && add > left, 'SALE_SHORT', { left: left ?? 0, itemId });
}
