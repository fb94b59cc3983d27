/** Rows of lists, as the phone is shown them. */
import type { CourtyardRow, HouseholdRow } from '../../miniprogram/contract/directory';
import type { CommunityPlaceDigest, CourtyardDoc } from '../courtyard/public';
import type { HouseholdDoc } from './documents';

export type ListedCourtyard = Pick<
  CourtyardDoc,
  | '_id'
  | 'communityId'
  | 'rev'
  | 'code'
  | 'name'
  | 'aliases'
  | 'initials'
  | 'kind'
  | 'residentGroup'
  | 'guardCount'
  | 'permanentCount'
  | 'floatingCount'
  | 'aged60Count'
  | 'group'
>;

/** Everything of a courtyard but its plates, which are most of it. */
export const LISTED: readonly string[] = [
  'communityId',
  'rev',
  'code',
  'name',
  'aliases',
  'initials',
  'kind',
  'residentGroup',
  'guardCount',
  'permanentCount',
  'floatingCount',
  'aged60Count',
  'group',
];

export const courtyardRow = (
  courtyard: ListedCourtyard,
  community: Pick<CommunityPlaceDigest, 'courtyards'>,
): CourtyardRow => ({
  id: courtyard._id,
  code: courtyard.code,
  name: courtyard.name,
  aliases: courtyard.aliases,
  kind: courtyard.kind,
  residentGroup: courtyard.residentGroup,
  guardCount: courtyard.guardCount,
  householdCount: community.courtyards.find(({ id }) => id === courtyard._id)?.households ?? 0,
  groupBound: courtyard.group !== undefined,
});

export const householdRow = (household: HouseholdDoc): HouseholdRow => ({
  id: household._id,
  unit: household.unit,
  door: household.door,
  family: household.family,
  label: household.label,
  tenure: household.tenure,
  peopleCount: household.people.length,
  joined: household.people.some(({ memberId }) => memberId !== undefined),
});
