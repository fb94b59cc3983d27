/**
 * The first administrator of a community is named by the deploy, nowhere else.
 * @see docs/domain/courtyard.md §7
 */
import type { CommunityId } from '../../miniprogram/contract/ids';
import { type AccountDoc, accountId } from '../kernel/account-doc';
import { type Caller, rolesFor } from '../kernel/caller';
import { idFrom, openidHash } from '../kernel/ids';
import type { MemberDoc } from '../kernel/member-doc';
import type { Context } from '../kernel/serve';
import { create, type Reading, replace, type Store, type Write } from '../kernel/store';
import { communityPlace } from './digest';
import { type CommunityDoc, placeDigestId } from './documents';
import { grant, holds } from './grants';

interface Setting {
  readonly openid: string;
  readonly communityId: CommunityId;
  readonly name: string;
  readonly phone: string;
}

const setting = (): Setting | undefined => {
  const { YUANBA_FIRST_ADMIN, YUANBA_COMMUNITY, YUANBA_COMMUNITY_NAME, YUANBA_COMMUNITY_PHONE } =
    process.env;
  if (!YUANBA_FIRST_ADMIN || !YUANBA_COMMUNITY) return undefined;
  return {
    openid: YUANBA_FIRST_ADMIN,
    communityId: YUANBA_COMMUNITY as CommunityId,
    name: YUANBA_COMMUNITY_NAME ?? '社区',
    phone: YUANBA_COMMUNITY_PHONE ?? '',
  };
};

/** The caller, made administrator when the setting names exactly this person and nobody holds the role yet. */
export async function withFirstAdmin({
  caller,
  call,
  store,
  now,
}: Pick<Context<unknown>, 'caller' | 'call' | 'store' | 'now'>): Promise<Caller> {
  const named = setting();
  if (!named || named.openid !== caller.openid || named.communityId !== call.communityId) {
    return caller;
  }
  const hasRole = caller.member && holds(caller.member, 'admin', named.communityId, now);
  if (hasRole || (await hasAdmin(store, named.communityId, now))) return caller;
  const member = await install({ store, named, caller, now });
  return { ...caller, member, roles: rolesFor(member, call, now) };
}

async function hasAdmin(store: Store, communityId: CommunityId, now: number): Promise<boolean> {
  const holders = await store.find<MemberDoc>({
    collection: 'members',
    where: { communityId, 'roles.scope': communityId },
    limit: 100,
    fields: ['roles'],
  });
  return holders.some((one) => holds(one, 'admin', communityId, now));
}

const install = ({
  store,
  named,
  caller,
  now,
}: {
  store: Store;
  named: Setting;
  caller: Caller;
  now: number;
}): Promise<MemberDoc> =>
  store.transact(async (read) => {
    const { communityId } = named;
    const known = caller.member && (await read.get<MemberDoc>('members', caller.member._id));
    const admin = grant(known ?? newMember(named, now), {
      role: 'admin',
      scope: communityId,
      from: now,
      grantedBy: 'setting',
    });
    const writes = [
      ...(await missingPlace(read, named)),
      ...(known
        ? [replace('members', admin)]
        : [create('members', admin), create('accounts', newAccount(named, admin))]),
    ];
    return { writes, value: known ? { ...admin, rev: admin.rev + 1 } : admin };
  });

async function missingPlace(
  read: Reading,
  { communityId, name, phone }: Setting,
): Promise<readonly Write[]> {
  const known = await read.get<CommunityDoc>('communities', communityId);
  const community: CommunityDoc = known ?? {
    _id: communityId,
    communityId,
    rev: 1,
    name,
    phone,
    responseLevel: 0,
    drill: false,
    residentGroups: [],
  };
  const digest = await read.get('digests', placeDigestId(communityId));
  return [
    ...(known ? [] : [create('communities', community)]),
    ...(digest ? [] : [create('digests', communityPlace(community, []))]),
  ];
}

const newMember = ({ communityId, openid }: Setting, now: number): MemberDoc => {
  const hash = openidHash(communityId, openid);
  return {
    _id: idFrom('mb', communityId, hash, 'setting'),
    communityId,
    rev: 1,
    openidHash: hash,
    name: '社区管理员',
    households: [],
    actingFor: [],
    roles: [],
    waiting: [],
    groups: {},
    createdAt: now,
  };
};

const newAccount = ({ communityId, openid }: Setting, member: MemberDoc): AccountDoc => ({
  _id: accountId(communityId, openid),
  communityId,
  rev: 1,
  memberId: member._id,
  credits: {},
  courtyards: [],
});
