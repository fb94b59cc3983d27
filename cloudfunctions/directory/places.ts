/** Once a Beijing day each place digest is compared with the facts; what differs is put right. @see docs/domain/courtyard.md §8 */
import { dayOf } from '../../miniprogram/contract/calendar';
import type { CommunityId, CourtyardId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import {
  type CommunityDoc,
  type CommunityPlaceDigest,
  type CourtyardDoc,
  type CourtyardPlaceDigest,
  communityPlace,
  courtyardPlace,
  holdersAt,
  ownerLabel,
  placeDigestId,
} from '../courtyard/public';
import { before, put } from '../kernel/conditions';
import type { MemberDoc } from '../kernel/member-doc';
import type { Store } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import { joinedCount } from './joined';

type PlaceDigest = CommunityPlaceDigest | CourtyardPlaceDigest;

const DIGESTS = 10;

/** @returns how many were wrong */
export async function comparePlaces({ store, now, late }: TickContext): Promise<number> {
  const today = dayOf(now);
  const digests = await store.find<PlaceDigest>({
    collection: 'digests',
    where: { kind: 'place', checkedOn: before(today) },
    limit: DIGESTS,
  });
  let repaired = 0;
  for (const digest of digests) {
    if (late()) break;
    const { isRight, changes } = await compared(store, digest);
    // Whoever changes it at this moment makes it newer; then it is compared at the next run.
    const done = await store.claim({
      collection: 'digests',
      id: digest._id,
      while: { rev: digest.rev },
      changes: { ...changes, checkedOn: put(today) },
    });
    if (done && !isRight) repaired += 1;
  }
  return repaired;
}

/** One courtyard's digest, now. @returns whether it says what the facts say */
export async function comparePlace(store: Store, id: CourtyardId): Promise<boolean> {
  const digest = await store.get<CourtyardPlaceDigest>('digests', placeDigestId(id));
  if (!digest) return true;
  const { isRight, changes } = await compared(store, digest);
  if (isRight) return true;
  return store.claim({
    collection: 'digests',
    id: digest._id,
    while: { rev: digest.rev },
    changes,
  });
}

async function compared(store: Store, digest: PlaceDigest) {
  const facts = await factsOf(store, digest);
  const isRight = !facts || same(digest, facts);
  return { isRight, changes: isRight ? {} : puts(facts) };
}

async function factsOf(store: Store, digest: PlaceDigest): Promise<PlaceDigest | undefined> {
  const place = digest._id.split('.')[1] ?? '';
  return place.startsWith('cm_')
    ? communityFacts(store, place as CommunityId)
    : courtyardFacts(store, place as CourtyardId);
}

async function communityFacts(
  store: Store,
  id: CommunityId,
): Promise<CommunityPlaceDigest | undefined> {
  const community = await store.get<CommunityDoc>('communities', id);
  const courtyards = await store.find<CourtyardDoc>({
    collection: 'courtyards',
    where: { communityId: id },
    order: [['code', 1]],
    limit: LIMITS.listMax,
  });
  return community && communityPlace(community, courtyards);
}

async function courtyardFacts(
  store: Store,
  id: CourtyardId,
): Promise<CourtyardPlaceDigest | undefined> {
  const courtyard = await store.get<CourtyardDoc>('courtyards', id);
  if (!courtyard) return undefined;
  const owner = (await holdersAt(store, courtyard.communityId, id)).find(({ roles }) =>
    roles.some(({ role, scope }) => role === 'owner' && scope === id),
  );
  return courtyardPlace(courtyard, {
    waitingJoins: await waitingCount(store, id),
    joined: await joinedCount(store, id),
    ...(owner ? { ownerId: owner._id, ownerLabel: ownerLabel(owner, id) } : {}),
  });
}

async function waitingCount(store: Store, id: CourtyardId): Promise<number> {
  const askers = await store.find<MemberDoc>({
    collection: 'members',
    where: { 'waiting.courtyardId': id },
    limit: LIMITS.listMax,
    fields: ['waiting'],
  });
  return askers.flatMap(({ waiting }) => waiting.filter((one) => one.courtyardId === id)).length;
}

const OWN = ['_id', 'communityId', 'rev', 'kind', 'checkedOn'];

const told = (digest: PlaceDigest): readonly (readonly [string, unknown])[] =>
  Object.entries(digest).filter(([field]) => !OWN.includes(field));

const same = (a: PlaceDigest, b: PlaceDigest): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** The order in which a digest lists its courtyards says nothing. */
function sorted(digest: PlaceDigest) {
  const courtyards = 'courtyards' in digest ? [...digest.courtyards] : [];
  courtyards.sort((a, b) => (a.id < b.id ? -1 : 1));
  const fields = told(digest).filter(([field]) => field !== 'courtyards');
  return [courtyards, fields.sort(([a], [b]) => (a < b ? -1 : 1))];
}

const puts = (facts: PlaceDigest) =>
  Object.fromEntries(told(facts).map(([field, value]) => [field, put(value)]));
