/** Naming a pot and writing into its diary: one conditional update of one document. Pure. @see docs/domain/pots.md §3 */
import type { CareDeed } from '../../../miniprogram/contract/flower-pots';
import type { FileId, MemberId, PartyId, PotId } from '../../../miniprogram/contract/ids';
import type { Count, EpochMs } from '../../../miniprogram/contract/units';
import {
  absent,
  append,
  type Changes,
  notAtLeast,
  oneOf,
  plus,
  put,
} from '../../kernel/conditions';
import { AppError, refuseIf } from '../../kernel/errors';
import { type Asked, isReplay } from '../../kernel/replay';
import type { Claim } from '../../kernel/store';
import type { DiaryEntry, PotDoc } from './documents';

/** Renamed so often at most, so that the document stays small. */
export const NAMES_MAX = 50;
/** Lines of a diary; then the oldest gives way. */
export const DIARY_MAX = 200;
export const RECHECK_MS = 5 * 60_000;

/** Who writes on which pot. */
export interface Writing {
  readonly potId: PotId;
  readonly communityId: string;
  /** Whose pots the person may write on. */
  readonly parties: readonly PartyId[];
  readonly by: MemberId;
  readonly at: EpochMs;
  readonly asked: Asked;
  /** The check was unavailable: only the household sees it until the tick has asked again. */
  readonly state: 'shown' | 'checking';
}

const here = ({ communityId, parties }: Writing) => ({ communityId, party: oneOf(parties) });

const waits = ({ state, at }: Writing): Changes =>
  state === 'checking' ? { recheckAt: put(at + RECHECK_MS) } : {};

/** The latest name counts, whoever of the household says it; an older request that comes again undoes no later one. */
export const nameClaim = (writing: Writing, text: string): Claim => {
  const { potId: id, by, at, asked, state } = writing;
  return {
    collection: 'pots',
    id,
    while: {
      ...here(writing),
      [`named.${asked.requestId}`]: absent(),
      names: notAtLeast(NAMES_MAX),
      'frozen.until': notAtLeast(at + 1),
    },
    changes: {
      name: put({ text, state, by, at }),
      [`named.${asked.requestId}`]: put({ print: asked.print, state }),
      names: plus(1),
      writers: append(by),
      ...waits(writing),
    },
  };
};

/**
 * Why a name did not go through.
 * @returns how an earlier copy of the same tap went
 * @throws AppError `NOT_FOUND`, `POT_NAME_FROZEN`, `POT_NAMED_OFTEN`, `BUSY`
 */
export function whyNotNamed(pot: PotDoc | undefined, writing: Writing): Writing['state'] {
  const mine = ownOf(pot, writing);
  const { requestId } = writing.asked;
  const known = mine.named[requestId];
  if (known && isReplay({ requestId, print: known.print }, writing.asked)) return known.state;
  refuseIf((mine.frozen?.until ?? 0) > writing.at, 'POT_NAME_FROZEN');
  refuseIf(mine.names >= NAMES_MAX, 'POT_NAMED_OFTEN', { max: NAMES_MAX });
  throw new AppError('BUSY');
}

/** @throws AppError `NOT_FOUND` for a pot somebody else has */
function ownOf(pot: PotDoc | undefined, { communityId, parties }: Writing): PotDoc {
  const isHere = pot?.communityId === communityId && parties.includes(pot.party);
  if (!isHere) throw new AppError('NOT_FOUND');
  return pot;
}

export interface Line {
  /** Of the request that writes it. */
  readonly id: string;
  readonly did: readonly CareDeed[];
  readonly words: string;
  readonly picture?: string;
  readonly pictureStates: Readonly<Record<FileId, 'passed' | 'refused'>>;
}

const entryOf = ({ by, at, state, asked }: Writing, line: Line): DiaryEntry => ({
  at,
  by,
  did: line.did,
  words: line.words,
  state,
  ...(line.picture === undefined ? {} : { picture: line.picture }),
  print: asked.print,
});

const besideTheLine = (writing: Writing, line: Line): Changes => ({
  ...(line.did.includes('water') ? { wateredAt: put(writing.at) } : {}),
  ...Object.fromEntries(
    Object.entries(line.pictureStates).map(([id, state]) => [`pictureStates.${id}`, put(state)]),
  ),
  ...waits(writing),
});

export const diaryClaim = (writing: Writing, line: Line): Claim => ({
  collection: 'pots',
  id: writing.potId,
  while: {
    ...here(writing),
    [`diary.${line.id}`]: absent(),
    entries: notAtLeast(DIARY_MAX),
  },
  changes: {
    ...besideTheLine(writing, line),
    [`diary.${line.id}`]: put(entryOf(writing, line)),
    ...(line.picture === undefined ? {} : { pictures: append(line.picture) }),
    writers: append(writing.by),
    entries: plus(1),
  },
});

/**
 * Why a line did not go in.
 * @returns how an earlier copy of the same tap went, or the claim that makes room in a full diary
 * @throws AppError `NOT_FOUND`, `BUSY`; `INVALID` when the id was used for something else
 */
export function whyNotWritten(
  pot: PotDoc | undefined,
  writing: Writing,
  line: Line,
): { readonly known: Writing['state'] } | { readonly makesRoom: Claim } {
  const mine = ownOf(pot, writing);
  const known = mine.diary[line.id];
  if (known) {
    refuseIf(known.print !== writing.asked.print, 'INVALID', { field: 'requestId' });
    return { known: known.state };
  }
  if (mine.entries < DIARY_MAX) throw new AppError('BUSY');
  return { makesRoom: roomClaim(mine, writing, line) };
}

/** What is only a mark of care goes first, then the oldest words; pictures stay longest. */
function roomClaim(pot: PotDoc, writing: Writing, line: Line): Claim {
  const [[gone, entry] = ['', undefined]] = byWorth(pot);
  const pictures = [
    ...pot.pictures.filter((picture) => picture !== entry?.picture),
    ...(line.picture === undefined ? [] : [line.picture]),
  ];
  const { [gone]: _, ...rest } = pot.diary;
  return {
    collection: 'pots',
    id: pot._id,
    while: { ...here(writing), rev: pot.rev },
    changes: {
      ...besideTheLine(writing, line),
      diary: put({ ...rest, [line.id]: entryOf(writing, line) }),
      pictures: put(pictures),
      writers: put([...new Set([...pot.writers, writing.by])]),
    },
  };
}

const worthOf = ({ words, picture }: DiaryEntry): Count =>
  picture !== undefined ? 2 : words === '' ? 0 : 1;

const byWorth = ({ diary }: PotDoc): readonly (readonly [string, DiaryEntry])[] =>
  Object.entries(diary).sort(([, a], [, b]) => worthOf(a) - worthOf(b) || a.at - b.at);
