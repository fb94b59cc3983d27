/**
 * 代办: a neighbour acts for a household that said yes. The link stands in both documents and changes in one commit.
 * @see docs/domain/member.md §7
 */
import type { HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { HelperEntry, HouseholdDoc } from '../directory/public';
import { refuseIf } from '../kernel/errors';
import type { MemberDoc } from '../kernel/member-doc';
import { livesIn } from './people';

export interface Link {
  readonly member: MemberDoc;
  readonly household: HouseholdDoc;
}

/** More is work for the community, not for one neighbour. */
export const HELPED_MAX = 10;
const HELPERS_MAX = 8;

export const linkOf = (
  { helpers }: Pick<HouseholdDoc, 'helpers'>,
  member: MemberId,
): HelperEntry | undefined => helpers.find(({ memberId }) => memberId === member);

/**
 * Both with a link that waits for a yes; unchanged when there is one already.
 * @throws AppError `ALREADY_MEMBER` for the own household, `HELPING_TOO_MANY` for one link too many
 */
export function asked(
  { member, household }: Link,
  { personName, now }: { readonly personName: string; readonly now: EpochMs },
): Link {
  if (linkOf(household, member._id)) return { member, household };
  refuseIf(livesIn(member, household._id), 'ALREADY_MEMBER');
  const isTooMany =
    member.actingFor.length >= HELPED_MAX || household.helpers.length >= HELPERS_MAX;
  refuseIf(isTooMany, 'HELPING_TOO_MANY');
  const link = { personName, status: 'asked', since: now } as const;
  return {
    member: {
      ...member,
      actingFor: [
        ...member.actingFor,
        {
          ...link,
          householdId: household._id,
          courtyardId: household.courtyardId,
          label: household.label,
        },
      ],
    },
    household: {
      ...household,
      helpers: [...household.helpers, { ...link, memberId: member._id, name: member.name }],
    },
  };
}

/** Both with a link that holds from now on, and who said yes. */
export function consented(
  { member, household }: Link,
  { by, now }: { readonly by: MemberId; readonly now: EpochMs },
): Link {
  const active = { status: 'active', since: now } as const;
  return {
    member: {
      ...member,
      accountBehind: true,
      actingFor: member.actingFor.map((one) =>
        one.householdId === household._id ? { ...one, ...active, label: household.label } : one,
      ),
    },
    household: {
      ...household,
      helpers: household.helpers.map((one) =>
        one.memberId === member._id ? { ...one, ...active, consentBy: by } : one,
      ),
    },
  };
}

/** Both without the link. */
export const unlinked = ({ member, household }: Link): Link => ({
  member: {
    ...member,
    actingFor: member.actingFor.filter(({ householdId }) => householdId !== household._id),
  },
  household: {
    ...household,
    helpers: household.helpers.filter(({ memberId }) => memberId !== member._id),
  },
});

/** Nobody there can say yes on a phone: the person helped uses a text-only one, or no member lives there. */
export function needsKeepersYes(household: HouseholdDoc, { personName }: HelperEntry): boolean {
  const isPhoneOnly = household.people.some((one) => one.name === personName && one.phoneOnly);
  return isPhoneOnly || !household.people.some(({ memberId }) => memberId !== undefined);
}

export interface Consenter {
  readonly memberId: MemberId;
  readonly isKeeper: boolean;
  livesIn(household: HouseholdId): boolean;
}

/** The household itself; for phone-only people a keeper who asked them. Never the helper. */
export const mayConsent = (
  household: HouseholdDoc,
  link: HelperEntry,
  { memberId, isKeeper, livesIn: lives }: Consenter,
): boolean =>
  memberId !== link.memberId &&
  (lives(household._id) || (isKeeper && needsKeepersYes(household, link)));
