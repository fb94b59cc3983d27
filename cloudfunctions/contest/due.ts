/** What the tick does for contests. Bounded, and safe to repeat. @see docs/domain/contest.md §9 */
import { awardPot } from '../flower/public';
import { before, oneOf, put } from '../kernel/conditions';
import type { FileDoc } from '../kernel/file-doc';
import { fileId } from '../kernel/picture';
import { verdictOn } from '../kernel/safety';
import type { Due, TickContext } from '../kernel/tick';
import { picturesOf } from './contest';
import { countPlaces, finishPrizes, finishResults } from './counting';
import type { ContestDoc, EntryDoc, PrizeDoc } from './documents';
import { followMerged } from './merged';
import { seatPanels } from './panels';
import { settleEntry } from './pictures';
import { tellPending } from './tell';

/** Those whose results or prizes are waited for stay due. */
const CONTESTS = 50;
const ENTRIES = 20;
const PRIZES = 50;

const STEPS: Readonly<
  Record<
    NonNullable<ContestDoc['step']>,
    (context: TickContext, doc: ContestDoc) => Promise<number | boolean>
  >
> = { judges: seatPanels, count: countPlaces, results: finishResults, prizes: finishPrizes };

/** Entering has ended, judging has ended, every result is said, every prize is there. */
async function goOn(context: TickContext): Promise<number> {
  const { store, now, late } = context;
  const due = await store.find<ContestDoc>({
    collection: 'contests',
    where: { dueAt: before(now + 1) },
    order: [['dueAt', 1]],
    limit: CONTESTS,
  });
  let moved = 0;
  for (const doc of due) {
    if (late()) break;
    if (doc.step && Number(await STEPS[doc.step](context, doc)) > 0) moved += 1;
  }
  return moved;
}

/** Checks that have not ended: a verdict that was missed, or words that waited for the platform. */
async function lookAgain(context: TickContext): Promise<number> {
  const { store, now, late } = context;
  const waiting = await store.find<EntryDoc>({
    collection: 'entries',
    where: { checkAt: before(now + 1) },
    order: [['checkAt', 1]],
    limit: ENTRIES,
  });
  let looked = 0;
  for (const entry of waiting) {
    if (late()) break;
    await lookAt(context, entry);
    looked += 1;
  }
  return looked;
}

async function lookAt(context: TickContext, entry: EntryDoc): Promise<void> {
  const { store, now } = context;
  const ids = picturesOf(entry.form).map(fileId);
  const files =
    ids.length === 0
      ? []
      : await store.find<FileDoc>({
          collection: 'files',
          where: { _id: oneOf(ids) },
          limit: ids.length,
          fields: ['state'],
        });
  const ended = files.flatMap(({ _id, state }) =>
    state === 'passed' || state === 'refused' ? [[_id, state] as const] : [],
  );
  const words = await wordsVerdict(context, entry);
  await settleEntry(store, entry._id, {
    now,
    change: (doc) => ({
      ...doc,
      pictureStates: { ...doc.pictureStates, ...Object.fromEntries(ended) },
      // Whatever was written meanwhile is not what was looked at.
      ...(words !== undefined && JSON.stringify(doc.form) === JSON.stringify(entry.form)
        ? words
        : {}),
    }),
  });
}

/** What words may not be shown are taken off; the flower stays. */
async function wordsVerdict(
  context: TickContext,
  { communityId, actor, form, wordsPassed }: EntryDoc,
): Promise<Partial<EntryDoc> | undefined> {
  if (wordsPassed) return undefined;
  const text = [form.name ?? '', form.words, form.hands ?? ''].join('\n').trim();
  const verdict = await verdictOn(context, { communityId }, { author: actor, text });
  if (verdict === 'pass') return { wordsPassed: true };
  if (verdict !== 'risky') return undefined;
  const { name, hands: _, ...rest } = form;
  // A name that may not be said is no entry to a contest of names.
  return { wordsPassed: name === undefined, form: { ...rest, words: '' } };
}

/** A pot's passport tells of what it won. */
async function tellPots({ store, late }: TickContext): Promise<number> {
  const pending = await store.find<PrizeDoc>({
    collection: 'prizes',
    where: { toPot: true },
    limit: PRIZES,
  });
  let told = 0;
  for (const { _id, communityId, entryId, contestId, titleNo, title, at } of pending) {
    if (late()) break;
    const potId = entryId.split('.')[1] as `pt_${string}`;
    await awardPot(store, { communityId, potId }, { key: `${contestId}_t${titleNo}`, title, at });
    await store.claim({
      collection: 'prizes',
      id: _id,
      while: { toPot: true },
      changes: { toPot: put(false) },
    });
    told += 1;
  }
  return told;
}

export const contestWork: readonly Due[] = [
  { name: 'contest.merged', run: followMerged },
  { name: 'contest.entries', run: lookAgain },
  { name: 'contest.steps', run: goOn },
  { name: 'contest.tell', run: tellPending },
  { name: 'contest.pots', run: tellPots },
];
