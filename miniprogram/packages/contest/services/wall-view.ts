/** One contest and its wall, as a neighbour sees them. Pure. */

import { ENTERED_BY } from '../../../contract/contest-forms';
import type { ContestView, MyEntryView, WallItem } from '../../../contract/contest-views';
import type { EntryId } from '../../../contract/ids';
import { contestTone } from './list-view';

export interface MineModel {
  readonly entryId: EntryId;
  /** `老陈皮`; of a contest without names what was said of it. */
  readonly title: string;
  readonly state: string;
  readonly tone: string;
  readonly thumb: string;
  /** Where it is changed; empty once entering is over. */
  readonly url: string;
}

export interface ContestModel {
  readonly title: string;
  readonly kind: string;
  readonly tag: string;
  readonly tone: string;
  readonly when: string;
  readonly note: string;
  /** `最好听的名字：一块花名牌`. */
  readonly prizes: readonly string[];
  readonly judging: readonly string[];
  readonly mine: readonly MineModel[];
  /** Another pot may be entered beside those that are. */
  readonly another: string;
  /** What the one big button says; empty when there is nothing to do. */
  readonly step: string;
  readonly url: string;
  readonly hint: string;
  /** Where a judge gives points; empty for everybody else. */
  readonly judge: string;
}

const HINTS: Readonly<Partial<Record<ContestView['status'], string>>> = {
  waiting: '还没开始报名，到时候再来',
  open: '不会弄，打社区电话帮您报名',
  judging: '报名截止了，正在评选',
  deciding: '正在定结果，请等一等',
};

const enterUrl = ({ contestId }: ContestView, key?: string): string =>
  `/packages/contest/enter/enter?id=${contestId}${key ? `&key=${key}` : ''}`;

export function contestModel(view: ContestView): ContestModel {
  const { form, mine, mayEnter } = view;
  const [first] = mine;
  const isByPot = ENTERED_BY[view.kind] === 'pot';
  const url = first ? enterUrl(view, first.key) : enterUrl(view);
  return {
    ...{ title: view.title, kind: view.kindText, tag: view.statusText },
    ...{ tone: contestTone(view.status), when: view.whenText, note: form.note },
    prizes: form.titles.map(({ name, prizeText }) => `${name}：${prizeText}`),
    judging: [view.whoJudges, view.tiesText],
    mine: mine.map((one) => mineModel(view, one)),
    another: mayEnter && isByPot && first ? enterUrl(view) : '',
    ...(mayEnter ? { step: first ? '改一改' : '参加', url } : { step: '', url: '' }),
    hint: HINTS[view.status] ?? '结束了，谢谢大家',
    judge: view.mayJudge ? `/packages/contest/judge/judge?id=${view.contestId}` : '',
  };
}

const TONES: Readonly<Record<MyEntryView['state'], string>> = {
  shown: '',
  checking: 'amber',
  video: 'amber',
  guardian: 'amber',
  refused: 'flower',
  withdrawn: 'plain',
};

function mineModel(view: ContestView, { entryId, key, form, ...entry }: MyEntryView): MineModel {
  return {
    entryId,
    title: form.name || form.words || view.kindText,
    state: entry.stateText,
    tone: TONES[entry.state],
    thumb: entry.thumbUrls[0] ?? '',
    url: view.mayEnter ? enterUrl(view, key) : '',
  };
}

export interface TileModel {
  readonly entryId: EntryId;
  readonly name: string;
  readonly label: string;
  readonly thumb: string;
  readonly video: boolean;
  readonly mine: boolean;
  /** What a screen reader says of the whole. */
  readonly spoken: string;
}

export function tile({ entryId, name = '', label, thumbUrl, video, mine }: WallItem): TileModel {
  const whose = mine ? `${label}，我家的` : label;
  const spoken = [name, whose, video ? '视频' : ''].filter(Boolean).join('，');
  return { entryId, name, label, thumb: thumbUrl, video, mine, spoken: `${spoken}，点开看大图` };
}
