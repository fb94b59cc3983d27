/** What neighbours see of contests and entries. Pure. */
import { dayOf, spokenDay, spokenInstant } from '../../miniprogram/contract/calendar';
import {
  CONTEST_NAMES,
  CONTEST_STATUS_NAMES,
  ELECTORATE_NAMES,
  FACE_WARNING,
  TIE_NAMES,
  TOPIC_NAMES,
} from '../../miniprogram/contract/contest-forms';
import {
  type ContestRow,
  type ContestView,
  ENTRY_STATE_NAMES,
  type MyEntryView,
  type WallItem,
} from '../../miniprogram/contract/contest-views';
import type { CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { fileId } from '../kernel/picture';
import { stateOf, statusOf } from './contest';
import type { ContestDoc, EntryDoc, VerdictDoc } from './documents';
import { labelIn, type Yard } from './repository';

/** As the neighbours of a place see it: the result of a place may be there before that of others. */
export function rowOf(
  doc: ContestDoc,
  verdict: Pick<VerdictDoc, 'phase'> | undefined,
  now: EpochMs,
): ContestRow {
  const own = statusOf(doc, now);
  const status = own === 'deciding' && verdict?.phase === 'announced' ? 'announced' : own;
  return {
    contestId: doc._id,
    kind: doc.form.kind,
    kindText: CONTEST_NAMES[doc.form.kind],
    title: doc.form.title,
    status,
    statusText: CONTEST_STATUS_NAMES[status],
    whenText: whenText(doc, status, now),
  };
}

function whenText(doc: ContestDoc, status: ContestRow['status'], now: EpochMs): string {
  if (status === 'waiting') return `${spokenDay(doc.form.opensOn, dayOf(now))} 00:00 开始报名`;
  if (status === 'open') return `${spokenInstant(doc.closesAt, now)} 截止报名`;
  if (status === 'judging') return `${spokenInstant(doc.judgingEndsAt, now)} 评完`;
  return CONTEST_STATUS_NAMES[status];
}

/** For the WeChat group: what, until when and how it is decided. */
export function groupText(doc: ContestDoc, now: EpochMs): string {
  const { title, note, electorate, ties, titles } = doc.form;
  const prizes = titles.map(({ name, prizeText }) => `${name}：${prizeText}`);
  const lines = [
    `【${title}】${whenText(doc, statusOf(doc, now), now)}`,
    ...(note === '' ? [] : [note.replace(/\s+/g, ' ')]),
    ...prizes,
    `怎么评：${ELECTORATE_NAMES[electorate]}，${TIE_NAMES[ties]}`,
    '家里老人不会用手机，可以请家里人帮忙报名',
  ];
  return lines.join('\n');
}

export interface Seen {
  readonly mine: readonly MyEntryView[];
  readonly verdict: VerdictDoc | undefined;
  readonly ballot: ContestView['ballot'];
  readonly mayEnter: boolean;
  readonly mayVote: boolean;
  readonly mayJudge: boolean;
  readonly mayRun: boolean;
  readonly now: EpochMs;
}

export function contestView(doc: ContestDoc, seen: Seen): ContestView {
  const { verdict, ballot, now, ...rest } = seen;
  return {
    ...rowOf(doc, verdict, now),
    form: doc.form,
    opensAt: doc.opensAt,
    closesAt: doc.closesAt,
    judgingEndsAt: doc.judgingEndsAt,
    whoJudges: ELECTORATE_NAMES[doc.form.electorate],
    tiesText: TIE_NAMES[doc.form.ties],
    faceWarning: FACE_WARNING,
    ...rest,
    ...(ballot === undefined ? {} : { ballot }),
    groupText: groupText(doc, now),
    now,
  };
}

/** `urlOf` finds the address of a file. */
export function myEntryView(entry: EntryDoc, urlOf: (cloudId: string) => string): MyEntryView {
  const state = stateOf(entry, fileId);
  return {
    entryId: entry._id,
    key: entry.key,
    form: entry.form,
    state,
    stateText: ENTRY_STATE_NAMES[state],
    enteredOn: dayOf(entry.at),
    helped: entry.helped,
    thumbUrls: entry.form.pictures.map(({ thumbId }) => urlOf(thumbId)),
  };
}

export interface Looking {
  readonly yards: ReadonlyMap<CourtyardId, Yard>;
  readonly here: CourtyardId | undefined;
  readonly household: HouseholdId | undefined;
  urlOf(cloudId: string): string;
}

export const topicsText = ({ form }: EntryDoc): string =>
  form.topics.map((topic) => TOPIC_NAMES[topic]).join('、');

export function wallItem(entry: EntryDoc, { yards, here, household, urlOf }: Looking): WallItem {
  const { form } = entry;
  const [first] = form.pictures;
  return {
    entryId: entry._id,
    label: labelIn(yards, entry, here),
    ...(form.name === undefined ? {} : { name: form.name }),
    words: form.words,
    thumbUrl: first ? urlOf(first.thumbId) : '',
    video: form.video !== undefined,
    mine: entry.householdId === household,
  };
}
