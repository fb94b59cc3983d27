/** Codes that let family in at once. @see docs/domain/member.md §3 */
import { DAY_MS } from '../../miniprogram/contract/calendar';
import type { HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { HouseholdDoc, InviteCode } from '../directory/public';
import { notAtLeast, plus } from '../kernel/conditions';
import { AppError } from '../kernel/errors';
import type { Claim } from '../kernel/store';

export const INVITE_DAYS = 7;
/** Of six digits, so a household's codes stay safe against guessing: then all are void until the next invitation. */
export const WRONG_CODES_MAX = 20;
const CODES_KEPT = 12;

/** Six digits, easy to read out on the phone. */
export function newCode(chance: Uint8Array): string {
  const number = chance.slice(0, 6).reduce((sum, byte) => (sum * 256 + byte) % 1_000_000, 0);
  return String(number).padStart(6, '0');
}

/** The household with one more code; the same request gets the same code. */
export function invited(
  household: HouseholdDoc,
  { code, by, requestId, now }: { code: string; by: MemberId; requestId: string; now: EpochMs },
): { readonly household: HouseholdDoc; readonly invite: InviteCode; readonly isNew: boolean } {
  const earlier = household.invites?.find((one) => one.requestId === requestId && one.by === by);
  if (earlier) return { household, invite: earlier, isNew: false };
  const invite = { code, by, until: now + INVITE_DAYS * DAY_MS, requestId };
  const kept = (household.invites ?? []).filter(({ until }) => until > now).slice(1 - CODES_KEPT);
  return {
    household: { ...household, invites: [...kept, invite], wrongCodes: 0 },
    invite,
    isNew: true,
  };
}

/** Every try is counted before it is looked at, so a crowd of guesses gets no further than one after another. */
export const tryClaim = (household: HouseholdId): Claim => ({
  collection: 'households',
  id: household,
  while: { wrongCodes: notAtLeast(WRONG_CODES_MAX) },
  changes: { wrongCodes: plus(1) },
});

/**
 * The household after a code let somebody in; a code works once.
 * @throws AppError `INVITE_INVALID`
 */
export function redeemed(
  household: HouseholdDoc,
  { code, by, now }: { code: string; by: MemberId; now: EpochMs },
): { readonly household: HouseholdDoc; readonly invitedBy: MemberId } {
  const invite = household.invites?.find(
    (one) => one.code === code && one.usedBy === undefined && one.until > now,
  );
  if (!invite || !isMemberOf(household, invite.by)) throw new AppError('INVITE_INVALID');
  const invites = (household.invites ?? []).map((one) =>
    one === invite ? { ...one, usedBy: by } : one,
  );
  return { household: { ...household, invites, wrongCodes: 0 }, invitedBy: invite.by };
}

/** An invitation ends with the inviter's own place in the household. */
const isMemberOf = ({ people }: HouseholdDoc, member: MemberId): boolean =>
  people.some(({ memberId }) => memberId === member);
