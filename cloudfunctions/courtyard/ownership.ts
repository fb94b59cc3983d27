/** Exactly one owner for a courtyard, whatever happens at once. Pure. @see docs/domain/permissions.md §5 */
import type { CourtyardId } from '../../miniprogram/contract/ids';
import type { RoleGrant } from '../../miniprogram/contract/roles';
import type { MemberDoc } from '../kernel/member-doc';
import { replace, type Write } from '../kernel/store';
import { withOwner } from './digest';
import type { CourtyardPlaceDigest } from './documents';
import { ended, grant } from './grants';

/**
 * What a change of owner writes. Every change writes the courtyard's digest, so two at once cannot both be the last.
 * The new owner keeps no second role of the lesser kind: an owner need not be a deputy.
 */
export function ownedBy(
  next: MemberDoc,
  {
    before,
    place,
    given,
  }: {
    /** Whoever holds the role now; usually one. */
    readonly before: readonly MemberDoc[];
    readonly place: CourtyardPlaceDigest;
    readonly given: RoleGrant;
  },
): readonly Write[] {
  const courtyardId = given.scope as CourtyardId;
  const owner = grant(ended(next, 'deputy', courtyardId), given);
  return [
    replace('members', owner),
    ...before
      .filter(({ _id }) => _id !== next._id)
      .map((one) => replace('members', ended(one, 'owner', courtyardId))),
    replace(
      'digests',
      withOwner(place, { ownerId: next._id, ownerLabel: ownerLabel(next, courtyardId) }),
    ),
  ];
}

/** How neighbours see the owner: by the door, or by name when the owner lives elsewhere. */
export const ownerLabel = (
  { households, name }: Pick<MemberDoc, 'households' | 'name'>,
  courtyard: CourtyardId,
): string => households.find(({ courtyardId }) => courtyardId === courtyard)?.label ?? name;
