/** Somebody this community did not know until now, without a household or a role. */
import { type AccountDoc, accountId } from './account-doc';
import type { Caller } from './caller';
import { idFrom, openidHash } from './ids';
import type { MemberDoc } from './member-doc';

type Who = Pick<Caller, 'communityId' | 'openid'>;

/**
 * The same person and seed give the same id, so a retry makes nobody twice; with the request as the seed, who was
 * erased comes back as somebody new.
 */
export function newPerson(
  { communityId, openid }: Who,
  { name, seed, now }: { readonly name: string; readonly seed: string; readonly now: number },
): MemberDoc {
  const hash = openidHash(communityId, openid);
  return {
    _id: idFrom('mb', communityId, hash, seed),
    communityId,
    rev: 1,
    openidHash: hash,
    name,
    households: [],
    actingFor: [],
    roles: [],
    waiting: [],
    groups: {},
    createdAt: now,
  };
}

export const accountOf = ({ communityId, openid }: Who, member: MemberDoc): AccountDoc => ({
  _id: accountId(communityId, openid),
  communityId,
  rev: 1,
  memberId: member._id,
  credits: {},
  courtyards: [],
});
