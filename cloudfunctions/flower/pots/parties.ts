/** Whose pots somebody may see and write on, and what a household is called where. */
import { CORNER_NAME } from '../../../miniprogram/contract/flower-forms';
import {
  type CommunityId,
  type CourtyardId,
  cornerOf,
  type HouseholdId,
  isCorner,
  type PartyId,
} from '../../../miniprogram/contract/ids';
import type { Call } from '../../../miniprogram/contract/protocol';
import type { Role } from '../../../miniprogram/contract/roles';
import type { EpochMs } from '../../../miniprogram/contract/units';
import type { CourtyardDoc } from '../../courtyard/public';
import { type Caller, householdOf } from '../../kernel/caller';
import { AppError, found } from '../../kernel/errors';
import type { Store } from '../../kernel/store';

const WORKERS: readonly Role[] = ['owner', 'deputy', 'committee', 'volunteer', 'staff', 'admin'];

export const isWorker = ({ roles }: Pick<Caller, 'roles'>): boolean =>
  WORKERS.some((role) => roles.has(role));

export const isStaff = ({ roles }: Pick<Caller, 'roles'>): boolean =>
  roles.has('staff') || roles.has('admin');

/** Whoever works in a courtyard takes care of its public corner. */
const cornersFor = (caller: Caller, { courtyardId }: Pick<Call, 'courtyardId'>) =>
  courtyardId !== undefined && isWorker(caller) ? [cornerOf(courtyardId)] : [];

/**
 * The household of the call, and the corner of its courtyard for those who work there.
 * @throws AppError as `householdOf` when there is neither
 */
export function writesFor(caller: Caller, call: Call): readonly PartyId[] {
  const corners = cornersFor(caller, call);
  if (corners.length === 0) return [householdOf(caller, call).householdId];
  try {
    return [householdOf(caller, call).householdId, ...corners];
  } catch (error) {
    if (error instanceof AppError) return corners;
    throw error;
  }
}

/** Every household the caller lives in or helps. */
export const homesOf = ({ member }: Caller): readonly HouseholdId[] => [
  ...(member?.households ?? []).map(({ householdId }) => householdId),
  ...(member?.actingFor ?? [])
    .filter(({ status }) => status === 'active')
    .map(({ householdId }) => householdId),
];

export const closeTo = (caller: Caller, call: Call): readonly PartyId[] => [
  ...homesOf(caller),
  ...cornersFor(caller, call),
];

const FRESH_MS = 30_000;
const KEPT = 200;
const kept = new Map<string, { readonly at: EpochMs; readonly yard: Yard }>();

export type Yard = Pick<CourtyardDoc, 'name' | 'plates'>;

export interface Where {
  readonly communityId: CommunityId;
  readonly now: EpochMs;
}

/** Usually no request: the instance keeps it for half a minute. @throws AppError `NOT_FOUND` */
export async function yardOf(
  store: Pick<Store, 'get'>,
  courtyardId: CourtyardId,
  { communityId, now }: Where,
): Promise<Yard> {
  const key = `${communityId}.${courtyardId}`;
  const known = kept.get(key);
  if (known && known.at <= now && now < known.at + FRESH_MS) return known.yard;
  const doc = await store.get<CourtyardDoc>('courtyards', courtyardId, [
    ...['communityId', 'name', 'plates'],
  ]);
  const { name, plates } = found(doc, doc?.communityId === communityId);
  if (kept.size >= KEPT) kept.clear();
  kept.set(key, { at: now, yard: { name, plates } });
  return { name, plates };
}

const SOMEBODY = '院里一户';

/** In its own courtyard a household is called by its plate. */
export const labelIn = ({ plates }: Pick<Yard, 'plates'>, party: PartyId): string =>
  isCorner(party) ? CORNER_NAME : (plates[party]?.label ?? SOMEBODY);

/** Elsewhere it is a household of that courtyard. */
export const labelFar = ({ name }: Pick<Yard, 'name'>): string => `${name} 一户`;
