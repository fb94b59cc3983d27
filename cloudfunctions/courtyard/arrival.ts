/** Which courtyard an opening leads to. @see docs/domain/courtyard.md §1 */
import type { CommunityId, CourtyardId } from '../../miniprogram/contract/ids';
import type { BuyingDigest } from '../groupbuy/public';
import { found } from '../kernel/errors';
import { groupOf } from '../kernel/group';
import type { MemberDoc } from '../kernel/member-doc';
import type { Context } from '../kernel/serve';
import type { Store } from '../kernel/store';
import type { NoticeDigest } from '../notice/public';
import type { DutyDigest } from '../roster/public';
import {
  type BindingDoc,
  bindingId,
  buyingDigestId,
  type CommunityPlaceDigest,
  type CourtyardPlaceDigest,
  dutyDigestId,
  noticeDigestId,
  placeDigestId,
} from './documents';

type Opening = Pick<Context<unknown>, 'call' | 'caller' | 'store' | 'cloud'>;

/** What the courtyard tab is made of: everything of it comes in one request. */
export interface Arrival {
  readonly courtyardId?: CourtyardId;
  readonly community: CommunityPlaceDigest;
  readonly courtyard?: CourtyardPlaceDigest;
  noticesOf(place: CommunityId | CourtyardId): NoticeDigest | undefined;
  dutyOf(place: CourtyardId): DutyDigest | undefined;
  buyingOf(place: CommunityId | CourtyardId): BuyingDigest | undefined;
  /** The verified group that led here, when the member does not remember it yet. */
  readonly toRemember?: string;
}

/**
 * The courtyard that was asked for; else the one the WeChat group is bound to, as the platform names the group;
 * else the first the caller has to do with; else none.
 * @throws AppError `NOT_FOUND` for a community or an asked courtyard that does not exist here
 */
export async function arrive(opening: Opening): Promise<Arrival> {
  const { call, caller, store, cloud } = opening;
  if (call.courtyardId) return { ...(await placesAt(opening, call.courtyardId)) };
  const opengid = await groupOf(cloud, call);
  const first = firstCourtyard(caller.member);
  if (opengid === undefined) return placesAt(opening, first);
  const remembered = caller.member?.groups[opengid];
  if (remembered) {
    const there = await placesAt(opening, remembered);
    if (there.courtyard?.group === opengid) return there;
  }
  const bound = await boundCourtyard(store, call.communityId, opengid);
  const there = await placesAt(opening, bound ?? first);
  return bound && bound !== remembered ? { ...there, toRemember: opengid } : there;
}

async function boundCourtyard(
  store: Store,
  communityId: CommunityId,
  opengid: string,
): Promise<CourtyardId | undefined> {
  const binding = await store.get<BindingDoc>('bindings', bindingId(communityId, opengid));
  return binding?.live && binding.communityId === communityId ? binding.courtyardId : undefined;
}

function firstCourtyard(member: MemberDoc | undefined): CourtyardId | undefined {
  const known = [
    ...(member?.households ?? []),
    ...(member?.waiting ?? []),
    ...(member?.actingFor ?? []),
  ].map(({ courtyardId }) => courtyardId);
  const kept = (member?.roles ?? []).map(({ scope }) => scope).filter((s) => s.startsWith('cy_'));
  return known[0] ?? (kept[0] as CourtyardId | undefined);
}

async function placesAt(
  { call, caller, store }: Opening,
  courtyardId: CourtyardId | undefined,
): Promise<Arrival> {
  const { communityId } = call;
  const helped = (caller.member?.actingFor ?? []).map((link) => link.courtyardId);
  const here = courtyardId === undefined ? [] : [courtyardId];
  const ids = new Set([
    placeDigestId(communityId),
    noticeDigestId(communityId),
    buyingDigestId(communityId),
    ...here.map(placeDigestId),
    ...[...here, ...helped].flatMap((place) => [
      ...[noticeDigestId(place), dutyDigestId(place), buyingDigestId(place)],
    ]),
  ]);
  const digests = await store.getAll('digests', [...ids].slice(0, 100));
  const ours = digests.filter((digest) => digest.communityId === communityId);
  const at = <T>(id: string) => ours.find((digest) => digest._id === id) as T | undefined;
  const community = found(at<CommunityPlaceDigest>(placeDigestId(communityId)));
  const courtyard = courtyardId && found(at<CourtyardPlaceDigest>(placeDigestId(courtyardId)));
  return {
    ...(courtyardId && courtyard ? { courtyardId, courtyard } : {}),
    community,
    noticesOf: (place) => at(noticeDigestId(place)),
    dutyOf: (place) => at(dutyDigestId(place)),
    buyingOf: (place) => at(buyingDigestId(place)),
  };
}
