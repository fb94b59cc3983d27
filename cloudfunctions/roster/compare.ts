/** Once a Beijing day each digest of duty is compared with the facts; what differs is put right. */
import type { CareCardId, HouseholdId, KeyId } from '../../miniprogram/contract/ids';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import type { CourtyardDoc } from '../courtyard/public';
import { alone } from '../kernel/alone';
import { before, put } from '../kernel/conditions';
import type { Store } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import { aheadOf, type DutyDigest, withFacts } from './digest';
import { type CareCardDoc, type KeyDoc, type RosterDoc, rosterId } from './documents';
import { nextDueAt } from './moments';
import { readersIn } from './receivers';
import { keysOf } from './repository';

const DIGESTS = 10;

/** @returns how many were put right */
export async function compareDigests(
  { store, now, late }: TickContext,
  today: LocalDate,
): Promise<number> {
  const digests = await store.find<DutyDigest>({
    collection: 'digests',
    where: { kind: 'duty', checkedOn: before(today) },
    limit: DIGESTS,
  });
  let repaired = 0;
  for (const digest of digests) {
    if (late()) break;
    repaired += await alone('roster.digests', () => compare(store, digest, { today, now }));
  }
  return repaired;
}

/** @returns 1 when it was put right */
async function compare(
  store: Store,
  digest: DutyDigest,
  { today, now }: { readonly today: LocalDate; readonly now: EpochMs },
): Promise<number> {
  const after = await factsOf(store, digest, now);
  const isRight = after === digest;
  const { homes, readers = [], roster, keys, care } = after;
  // Whatever changes at this moment takes the digest one revision on; then it is compared at the next run.
  const done = await store.claim({
    collection: 'digests',
    id: digest._id,
    while: { rev: digest.rev },
    changes: {
      checkedOn: put(today),
      ...(isRight
        ? {}
        : {
            ...{ homes: put(homes), readers: put(readers), keys: put(keys), care: put(care) },
            ...(roster ? { roster: put(roster) } : {}),
            dueAt: put(nextDueAt(after, after.saidAt)),
          }),
    },
  });
  return done && !isRight ? 1 : 0;
}

/** The digest as the facts give it; the same one when they agree. */
async function factsOf(store: Store, digest: DutyDigest, now: number): Promise<DutyDigest> {
  const { courtyardId } = digest;
  const roster = await store.get<RosterDoc>('rosters', rosterId(courtyardId));
  const courtyard = await store.get<CourtyardDoc>('courtyards', courtyardId, [
    ...['communityId', 'plates'],
  ]);
  const keys = await keysOf(store, courtyardId);
  const cards = await store.find<CareCardDoc>({
    collection: 'care_cards',
    where: { courtyardId, status: 'open' },
    limit: 100,
  });
  const readers = await readersIn(store, digest);
  const ahead = roster && aheadOf(roster, now);
  return withFacts(digest, {
    homes: courtyard?.plates ?? {},
    readers,
    ...(ahead ? { roster: ahead } : {}),
    keys: Object.fromEntries(keys.map((key) => [key._id, key])) as Keys,
    care: Object.fromEntries(cards.map(({ _id, carer }) => [_id, carer])) as Care,
  });
}

type Keys = Readonly<Record<KeyId, KeyDoc>>;
type Care = Readonly<Record<CareCardId, HouseholdId>>;
