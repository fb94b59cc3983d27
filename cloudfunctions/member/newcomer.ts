/** Somebody this community did not know until now. */
import type { MemberId } from '../../miniprogram/contract/ids';
import { type AccountDoc, accountId } from '../kernel/account-doc';
import type { Caller } from '../kernel/caller';
import { idFrom, openidHash } from '../kernel/ids';
import type { MemberDoc } from '../kernel/member-doc';
import type { Wish } from './joining';

/** The id comes from the request: a retry makes the same person, and who was erased comes back as somebody new. */
export function newMember(
  { communityId, openid }: Caller,
  { name, requestId, at }: Wish,
): MemberDoc {
  const hash = openidHash(communityId, openid);
  return {
    _id: idFrom('mb', communityId, hash, requestId),
    communityId,
    rev: 1,
    openidHash: hash,
    name,
    households: [],
    actingFor: [],
    roles: [],
    waiting: [],
    groups: {},
    createdAt: at,
  };
}

export const newAccount = ({ communityId, openid }: Caller, memberId: MemberId): AccountDoc => ({
  _id: accountId(communityId, openid),
  communityId,
  rev: 1,
  memberId,
  credits: {},
  courtyards: [],
});
