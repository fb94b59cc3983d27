/**
 * What the tick does to a roster itself: days that are over become facts, the register is followed, and the digest
 * moves on to the new day. One commit, so nothing of it can be half done.
 */
import { dayOf } from '../../miniprogram/contract/calendar';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type CourtyardDoc, dutyDigestId } from '../courtyard/public';
import type { Reading, Store, Write } from '../kernel/store';
import { replace } from '../kernel/store';
import { settledRoster, withChanges } from './acting';
import { movedBetween } from './changes';
import { type DutyDigest, withFacts } from './digest';
import { type RosterDoc, rosterId } from './documents';
import { followed } from './in-step';
import { nextDueAt } from './moments';
import type { Place } from './receivers';
import { followRegister, type Row } from './register';
import { horizonOf, type Running } from './running';
import { numbersOf } from './sheet';

export interface MoveOn {
  /** Whatever has come up to this instant is said. */
  readonly saidAt?: EpochMs;
  /** The register has changed, or nobody has looked at it yet. */
  readonly followsRegister: boolean;
}

/** @returns false where there is no digest to move on */
export const moveOn = (
  store: Store,
  place: Place,
  work: MoveOn & { readonly now: EpochMs },
): Promise<boolean> =>
  store.transact(async (read) => {
    const digest = await read.get<DutyDigest>('digests', dutyDigestId(place.courtyardId));
    if (digest?.communityId !== place.communityId) return { writes: [], value: false };
    const doc = await read.get<RosterDoc>('rosters', rosterId(place.courtyardId));
    const register =
      work.followsRegister || isUnfollowed(doc) ? await registerOf(read, place) : undefined;
    const { after, writes } = settledAnd(doc, register?.rows, work.now);
    const stored = after && after !== doc ? [replace('rosters', after)] : [];
    const facts = { digest, after, homes: register?.courtyard?.plates };
    return {
      writes: [...writes, ...stored, replace('digests', movedOn(facts, work))],
      value: true,
    };
  });

const isUnfollowed = (doc: RosterDoc | undefined): boolean =>
  doc?.plan !== undefined && doc.register?.season !== doc.season;

function movedOn(
  {
    digest,
    after,
    homes,
  }: {
    readonly digest: DutyDigest;
    readonly after: RosterDoc | undefined;
    readonly homes: CourtyardDoc['plates'] | undefined;
  },
  work: MoveOn & { readonly now: EpochMs },
): DutyDigest {
  const seen = homes ? withFacts(digest, { homes }) : digest;
  const stepped = followed(seen, after ? [replace('rosters', after)] : [], work.now);
  const moved = { ...stepped, saidAt: work.saidAt ?? digest.saidAt };
  return { ...moved, dueAt: nextDueAt(moved, moved.saidAt) };
}

/** A courtyard has at most a hundred households, and those that are gone keep their documents. */
async function registerOf(read: Reading, { courtyardId }: Place) {
  const courtyard = await read.get<CourtyardDoc>('courtyards', courtyardId);
  const rows: Row[] = [];
  for (let last = ''; ; last = rows.at(-1)?._id ?? '') {
    const more = await read.find<Row & { communityId: string; rev: number }>({
      collection: 'households',
      where: { courtyardId, _id: { is: 'after', value: last } },
      order: [['_id', 1]],
      limit: 100,
      fields: ['communityId', 'unit', 'door', 'tenure', 'status', 'away', 'mergedInto'],
    });
    rows.push(...more);
    if (more.length < 100) break;
  }
  return { courtyard, rows };
}

function settledAnd(
  doc: RosterDoc | undefined,
  rows: readonly Row[] | undefined,
  now: EpochMs,
): { readonly after?: RosterDoc | undefined; readonly writes: readonly Write[] } {
  if (!doc?.plan) return { after: doc, writes: [] };
  const today = dayOf(now);
  const running: Running = { ...doc, plan: doc.plan };
  const { roster, writes } = settledRoster(running, now);
  if (!rows) return { after: roster.plan === doc.plan ? doc : roster, writes };
  const { roster: after, knowing } = followRegister(roster, rows, today);
  const moved = after.plan
    ? movedBetween(roster.plan, after.plan, horizonOf(roster.plan, today))
    : [];
  const told = moved.filter(({ household }) => !knowing.includes(household));
  const here = rows.filter(({ status }) => status === 'active');
  const numbers = numbersOf(after, Object.fromEntries(here.map((row) => [row._id, row])));
  return { after: withChanges({ ...after, numbers }, told, now), writes };
}
