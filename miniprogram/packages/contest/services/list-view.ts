/** 比赛: the contests of a courtyard as rows. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import type { ContestStatus } from '../../../contract/contest-forms';
import type { AskedToJudge, ContestRow } from '../../../contract/contest-views';
import type { ContestId } from '../../../contract/ids';
import type { EpochMs } from '../../../contract/units';

export interface ContestRowModel {
  readonly contestId: ContestId;
  readonly title: string;
  readonly tag: string;
  readonly tone: string;
  /** `给花取名 · 11月29日 24:00 截止报名`. */
  readonly line: string;
}

const OVER: readonly ContestStatus[] = ['announced', 'delivered', 'cancelled'];

export function contestTone(status: ContestStatus): string {
  if (status === 'open') return 'flower';
  return OVER.includes(status) ? 'plain' : 'amber';
}

/** Nothing is said twice: not the kind that is the title, nor the end that the tag says. */
export const contestRow = (row: ContestRow): ContestRowModel => ({
  contestId: row.contestId,
  title: row.title,
  tag: row.statusText,
  tone: contestTone(row.status),
  line: [row.kindText, row.whenText]
    .filter((said) => said !== row.title && said !== row.statusText)
    .join(' · '),
});

export interface AskedModel {
  readonly key: string;
  readonly title: string;
  readonly line: string;
  readonly url: string;
}

/** Another courtyard whose entries this one's committee is asked to judge. */
export const askedModel = (asked: AskedToJudge, now: EpochMs): AskedModel => ({
  key: `${asked.contestId}.${asked.at}`,
  title: `请您给${asked.courtyardName}打分`,
  line: `${asked.title} · ${spokenInstant(asked.until, now)} 截止`,
  url: `/packages/contest/judge/judge?id=${asked.contestId}&at=${asked.at}`,
});
