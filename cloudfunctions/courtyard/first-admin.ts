/**
 * The first administrator of a community is named by the deploy, nowhere else.
 * @see docs/domain/courtyard.md §7
 */
import type { CommunityId } from '../../miniprogram/contract/ids';
import { auditWrite } from '../kernel/audit';
import { type Caller, rolesFor } from '../kernel/caller';
import type { Cloud } from '../kernel/cloud';
import { DuplicateError } from '../kernel/database';
import type { MemberDoc } from '../kernel/member-doc';
import { accountOf, newPerson } from '../kernel/newcomer';
import { type Context, findMember } from '../kernel/serve';
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

/** Whether the deploy names somebody who becomes administrator when nobody is. */
export const isNamed = (communityId: CommunityId): boolean =>
  setting()?.communityId === communityId;

/** The caller, made administrator when the setting names exactly this person and nobody holds the role yet. */
export async function withFirstAdmin({
  caller,
  call,
  store,
  cloud,
  now,
}: Pick<Context<unknown>, 'caller' | 'call' | 'store' | 'cloud' | 'now'>): Promise<Caller> {
  const named = setting();
  if (!named || named.openid !== caller.openid || named.communityId !== call.communityId) {
    return caller;
  }
  const hasRole = caller.member && holds(caller.member, 'admin', named.communityId, now);
  if (hasRole || (await hasAdmin(store, named.communityId, now))) return caller;
  const member = await once(store, caller, (known) => install({ store, cloud, named, known, now }));
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

/** Two first openings at once both want to create the same person; the second finds it done. */
async function once(
  store: Store,
  { member, communityId, openid }: Caller,
  work: (known: MemberDoc | undefined) => Promise<MemberDoc>,
): Promise<MemberDoc> {
  try {
    return await work(member);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    return work(await findMember(store, communityId, openid));
  }
}

interface Installing {
  readonly store: Store;
  readonly cloud: Cloud;
  readonly named: Setting;
  readonly known: MemberDoc | undefined;
  readonly now: number;
}

const install = ({ store, cloud, named, known, now }: Installing): Promise<MemberDoc> =>
  store.transact(async (read) => {
    const { communityId } = named;
    const before = known && (await read.get<MemberDoc>('members', known._id));
    if (before && holds(before, 'admin', communityId, now)) return { writes: [], value: before };
    const admin = grant(before ?? newPerson(named, { name: '社区管理员', seed: 'setting', now }), {
      role: 'admin',
      scope: communityId,
      from: now,
      grantedBy: 'setting',
    });
    const note = auditWrite(cloud, {
      communityId,
      actor: admin._id,
      what: 'courtyard.firstAdmin',
      subject: admin._id,
      at: now,
    });
    const writes = [
      ...(await missingPlace(read, named)),
      ...(before
        ? [replace('members', admin)]
        : [create('members', admin), create('accounts', accountOf(named, admin))]),
      note,
    ];
    return { writes, value: before ? { ...admin, rev: admin.rev + 1 } : admin };
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
