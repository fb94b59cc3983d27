/** Somebody has left a household, or the household is gone: what the tick settles then. @see docs/domain/roster.md §11 */
import type { MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { dutyDigestId } from '../courtyard/public';
import type { HouseholdDoc } from '../directory/public';
import { alone } from '../kernel/alone';
import type { Cloud } from '../kernel/cloud';
import { after, gone } from '../kernel/conditions';
import { replace, type Store, type Write } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import type { DutyDigest } from './digest';
import type { KeyDoc, PrivateSpanDoc } from './documents';
import { followed } from './in-step';
import { forgetReasons } from './kept';
import { codeFrom } from './key-chain';
import { leftBehind } from './key-life';
import { keyWrites } from './key-writes';
import { keysOf } from './repository';

interface Left {
  readonly household: HouseholdDoc;
  readonly by: MemberId;
  readonly now: EpochMs;
}

const HOUSEHOLDS = 20;
/** Two writes for a key; together with the digest a commit has room for three. */
const KEYS_AT_ONCE = 3;
const PAGE = 50;
const ROUNDS = 20;

/**
 * The reasons go along with whoever wrote them, and those that keepers wrote down for the household with anybody who
 * leaves it: nobody knows whose they are. When nobody is left in it, all its reasons go, and the committee answers for
 * the keys it held; a household merged into another hands them on. Safe to repeat.
 */
export async function settleLeft({ store, cloud, now, late }: TickContext): Promise<number> {
  const left = await store.find<HouseholdDoc>({
    collection: 'households',
    where: { leftBy: after('mb_') },
    limit: HOUSEHOLDS,
  });
  let done = 0;
  for (const household of left) {
    if (late()) break;
    done += await alone('roster.left', async () => {
      for (const by of household.leftBy ?? []) await settle(store, cloud, { household, by, now });
      // Whoever leaves at this moment is settled at the next run.
      await store.claim({
        collection: 'households',
        id: household._id,
        while: { rev: household.rev },
        changes: { leftBy: gone() },
      });
      return 1;
    });
  }
  return done;
}

async function settle(store: Store, cloud: Cloud, left: Left): Promise<void> {
  const { household, by } = left;
  const person = { communityId: household.communityId, memberId: by };
  await forgetReasons(store, person, (reason) => reason.householdId === household._id);
  const isMerged = household.status === 'merged';
  if (!isMerged) await forgetReasonsOf(store, household, isLivedIn(household) ? BY_KEEPERS : {});
  if (isLivedIn(household)) return;
  await handKeysOn(store, cloud, left);
}

const isLivedIn = ({ status, people }: Pick<HouseholdDoc, 'status' | 'people'>): boolean =>
  status === 'active' && people.length > 0;

const BY_KEEPERS: Pick<PrivateSpanDoc, 'asKeeper'> = { asKeeper: true };

async function forgetReasonsOf(
  store: Store,
  { communityId, _id: householdId }: HouseholdDoc,
  which: Pick<PrivateSpanDoc, 'asKeeper'>,
): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const reasons = await store.find<PrivateSpanDoc>({
      collection: 'private_spans',
      where: { communityId, householdId, ...which },
      limit: PAGE,
      fields: ['_id'],
    });
    for (const { _id } of reasons) await store.forget('private_spans', _id);
    if (reasons.length < PAGE) break;
  }
}

async function handKeysOn(store: Store, cloud: Cloud, left: Left): Promise<void> {
  const { _id, courtyardId, mergedInto } = left.household;
  const { by, now } = left;
  const isTheirs = ({ holder }: KeyDoc) => holder === _id;
  for (let round = 0; round < ROUNDS; round += 1) {
    const held = (await keysOf(store, courtyardId)).filter(isTheirs);
    if (held.length === 0) return;
    await store.transact(async (read) => {
      const fresh = (await keysOf(read, courtyardId)).filter(isTheirs).slice(0, KEYS_AT_ONCE);
      const writes = fresh.flatMap((key) => {
        const tap = { by, at: now, now, nextCode: codeFrom(cloud.chance(2)) };
        return keyWrites(key, leftBehind(key, mergedInto ?? 'committee', tap), 'committee');
      });
      const digest = await read.get<DutyDigest>('digests', dutyDigestId(courtyardId));
      const seen = digest && followed(digest, writes, now);
      const told: readonly Write[] = seen && seen !== digest ? [replace('digests', seen)] : [];
      return { writes: [...writes, ...told], value: undefined };
    });
  }
}
