/** 打分: what a judge sees of each entry, flowers and not doors. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import { CONTEST_LIMITS } from '../../../contract/contest-forms';
import type { JudgingItem, JudgingView } from '../../../contract/contest-views';
import type { EntryId } from '../../../contract/ids';
import type { Count } from '../../../contract/units';

interface PointModel {
  readonly value: Count;
  readonly chosen: boolean;
}

interface CriterionModel {
  /** `颜色`; empty where one mark is for everything. */
  readonly name: string;
  readonly points: readonly PointModel[];
}

export interface JudgedModel {
  readonly entryId: EntryId;
  /** `第 2 件`; the name in a naming contest. */
  readonly title: string;
  readonly words: string;
  readonly urls: readonly string[];
  readonly videoUrl: string;
  /** One for each criterion; 0 where none was given yet. */
  readonly given: readonly Count[];
  readonly criteria: readonly CriterionModel[];
  /** `给了 8 分`; empty until every criterion has its points. */
  readonly done: string;
}

const POINTS: readonly Count[] = Array.from({ length: CONTEST_LIMITS.points }, (_, i) => i + 1);

export const isWhole = (given: readonly Count[]): boolean => given.every((one) => one > 0);

/** @param nth counted from 0 over all pages */
export function judged(item: JudgingItem, names: readonly string[], nth: number): JudgedModel {
  const asked = names.length === 0 ? [''] : names;
  const given = item.points ?? asked.map(() => 0);
  return {
    entryId: item.entryId,
    title: item.name ?? `第 ${nth + 1} 件`,
    words: item.words,
    urls: item.pictureUrls,
    videoUrl: item.videoUrl ?? '',
    ...marked(asked, given),
  };
}

export const marked = (
  names: readonly string[],
  given: readonly Count[],
): Pick<JudgedModel, 'given' | 'criteria' | 'done'> => ({
  given,
  criteria: names.map((name, at) => ({
    name,
    points: POINTS.map((value) => ({ value, chosen: given[at] === value })),
  })),
  done: isWhole(given) ? `给了 ${given.join('、')} 分` : '',
});

export interface SittingModel {
  readonly title: string;
  readonly courtyard: string;
  readonly until: string;
  readonly leftOut: string;
  readonly asked: string;
}

export const sittingModel = (view: JudgingView): SittingModel => ({
  title: view.title,
  courtyard: view.courtyardName,
  until: `${spokenInstant(view.until, view.now)} 前都能改`,
  leftOut: view.leftOut > 0 ? `您自己家、您帮忙的人家有 ${view.leftOut} 件，不由您打分` : '',
  asked: view.asked ? `${view.courtyardName}的评委自家也参加了，请您院来评` : '',
});
