/** What contests keep of a person: how it is read, and how it goes. @see docs/domain/contest.md §10 */
import { TALENT_KINDS, TALENT_NAMES } from '../../miniprogram/contract/contest-forms';
import type { CommunityId, MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { gone, put } from '../kernel/conditions';
import { replace, type Store } from '../kernel/store';
import { emptied } from './contest';
import type { BallotDoc, EntryDoc, PrizeDoc, ScoreDoc, TalentDoc } from './documents';
import { everything } from './repository';
import { talentIdOf } from './talent';

interface Person {
  readonly communityId: CommunityId;
  readonly memberId: MemberId;
}

export interface OwnContests {
  readonly entries: readonly {
    readonly entryId: string;
    readonly name: string;
    readonly words: string;
    readonly hands: string;
    readonly at: EpochMs;
  }[];
  readonly ballots: readonly { readonly entryId: string; readonly at: EpochMs }[];
  readonly scores: readonly {
    readonly entryId: string;
    readonly points: readonly Count[];
    readonly at: EpochMs;
  }[];
  readonly talents: readonly { readonly kind: string; readonly agreed: boolean }[];
}

/** Four requests, each of what a page holds. */
export async function exportFromContests(
  store: Pick<Store, 'find'>,
  { communityId, memberId }: Person,
): Promise<OwnContests> {
  const [entries, ballots, scores, talents] = await Promise.all([
    find<EntryDoc>(store, 'entries', { communityId, actor: memberId }),
    find<BallotDoc>(store, 'ballots', { communityId, actor: memberId }),
    find<ScoreDoc>(store, 'scores', { communityId, judgeId: memberId }),
    find<TalentDoc>(store, 'talents', { communityId, memberId }),
  ]);
  return {
    entries: entries
      .filter(({ live }) => live)
      .map(({ _id, form, at }) => ({
        entryId: _id,
        name: form.name ?? '',
        words: form.words,
        hands: form.hands ?? '',
        at,
      })),
    ballots: ballots.map(({ entryId, at }) => ({ entryId, at })),
    scores: scores.map(({ entryId, points, at }) => ({ entryId, points, at })),
    talents: talents.flatMap((one) =>
      one.status === 'closed'
        ? []
        : [{ kind: TALENT_NAMES[one.kind], agreed: one.status === 'agreed' }],
    ),
  };
}

const find = <T extends EntryDoc | BallotDoc | ScoreDoc | TalentDoc>(
  store: Pick<Store, 'find'>,
  collection: string,
  where: object,
): Promise<readonly T[]> =>
  store.find<T>({ collection, where: { ...where }, limit: LIMITS.listMax });

/**
 * What the person entered goes with its pictures, suggestions go for good, and so do the words written at doors.
 * Ballots are the household's, points and prizes name opaque ids; they stay. Safe to repeat.
 */
export async function eraseFromContests(store: Store, person: Person): Promise<void> {
  const { communityId, memberId } = person;
  for (const kind of TALENT_KINDS) {
    await store.forget('talents', talentIdOf(communityId, memberId, kind));
  }
  const entries = await everything<EntryDoc>(store, {
    collection: 'entries',
    where: { communityId, actor: memberId },
    fields: ['live'],
  });
  for (const { _id, live } of entries) {
    if (live) await emptyEntry(store, _id);
  }
  const prizes = await everything<PrizeDoc>(store, {
    collection: 'prizes',
    where: { communityId, writers: memberId },
  });
  for (const prize of prizes) await eraseWords(store, prize, memberId);
}

const emptyEntry = (store: Store, id: string): Promise<void> =>
  store.transact(async (read) => {
    const entry = await read.get<EntryDoc>('entries', id);
    if (!entry) return { writes: [], value: undefined };
    return { writes: [replace('entries', emptied(entry))], value: undefined };
  });

async function eraseWords(
  store: Store,
  { _id, delivery, remakes }: PrizeDoc,
  memberId: MemberId,
): Promise<void> {
  const left = remakes.map((one) => (one.by === memberId ? { ...one, reason: '' } : one));
  const isOwn = delivery?.by === memberId && delivery.takenBy !== undefined;
  const changes = {
    remakes: put(left),
    ...(isOwn ? { 'delivery.takenBy': gone() } : {}),
  };
  await store.claim({ collection: 'prizes', id: _id, while: {}, changes });
}
