/** Invitations to work for the community. Pure. @see docs/domain/courtyard.md §9 */
import { DAY_MS } from '../../miniprogram/contract/calendar';
import {
  STAFF_CODE_LENGTH,
  STAFF_INVITE_DAYS,
  type StaffInviteView,
} from '../../miniprogram/contract/courtyard';
import { BASE32, type CommunityId, type MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { notAtLeast, plus } from '../kernel/conditions';
import { AppError } from '../kernel/errors';
import type { Claim } from '../kernel/store';
import type { CommunityDoc, StaffInvite } from './documents';

/** Of 2⁴⁰ codes; then all are void until the next invitation. */
export const WRONG_STAFF_CODES_MAX = 50;
const INVITES_KEPT = 20;

export const newStaffCode = (chance: Uint8Array): string =>
  [...chance.slice(0, STAFF_CODE_LENGTH)]
    .map((byte) => BASE32.charAt(byte % BASE32.length))
    .join('')
    .toUpperCase();

type Wanted = Pick<StaffInvite, 'code' | 'by' | 'requestId'> & {
  readonly now: EpochMs;
  readonly roleUntil: EpochMs | undefined;
};

/** The community with one more invitation; the same request gets the same code. */
export function invitedStaff(
  community: CommunityDoc,
  { code, by, requestId, now, roleUntil }: Wanted,
): { readonly community: CommunityDoc; readonly invite: StaffInvite; readonly isNew: boolean } {
  const known = community.staffInvites ?? [];
  const earlier = known.find((one) => one.requestId === requestId && one.by === by);
  if (earlier) return { community, invite: earlier, isNew: false };
  const term = roleUntil === undefined ? {} : { roleUntil };
  const invite = { code, by, until: now + STAFF_INVITE_DAYS * DAY_MS, requestId, ...term };
  const kept = known.filter(({ until }) => until > now).slice(1 - INVITES_KEPT);
  const staffInvites = [...kept, invite];
  return { community: { ...community, staffInvites, wrongStaffCodes: 0 }, invite, isNew: true };
}

/** Every try is counted before it is looked at, so a crowd of guesses gets no further than one after another. */
export const tryStaffClaim = (community: CommunityId): Claim => ({
  collection: 'communities',
  id: community,
  while: { wrongStaffCodes: notAtLeast(WRONG_STAFF_CODES_MAX) },
  changes: { wrongStaffCodes: plus(1) },
});

/**
 * The community after a code was right; a code works once. `isReplay`: this person has used it already.
 * @throws AppError `STAFF_INVITE_INVALID`
 */
export function redeemedStaff(
  community: CommunityDoc,
  { code, by, now }: { readonly code: string; readonly by: MemberId; readonly now: EpochMs },
): {
  readonly community: CommunityDoc;
  readonly invite: StaffInvite;
  readonly isReplay: boolean;
} {
  const invite = community.staffInvites?.find((one) => one.code === code);
  if (!invite) throw new AppError('STAFF_INVITE_INVALID');
  const isReplay = invite.usedBy === by;
  const isOpen = invite.usedBy === undefined && now < invite.until;
  if (!isReplay && !isOpen) throw new AppError('STAFF_INVITE_INVALID');
  const staffInvites = community.staffInvites?.map((one) =>
    one === invite ? { ...one, usedBy: by } : one,
  );
  const after = { ...community, wrongStaffCodes: 0, ...(staffInvites ? { staffInvites } : {}) };
  return { community: after, invite, isReplay };
}

export const withoutInvite = (community: CommunityDoc, code: string): CommunityDoc => ({
  ...community,
  staffInvites: (community.staffInvites ?? []).filter(
    (one) => one.code !== code || one.usedBy !== undefined,
  ),
});

export const inviteView = ({ code, until, roleUntil }: StaffInvite): StaffInviteView => ({
  code,
  until,
  ...(roleUntil === undefined ? {} : { roleUntil }),
});

/** Those that still open something, the latest first. */
export const openInvites = (
  { staffInvites = [] }: CommunityDoc,
  now: EpochMs,
): readonly StaffInviteView[] =>
  staffInvites
    .filter(({ until, usedBy }) => usedBy === undefined && now < until)
    .map(inviteView)
    .reverse();
