/** What changes with the number of doors: the plates, and both place digests. */
import type { CourtyardId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import { inStep, loadCourtyard, placeRow, plusJoined, withCourtyard } from '../courtyard/public';
import { refuseIf } from '../kernel/errors';
import type { MemberDoc } from '../kernel/member-doc';
import { type Reading, replace, type Write } from '../kernel/store';
import type { HouseholdDoc } from './documents';
import { withPlate } from './plates';
import { loadDigests } from './repository';

/** The writes that put these households' doors in step; `joined` says by how many more have a member. */
export async function doorWrites(
  read: Reading,
  call: Call,
  { households, joined }: { households: readonly HouseholdDoc[]; joined: number },
): Promise<readonly Write[]> {
  const courtyard = await loadCourtyard(read, call);
  const plated = households.reduce(withPlate, courtyard);
  const { place, community } = await loadDigests(read, call.communityId, plated._id);
  return [
    replace('courtyards', plated),
    replace('digests', plusJoined(inStep(place, plated), joined)),
    replace('digests', withCourtyard(community, plated._id, placeRow(plated))),
  ];
}

export const isJoined = ({ people }: Pick<HouseholdDoc, 'people'>): number =>
  people.some(({ memberId }) => memberId !== undefined) ? 1 : 0;

/** Those who asked for this door and wait for a yes. */
export async function askersOf(
  read: Reading,
  { _id, courtyardId }: HouseholdDoc,
): Promise<readonly MemberDoc['_id'][]> {
  const askers = await read.find<MemberDoc>({
    collection: 'members',
    where: { 'waiting.courtyardId': courtyardId },
    limit: 100,
    fields: ['waiting'],
  });
  return askers
    .filter(({ waiting }) => waiting.some(({ householdId }) => householdId === _id))
    .map((asker) => asker._id);
}

/** @throws AppError `LAST_OWNER` while the courtyard's owner lives behind this door */
export async function refuseOwnersDoor(
  read: Reading,
  { people, courtyardId }: HouseholdDoc,
): Promise<void> {
  const ids = people.flatMap(({ memberId }) => (memberId ? [memberId] : []));
  for (const id of ids) {
    const member = await read.get<MemberDoc>('members', id);
    refuseIf(member ? owns(member, courtyardId) : false, 'LAST_OWNER');
  }
}

const owns = ({ roles, households }: MemberDoc, courtyard: CourtyardId): boolean =>
  roles.some(({ role, scope }) => role === 'owner' && scope === courtyard) &&
  households.filter(({ courtyardId }) => courtyardId === courtyard).length < 2;
