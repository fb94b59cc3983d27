/** What changes with the number of doors: the plates, and the community's digest. */
import type { CourtyardId, HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import {
  type CommunityPlaceDigest,
  type CourtyardDoc,
  type CourtyardPlaceDigest,
  placeRow,
  withCourtyard,
} from '../courtyard/public';
import { oneOf } from '../kernel/conditions';
import { refuseIf } from '../kernel/errors';
import type { MemberDoc } from '../kernel/member-doc';
import { type Reading, replace, type Store, type Write } from '../kernel/store';
import type { HouseholdDoc } from './documents';
import { withPlate } from './plates';

/**
 * The writes that put these households' doors in step. The courtyard's own digest follows with the household's copies:
 * a commit has no room for it.
 */
export function doorWrites(
  { courtyard, community }: { courtyard: CourtyardDoc; community: CommunityPlaceDigest },
  households: readonly HouseholdDoc[],
): readonly Write[] {
  const plated = households.reduce(withPlate, courtyard);
  return [
    replace('courtyards', plated),
    replace('digests', withCourtyard(community, plated._id, placeRow(plated))),
  ];
}

export const isJoined = ({ people }: Pick<HouseholdDoc, 'people'>): number =>
  people.some(({ memberId }) => memberId !== undefined) ? 1 : 0;

/** Those who asked for one of these doors and wait for a yes. */
export async function askersOf(
  store: Pick<Store, 'find'>,
  courtyardId: CourtyardId,
  doors: readonly HouseholdId[],
): Promise<readonly MemberId[]> {
  const askers = await store.find<MemberDoc>({
    collection: 'members',
    where: { 'waiting.courtyardId': courtyardId },
    limit: 100,
    fields: ['waiting'],
  });
  return askers
    .filter(({ waiting }) => waiting.some(({ householdId }) => doors.includes(householdId)))
    .map((asker) => asker._id);
}

/**
 * @returns whether the owner has another home here, so that the members had to be asked
 * @throws AppError `LAST_OWNER` while the courtyard's owner lives behind this door and no other
 */
export async function refuseOwnersDoor(
  read: Reading,
  { people, courtyardId }: HouseholdDoc,
  { ownerId }: CourtyardPlaceDigest,
): Promise<boolean> {
  const lives = people.flatMap(({ memberId }) => (memberId ? [memberId] : []));
  const asked = ownerId === undefined ? lives : lives.filter((id) => id === ownerId);
  if (asked.length === 0) return false;
  const members = await read.find<MemberDoc>({
    collection: 'members',
    where: { _id: oneOf(asked) },
    limit: asked.length,
    fields: ['roles', 'households'],
  });
  refuseIf(
    members.some((member) => owns(member, courtyardId)),
    'LAST_OWNER',
  );
  return true;
}

const owns = ({ roles, households }: MemberDoc, courtyard: CourtyardId): boolean =>
  roles.some(({ role, scope }) => role === 'owner' && scope === courtyard) &&
  households.filter(({ courtyardId }) => courtyardId === courtyard).length < 2;
