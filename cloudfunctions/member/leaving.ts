/** What it means to leave a household. Pure. @see docs/domain/member.md §6 */
import type { CourtyardId, HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import { type HouseholdDoc, leftBy } from '../directory/public';
import { refuseIf } from '../kernel/errors';
import type { AnsweredJoin, MemberDoc } from '../kernel/member-doc';
import { isGuardian } from './joining';
import { memberCount, withoutMember } from './people';

/**
 * The member without this household; roles of the courtyard end with the last household there.
 * @throws AppError `LAST_OWNER` while the member owns the courtyard it would leave
 */
export function left(member: MemberDoc, household: HouseholdId, note?: AnsweredJoin): MemberDoc {
  const courtyardId = member.households.find((one) => one.householdId === household)?.courtyardId;
  const households = member.households.filter(({ householdId }) => householdId !== household);
  const staysHere = households.some((one) => one.courtyardId === courtyardId);
  if (courtyardId && !staysHere) refuseOwner(member, courtyardId);
  const roles = staysHere
    ? member.roles
    : member.roles.filter(({ scope }) => scope !== courtyardId);
  const answered = [
    ...(member.answered ?? []).filter(({ householdId }) => householdId !== household),
    ...(note ? [note] : []),
  ];
  return { ...member, households, roles, answered, accountBehind: true };
}

/** @throws AppError `LAST_OWNER` */
export function refuseOwner({ roles }: Pick<MemberDoc, 'roles'>, courtyard?: CourtyardId): void {
  const owns = roles.some(
    ({ role, scope }) => role === 'owner' && (courtyard === undefined || scope === courtyard),
  );
  refuseIf(owns, 'LAST_OWNER');
}

/**
 * The household without this member.
 * @throws AppError `CHILD_LEFT_ALONE` when only children would be left as members
 */
export function emptied(household: HouseholdDoc, member: MemberId): HouseholdDoc {
  const after = withoutMember(household, member);
  const members = after.people.filter(({ memberId }) => memberId !== undefined);
  const isChildThere = members.some(({ ageBand }) => ageBand === 'u14');
  const isAdultThere = members.some(({ memberId }) => memberId && isGuardian(after, memberId));
  refuseIf(isChildThere && !isAdultThere, 'CHILD_LEFT_ALONE');
  return leftBy(after, member);
}

/** Without a member left, the tick counts the courtyard's joined households again: a commit has no room for it. */
export const counted = (after: HouseholdDoc, leaver: MemberId): HouseholdDoc =>
  memberCount(after) > 0 ? after : { ...after, relabel: [...(after.relabel ?? []), leaver] };
