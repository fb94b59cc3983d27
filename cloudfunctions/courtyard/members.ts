/** Finding the members a role is about. */
import type { CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { Scope } from '../../miniprogram/contract/roles';
import { after, oneOf } from '../kernel/conditions';
import { found } from '../kernel/errors';
import type { MemberDoc } from '../kernel/member-doc';
import type { Reading, Store } from '../kernel/store';
import type { CourtyardPlaceDigest } from './documents';

type Reader = Pick<Store, 'find'> | Reading;

const isPerson = ({ openidHash }: MemberDoc): boolean => !openidHash.startsWith('erased.');

/** @throws AppError `NOT_FOUND` for somebody of another community, or who is gone */
export async function loadMember(
  read: Reading,
  id: MemberId,
  communityId: string,
): Promise<MemberDoc> {
  const member = await read.get<MemberDoc>('members', id);
  return found(member, member?.communityId === communityId && isPerson(member));
}

/** Those with a role at a place. A hundred is more than any place has. */
export const holdersAt = (
  read: Reader,
  communityId: string,
  scope: Scope,
): Promise<readonly MemberDoc[]> =>
  read.find<MemberDoc>({
    collection: 'members',
    where: { communityId, 'roles.scope': scope },
    limit: LIMITS.listMax,
  });

/**
 * Who is to own a courtyard, and whoever does: the digest names one, so both come in one request; else the members
 * are asked.
 * @throws AppError `NOT_FOUND` for somebody of another community, or who is gone
 */
export async function heirAndOwners(
  read: Reading,
  heir: MemberId,
  { courtyardId, place }: { courtyardId: CourtyardId; place: CourtyardPlaceDigest },
): Promise<{ readonly next: MemberDoc; readonly before: readonly MemberDoc[] }> {
  const { ownerId, communityId } = place;
  const ids = [...new Set([heir, ...(ownerId ? [ownerId] : [])])];
  const members = await read.find<MemberDoc>({
    collection: 'members',
    where: { _id: oneOf(ids) },
    limit: ids.length,
  });
  const known = members.find(({ _id }) => _id === heir);
  const next = found(known, known?.communityId === communityId && isPerson(known));
  const isOwner = ({ roles }: MemberDoc) =>
    roles.some((one) => one.role === 'owner' && one.scope === courtyardId);
  const named = members.find((one) => one._id === ownerId && isOwner(one));
  if (named) return { next, before: [named] };
  return { next, before: (await holdersAt(read, communityId, courtyardId)).filter(isOwner) };
}

/** No courtyard has more members than this: the biggest has 100 households. */
const PAGES_MAX = 6;

export async function membersOf(
  store: Store,
  courtyardId: CourtyardId,
): Promise<readonly MemberDoc[]> {
  const members: MemberDoc[] = [];
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const last = members.at(-1)?._id ?? '';
    const more = await store.find<MemberDoc>({
      collection: 'members',
      where: { 'households.courtyardId': courtyardId, _id: after(last) },
      order: [['_id', 1]],
      limit: LIMITS.listMax,
      fields: ['communityId', 'name', 'openidHash', 'households'],
    });
    members.push(...more);
    if (more.length < LIMITS.listMax) break;
  }
  return members.filter(isPerson);
}
