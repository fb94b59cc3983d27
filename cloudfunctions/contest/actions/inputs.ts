/** What is typed and sent to contests. */
import * as v from 'valibot';
import { isDay } from '../../../miniprogram/contract/calendar';
import {
  CONTEST_KINDS,
  CONTEST_LIMITS,
  type ContestForm,
  ELECTORATES,
  type EntryForm,
  PRIZE_KINDS,
  TIE_RULES,
  TOPICS,
} from '../../../miniprogram/contract/contest-forms';
import type { EntryId, PotId, PrizeId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import { count, idOf, line, schemaOf, text, words } from '../../kernel/parse';

export const cursor = v.exactOptional(v.pipe(v.string(), v.maxLength(200)));
export const forContest = { contestId: idOf('ct') };
export const at = v.exactOptional(idOf('cy'));

const ENTRY = /^ct_[0-9a-z]{1,32}\.(pt|hh)_[0-9a-z]{1,32}$/;
const PRIZE = /^ct_[0-9a-z]{1,32}\.(pt|hh)_[0-9a-z]{1,32}\.t[0-2]$/;
const matching = (pattern: RegExp) => (value: unknown) =>
  typeof value === 'string' && pattern.test(value);

export const entryId = v.custom<EntryId>(matching(ENTRY));
export const prizeId = v.custom<PrizeId>(matching(PRIZE));
export const forEntry = { entryId };
export const potKey = v.custom<PotId>(matching(/^pt_[0-9a-z]{1,32}$/));

const day = v.pipe(v.string(), v.check(isDay));
const fileId = text(300);

export const contestForm = schemaOf<ContestForm>()(
  v.strictObject({
    kind: v.picklist(CONTEST_KINDS),
    title: words(LIMITS.titleLength),
    note: words(LIMITS.reasonLength),
    courtyards: v.pipe(v.array(idOf('cy')), v.maxLength(LIMITS.listMax)),
    opensOn: day,
    closesOn: day,
    judgingUntil: day,
    electorate: v.picklist(ELECTORATES),
    criteria: v.pipe(v.array(line(LIMITS.nameLength)), v.maxLength(CONTEST_LIMITS.criteria)),
    titles: v.pipe(
      v.array(
        v.strictObject({
          name: words(LIMITS.nameLength),
          prize: v.picklist(PRIZE_KINDS),
          prizeText: words(LIMITS.titleLength),
        }),
      ),
      v.maxLength(CONTEST_LIMITS.titles),
    ),
    ties: v.picklist(TIE_RULES),
  }),
);

export const picture = { fileId, thumbId: fileId };

export const entryForm = schemaOf<EntryForm>()(
  v.strictObject({
    name: v.exactOptional(line(CONTEST_LIMITS.potName)),
    words: words(CONTEST_LIMITS.words),
    pictures: v.pipe(v.array(v.strictObject(picture)), v.maxLength(CONTEST_LIMITS.pictures)),
    video: v.exactOptional(
      v.strictObject({
        fileId,
        seconds: v.pipe(count(CONTEST_LIMITS.videoSeconds), v.minValue(1)),
      }),
    ),
    topics: v.pipe(v.array(v.picklist(TOPICS)), v.maxLength(TOPICS.length)),
    library: v.boolean(),
    hands: v.exactOptional(line(CONTEST_LIMITS.hands)),
    handsUnder14: v.boolean(),
    childFace: v.boolean(),
    guardianAgrees: v.boolean(),
  }),
);

export const points = v.pipe(
  v.array(v.pipe(count(CONTEST_LIMITS.points), v.minValue(1))),
  v.minLength(1),
  v.maxLength(CONTEST_LIMITS.criteria),
);
