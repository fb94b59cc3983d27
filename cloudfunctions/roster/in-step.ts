/**
 * Every commit of this domain takes the digest along: what it writes of a roster, a key or a care card stands there
 * too, in the same commit. @see docs/decisions/0010-duty-digest-in-the-commit.md
 */
import type { KeyId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type CourtyardDoc, dutyDigestId } from '../courtyard/public';
import { courtyardOf } from '../kernel/caller';
import type { Doc } from '../kernel/database';
import { once as commitOnce } from '../kernel/requests';
import type { Context } from '../kernel/serve';
import { create, type Decision, type Reading, replace, type Write } from '../kernel/store';
import { aheadOf, type DutyDigest, emptyDigest, withFacts } from './digest';
import type { CareCardDoc, KeyDoc, RosterDoc } from './documents';
import { nextDueAt } from './moments';

/** A commit that happens once, with the digest in step. It costs a reading and a write more. */
export const once = <T>(
  context: Context<unknown>,
  decide: (read: Reading) => Promise<Decision<T>>,
): Promise<T> =>
  commitOnce(context, async (fresh) => {
    const read = remembering(fresh);
    const { writes, value } = await decide(read);
    return { writes: [...writes, ...(await digestWrites(context, read, writes))], value };
  });

/** Within one commit a document is what it is: whoever needs it again gets it without another request. */
function remembering(read: Reading): Reading {
  const known = new Map<string, Promise<Doc | undefined>>();
  return {
    get: <T extends Doc>(collection: string, id: string) => {
      const key = `${collection}/${id}`;
      const found = known.get(key) ?? read.get<T>(collection, id);
      known.set(key, found);
      return found as Promise<T | undefined>;
    },
    find: (find) => read.find(find),
  };
}

async function digestWrites(
  { call, now }: Context<unknown>,
  read: Reading,
  writes: readonly Write[],
): Promise<readonly Write[]> {
  if (!writes.some(({ collection }) => FOLLOWED.includes(collection))) return [];
  const courtyardId = courtyardOf(call);
  const known = await read.get<DutyDigest>('digests', dutyDigestId(courtyardId));
  if (known) {
    const after = followed(known, writes, now);
    return after === known ? [] : [replace('digests', after)];
  }
  const place = { communityId: call.communityId, courtyardId };
  const courtyard = await read.get<CourtyardDoc>('courtyards', courtyardId);
  const fresh = { ...emptyDigest(place, now), homes: courtyard?.plates ?? {} };
  return [create('digests', followed(fresh, writes, now))];
}

const FOLLOWED: readonly string[] = ['rosters', 'keys', 'care_cards'];

/** The digest after the writes of a commit. What becomes due by them, the tick finds at its next run. */
export function followed(digest: DutyDigest, writes: readonly Write[], now: EpochMs): DutyDigest {
  const after = writes.reduce((before, write) => afterWrite(before, write, now), digest);
  if (after === digest) return digest;
  // A roster that begins follows the register at the next run.
  const begins = after.roster?.season !== digest.roster?.season;
  return { ...after, dueAt: begins ? now : nextDueAt(after, after.saidAt) };
}

function afterWrite(digest: DutyDigest, write: Write, now: EpochMs): DutyDigest {
  if (write.kind === 'remove') return digest;
  const docs = write.kind === 'create' ? write.docs : [write.doc];
  if (write.collection === 'rosters') {
    const [doc] = docs as readonly RosterDoc[];
    const roster = doc && aheadOf(doc, now);
    return roster ? withFacts(digest, { roster }) : digest;
  }
  if (write.collection === 'keys') return withKeys(digest, docs as readonly KeyDoc[], write.kind);
  if (write.collection === 'care_cards') return withCards(digest, docs as readonly CareCardDoc[]);
  return digest;
}

/** A replaced document is stored one revision on. */
function withKeys(
  digest: DutyDigest,
  docs: readonly KeyDoc[],
  kind: 'create' | 'replace',
): DutyDigest {
  const keys: Record<KeyId, KeyDoc> = { ...digest.keys };
  for (const doc of docs) {
    if (doc.retiredAt === undefined) {
      keys[doc._id] = { ...doc, rev: kind === 'replace' ? doc.rev + 1 : doc.rev };
    } else delete keys[doc._id];
  }
  return withFacts(digest, { keys });
}

function withCards(digest: DutyDigest, docs: readonly CareCardDoc[]): DutyDigest {
  const care: Record<CareCardDoc['_id'], CareCardDoc['carer']> = { ...digest.care };
  for (const { _id, carer, status } of docs) {
    if (status === 'open') care[_id] = carer;
    else delete care[_id];
  }
  return withFacts(digest, { care });
}
