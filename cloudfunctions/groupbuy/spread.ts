/** The tick keeps the digests of doors: what lies between an order and its door, courtyard by courtyard. Safe to repeat. */
import { isDeepStrictEqual } from 'node:util';
import { dayOf } from '../../miniprogram/contract/calendar';
import type { CommunityId, CourtyardId, RoundId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { buyingDigestId } from '../courtyard/public';
import { before, gone, put } from '../kernel/conditions';
import { createOnce, type Store } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import { handInsAt, ordersAt } from '../sale/public';
import {
  aheadOf,
  type BuyingDigest,
  type DoorsAhead,
  doorsAhead,
  emptyDigest,
  hasDoors,
  isKept,
  isWalked,
  nextLookAt,
} from './digest';
import type { RoundDoc } from './documents';
import { digestWrites } from './in-step';

const DIGESTS = 60;
/** Different courtyards, different documents. */
const AT_ONCE = 5;

/** Tells every courtyard of a round that its doors have changed. @returns whether all of them know */
export async function spread(store: Store, round: RoundDoc, tick: Clock): Promise<boolean> {
  if (!round.spread) return true;
  const { now, late } = tick;
  await store.transact(async (read) => {
    const after = await read.get<RoundDoc>('rounds', round._id);
    return { writes: after ? await digestWrites(read, { after }, now) : [], value: undefined };
  });
  for (const courtyard of round.courtyards) {
    if (late()) return false;
    await expect(store, round, courtyard, now);
  }
  // What changed since then is spread at the next run.
  return store.claim({
    collection: 'rounds',
    id: round._id,
    while: { editedAt: round.editedAt },
    changes: { spread: put(false) },
  });
}

type Clock = Pick<TickContext, 'now' | 'late'>;

async function expect(
  store: Store,
  { _id, communityId }: RoundDoc,
  place: CourtyardId,
  now: EpochMs,
): Promise<void> {
  const isThere = await store.claim({
    collection: 'digests',
    id: buyingDigestId(place),
    while: { communityId },
    changes: { [`doors.${_id}`]: gone(), dueAt: put(now) },
  });
  if (!isThere) await createOnce(store, 'digests', emptyDigest({ communityId, place }, now));
}

/** Looks at the doors of courtyards where somebody may have been, the longest due first. */
export async function lookAtDoors({ store, now, late }: TickContext): Promise<number> {
  const due = await store.find<BuyingDigest>({
    collection: 'digests',
    where: { kind: 'buying', dueAt: before(now + 1) },
    order: [['dueAt', 1]],
    limit: DIGESTS,
  });
  const roundsAt = roundsOnce(store);
  let looked = 0;
  for (let i = 0; i < due.length && !late(); i += AT_ONCE) {
    const some = due.slice(i, i + AT_ONCE);
    const done = await Promise.all(some.map((digest) => look(store, digest, { roundsAt, now })));
    looked += done.filter(Boolean).length;
  }
  return looked;
}

type RoundsAt = (digest: BuyingDigest) => Promise<BuyingDigest['rounds']>;

/** The rounds a courtyard takes part in: its own, and those of the community, read once for each run. */
function roundsOnce(store: Store): RoundsAt {
  const wide = new Map<CommunityId, Promise<BuyingDigest | undefined>>();
  return async ({ communityId, place, rounds }) => {
    if (place === communityId) return {};
    const known =
      wide.get(communityId) ?? store.get<BuyingDigest>('digests', buyingDigestId(communityId));
    wide.set(communityId, known);
    const all = Object.entries({ ...(await known)?.rounds, ...rounds });
    const here = all.filter(([, one]) => one.courtyards.some((id) => id === place));
    return Object.fromEntries(here);
  };
}

/** @returns whether something had changed */
async function look(
  store: Store,
  digest: BuyingDigest,
  { roundsAt, now }: { readonly roundsAt: RoundsAt; readonly now: EpochMs },
): Promise<boolean> {
  const rounds = await roundsAt(digest);
  const doors = await doorsIn(store, digest, {
    rounds,
    now,
    isStale: (id, round) => digest.doors[id] === undefined || isWalked(round, now),
  });
  const isSame = isDeepStrictEqual(doors, digest.doors);
  await store.claim({
    collection: 'digests',
    id: digest._id,
    while: { rev: digest.rev },
    changes: {
      ...{ dueAt: put(nextLookAt(rounds, doors, now)), lookedAt: put(now) },
      ...(isSame ? {} : { doors: put(doors) }),
    },
  });
  return !isSame;
}

interface Looking {
  readonly rounds: BuyingDigest['rounds'];
  readonly now: EpochMs;
  isStale(id: RoundId, round: BuyingDigest['rounds'][RoundId]): boolean;
}

/** What waits at the doors of a courtyard; what nobody can have changed is not asked for. */
async function doorsIn(
  store: Store,
  { place, doors }: BuyingDigest,
  { rounds, now, isStale }: Looking,
): Promise<BuyingDigest['doors']> {
  const all: Record<RoundId, DoorsAhead> = {};
  for (const [key, round] of Object.entries(rounds)) {
    const saleId = key as RoundId;
    if (!hasDoors(round) || !isKept(round, now)) continue;
    const known = doors[saleId];
    if (known && !isStale(saleId, round)) {
      all[saleId] = known;
      continue;
    }
    const at = { saleId, courtyardId: place as CourtyardId };
    const orders = await ordersAt(store, at);
    const handIns = orders.some(({ door }) => door) ? await handInsAt(store, at) : [];
    all[saleId] = doorsAhead(round, orders, handIns);
  }
  return all;
}

/** Once a Beijing day each digest is compared with the facts. @returns how many were put right */
export async function compareDigests({ store, now, late }: TickContext): Promise<number> {
  const today = dayOf(now);
  const digests = await store.find<BuyingDigest>({
    collection: 'digests',
    where: { kind: 'buying', checkedOn: before(today) },
    limit: COMPARED,
  });
  const roundsAt = roundsOnce(store);
  let repaired = 0;
  for (const digest of digests) {
    if (late()) break;
    const rounds = await roundsOf(store, digest, now);
    const here = await roundsAt({ ...digest, rounds });
    const doors = await doorsIn(store, digest, { rounds: here, now, isStale: () => true });
    const isRight =
      isDeepStrictEqual(rounds, digest.rounds) && isDeepStrictEqual(doors, digest.doors);
    const done = await store.claim({
      collection: 'digests',
      id: digest._id,
      // Whatever changes at this moment is compared at the next run.
      while: { rev: digest.rev },
      changes: {
        checkedOn: put(today),
        ...{ dueAt: put(nextLookAt(here, doors, now)), lookedAt: put(now) },
        ...(isRight ? {} : { rounds: put(rounds), doors: put(doors) }),
      },
    });
    if (done && !isRight) repaired += 1;
  }
  return repaired;
}

const COMPARED = 10;
/** More than a place opens in the weeks a digest looks back on. */
const ROUNDS = 50;

async function roundsOf(
  store: Store,
  { place, communityId }: BuyingDigest,
  now: EpochMs,
): Promise<BuyingDigest['rounds']> {
  const all = await store.find<RoundDoc>({
    collection: 'rounds',
    where: { origin: place, listed: true },
    order: [
      ['editedAt', -1],
      ['_id', -1],
    ],
    limit: ROUNDS,
  });
  const entries = all.flatMap((round) => {
    const ahead = round.communityId === communityId ? aheadOf(round) : undefined;
    return ahead && isKept(ahead, now) ? [[round._id, ahead] as const] : [];
  });
  return Object.fromEntries(entries);
}
