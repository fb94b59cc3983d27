/** Those who wait for what comes free: in, out, and who comes first. Pure. @see docs/domain/sale.md §8 */
import type { ItemId } from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId, MemberId, PartyId } from '../../miniprogram/contract/ids';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { absent, atLeast, gone, notAtLeast, oneOf, plus, put } from '../kernel/conditions';
import { AppError, refuseIf } from '../kernel/errors';
import type { Claim } from '../kernel/store';
import { capOf, EDITS_MAX } from './claim';
import { type AllotmentDoc, allotmentId, type Terms, type Wait } from './documents';

export interface Waiting extends Wait {
  readonly courtyardId: CourtyardId;
  readonly party: PartyId;
}

/** First come first served; ties by id. */
export const waitingIn = (waiting: NonNullable<AllotmentDoc['waiting']>): readonly Waiting[] =>
  Object.entries(waiting)
    .flatMap(([courtyardId, parties]) =>
      Object.entries(parties).map(([party, wait]) => ({
        ...wait,
        courtyardId: courtyardId as CourtyardId,
        party: party as PartyId,
      })),
    )
    .filter(({ units }) => units > 0)
    .sort((a, b) => a.at - b.at || (a.party < b.party ? -1 : 1));

/** The place of one party in the line; undefined when it does not wait. */
export function aheadOf(
  line: readonly Waiting[],
  party: PartyId,
): { readonly itemId?: ItemId; readonly pots: Count; readonly ahead: Count } | undefined {
  const ahead = line.findIndex((one) => one.party === party);
  const mine = line[ahead];
  if (!mine) return undefined;
  return {
    ...(mine.itemId === undefined ? {} : { itemId: mine.itemId }),
    pots: mine.units,
    ahead,
  };
}

export interface WaitFor {
  readonly courtyardId: CourtyardId;
  readonly party: PartyId;
  readonly itemId?: ItemId | undefined;
  readonly units: Count;
  readonly actor: MemberId;
  readonly told?: MemberId | undefined;
  readonly at: EpochMs;
  readonly requestId: string;
}

const pathOf = ({ courtyardId, party }: Pick<WaitFor, 'courtyardId' | 'party'>) =>
  `waiting.${courtyardId}.${party}`;

/** What has to be read before somebody may wait. */
export const waitFields = (wait: Pick<WaitFor, 'courtyardId' | 'party'>): readonly string[] => [
  ...['communityId', 'state', 'remaining', 'opensAt', `room.${wait.courtyardId}`],
  `claims.${wait.courtyardId}.${wait.party}`,
  pathOf(wait),
];

/**
 * Waiting is for what cannot be had now, and for no more than the cap leaves.
 * @returns undefined for a tap that comes again
 * @throws AppError `NOT_FOUND`, `SALE_CLOSED`, `SALE_NOT_OPEN`, `WAIT_ALREADY`, `WAIT_TOO_MANY`, `WAIT_NOT_NEEDED`,
 *   `SALE_EDITS_FULL`
 */
export function joinClaim(
  terms: Terms,
  doc: AllotmentDoc | undefined,
  wait: WaitFor,
): Claim | undefined {
  if (doc?.communityId !== terms.communityId) throw new AppError('NOT_FOUND');
  const { courtyardId, party, itemId, units, at } = wait;
  const known = doc.waiting?.[courtyardId]?.[party];
  if (known?.requests[wait.requestId]) return undefined;
  refuseIf(doc.state === 'off', 'SALE_CLOSED');
  refuseIf(at < doc.opensAt, 'SALE_NOT_OPEN');
  refuseIf((known?.units ?? 0) > 0, 'WAIT_ALREADY');
  refuseIf((known?.rev ?? 0) >= EDITS_MAX, 'SALE_EDITS_FULL');
  const cap = capOf(terms, party) ?? Number.POSITIVE_INFINITY;
  const left = Math.max(0, cap - (doc.claims?.[courtyardId]?.[party]?.total ?? 0));
  refuseIf(units > left, 'WAIT_TOO_MANY', { max: cap, left });
  refuseIf(isThere(terms, doc, wait), 'WAIT_NOT_NEEDED');
  const path = pathOf(wait);
  return {
    collection: 'allotments',
    id: allotmentId(terms.saleId),
    while: {
      communityId: terms.communityId,
      state: oneOf(['open', 'sealed']),
      [`${path}.units`]: notAtLeast(1),
      [`${path}.requests.${wait.requestId}`]: absent(),
    },
    changes: {
      [`${path}.itemId`]: itemId === undefined ? gone() : put(itemId),
      [`${path}.units`]: put(units),
      [`${path}.at`]: put(at),
      [`${path}.actor`]: put(wait.actor),
      ...(wait.told === undefined ? {} : { [`${path}.told`]: put(wait.told) }),
      [`${path}.rev`]: plus(1),
      [`${path}.requests.${wait.requestId}`]: put(1),
    },
  };
}

/** It can be ordered now: enough of it, and room for it in the courtyard. */
function isThere(
  { items }: Terms,
  { state, remaining, room }: AllotmentDoc,
  { itemId, units, courtyardId }: WaitFor,
): boolean {
  if (itemId !== undefined && !items.some(({ id }) => id === itemId)) {
    throw new AppError('NOT_FOUND');
  }
  if (state !== 'open') return false;
  const ids = itemId === undefined ? Object.keys(remaining) : [itemId];
  const left = ids.reduce((sum, id) => sum + (remaining[id] ?? 0), 0);
  return left >= units && (room?.[courtyardId] ?? units) >= units;
}

export const leaveClaim = (terms: Terms, wait: Omit<WaitFor, 'units' | 'itemId'>): Claim => {
  const path = pathOf(wait);
  return {
    collection: 'allotments',
    id: allotmentId(terms.saleId),
    while: {
      communityId: terms.communityId,
      [`${path}.units`]: atLeast(1),
      [`${path}.requests.${wait.requestId}`]: absent(),
    },
    changes: {
      [`${path}.units`]: put(0),
      [`${path}.rev`]: plus(1),
      [`${path}.requests.${wait.requestId}`]: put(1),
    },
  };
};
