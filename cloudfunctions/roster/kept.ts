/** What rosters keep of a person: how it is read, and how it goes. @see docs/domain/roster.md §11 */

import type { CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import { CARE_NAMES, type CareOutcome } from '../../miniprogram/contract/roster-views';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { put } from '../kernel/conditions';
import { replace, type Store } from '../kernel/store';
import type { CareCardDoc, DutyLogDoc, PrivateSpanDoc, RosterDoc } from './documents';
import { rosterId } from './documents';

const PAGE = 50;
const ROUNDS = 20;
/** Nobody lives in more courtyards. */
const ROSTERS = 20;

interface Person {
  readonly communityId: string;
  readonly memberId: MemberId;
}

/** What a person wrote down about duty, with nothing of others in it. */
export interface OwnDuty {
  readonly reasons: readonly {
    readonly from: LocalDate;
    readonly until: LocalDate;
    readonly reason: string;
    readonly at: EpochMs;
  }[];
  readonly care: readonly { readonly outcome: string; readonly at: EpochMs }[];
  readonly came: readonly { readonly day: LocalDate; readonly names: string }[];
  readonly lines: readonly {
    readonly kind: DutyLogDoc['kind'];
    readonly text: string;
    readonly at: EpochMs;
  }[];
}

/** Four requests; each kind is forgotten after some months, so a page holds all of it. */
export async function exportFromRoster(
  store: Pick<Store, 'find'>,
  { communityId, memberId }: Person,
): Promise<OwnDuty> {
  const mine = { communityId, by: memberId };
  const [reasons, cards, rosters, lines] = await Promise.all([
    store.find<PrivateSpanDoc>({ collection: 'private_spans', where: mine, limit: 100 }),
    store.find<CareCardDoc>({
      collection: 'care_cards',
      where: { communityId, answeredBy: memberId },
      limit: 100,
    }),
    rostersNaming(store, { communityId, memberId }),
    store.find<DutyLogDoc>({ collection: 'duty_logs', where: mine, limit: 100 }),
  ]);
  return {
    reasons: byAge(reasons.filter(({ asKeeper }) => !asKeeper)).map(
      ({ from, until, reason, at }) => ({ from, until, reason, at }),
    ),
    care: cards.flatMap(({ outcome, answeredAt }) => careOf(outcome, answeredAt)),
    came: rosters.flatMap(({ came = [] }) =>
      came.filter(({ by }) => by === memberId).map(({ day, names }) => ({ day, names })),
    ),
    lines: byAge(lines).map(({ kind, text, at }) => ({ kind, text, at })),
  };
}

const byAge = <T extends { readonly at: EpochMs }>(all: readonly T[]): readonly T[] =>
  [...all].sort((a, b) => a.at - b.at);

const careOf = (outcome: CareOutcome | undefined, at: EpochMs | undefined) =>
  outcome && at !== undefined ? [{ outcome: CARE_NAMES[outcome], at }] : [];

const rostersNaming = (
  store: Pick<Store, 'find'>,
  { communityId, memberId }: Person,
): Promise<readonly RosterDoc[]> =>
  store.find<RosterDoc>({
    collection: 'rosters',
    where: { communityId, 'came.by': memberId },
    limit: ROSTERS,
  });

/**
 * Takes away what the person wrote: reasons, names of the family, notes, and why the gate was opened. Turns, moves of
 * the key and that the gate was opened stay: they name households and opaque ids. Safe to repeat.
 * @returns how many reasons went
 */
export async function eraseFromRoster(store: Store, person: Person): Promise<number> {
  const reasons = await forgetReasons(store, person);
  const courtyards = await eraseLines(store, person);
  const named = (await rostersNaming(store, person)).map(({ courtyardId }) => courtyardId);
  for (const courtyardId of new Set([...courtyards, ...named])) {
    await eraseWords(store, courtyardId, person);
  }
  return reasons;
}

/** All the person's reasons, or those that some test picks. @returns how many went */
export async function forgetReasons(
  store: Pick<Store, 'find' | 'forget'>,
  { communityId, memberId }: Person,
  picks: (reason: PrivateSpanDoc) => boolean = () => true,
): Promise<number> {
  let erased = 0;
  let last = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const reasons = await store.find<PrivateSpanDoc>({
      collection: 'private_spans',
      where: { communityId, by: memberId, _id: { is: 'after', value: last } },
      order: [['_id', 1]],
      limit: PAGE,
      fields: ['householdId'],
    });
    for (const reason of reasons.filter(picks)) {
      await store.forget('private_spans', reason._id);
      erased += 1;
    }
    if (reasons.length < PAGE) break;
    last = reasons.at(-1)?._id ?? last;
  }
  return erased;
}

/** @returns the courtyards whose journal lost a note */
async function eraseLines(
  store: Store,
  { communityId, memberId }: Person,
): Promise<readonly CourtyardId[]> {
  const courtyards: CourtyardId[] = [];
  let last = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const lines = await store.find<DutyLogDoc>({
      collection: 'duty_logs',
      where: { communityId, by: memberId, _id: { is: 'after', value: last } },
      order: [['_id', 1]],
      limit: PAGE,
    });
    for (const { _id, kind, courtyardId } of lines) {
      if (kind === 'night') {
        await store.claim({
          collection: 'duty_logs',
          id: _id,
          while: { by: memberId },
          changes: { text: put('') },
        });
      } else {
        courtyards.push(courtyardId);
        await store.forget('duty_logs', _id);
      }
    }
    if (lines.length < PAGE) break;
    last = lines.at(-1)?._id ?? last;
  }
  return courtyards;
}

/** The latest note also stands in the roster. */
const eraseWords = (store: Store, courtyardId: CourtyardId, { memberId }: Person): Promise<void> =>
  store.transact(async (read) => {
    const roster = await read.get<RosterDoc>('rosters', rosterId(courtyardId));
    if (!roster) return { writes: [], value: undefined };
    const notes = roster.notes.filter(({ member }) => member !== memberId);
    const came = (roster.came ?? []).filter(({ by }) => by !== memberId);
    const isSame =
      notes.length === roster.notes.length && came.length === (roster.came ?? []).length;
    return {
      writes: isSame ? [] : [replace('rosters', { ...roster, notes, came })],
      value: undefined,
    };
  });
