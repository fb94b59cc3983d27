/** Notices down, worries up: the client and what pages show of it. */
import { dayOf, spokenDay, spokenInstant } from '../contract/calendar';
import type { NoticeLine } from '../contract/home';
import type { NoticeId } from '../contract/ids';
import {
  type AnswerView,
  CATEGORY_NAMES,
  notice as contract,
  type NoticeCategory,
  type NoticeRow,
  type NoticeView,
  type QuestionView,
  type ReachWay,
} from '../contract/notice';
import { createClient } from './client';
import { cloudTransport } from './transport';

export const notice = createClient(contract, cloudTransport);
export { contract as noticeContract };

export interface NoticeRowModel {
  readonly id: NoticeId;
  readonly title: string;
  readonly line: string;
  readonly tag: string;
  readonly tone: string;
  readonly spoken: string;
}

const categoryName = (category: string): string =>
  CATEGORY_NAMES[category as NoticeCategory] ?? category;

function tagOf(line: Pick<NoticeLine, 'mustConfirm' | 'confirmed' | 'pinned'>): [string, string] {
  if (line.mustConfirm && !line.confirmed) return ['要回一声', 'amber'];
  if (line.confirmed) return ['已回', ''];
  return line.pinned ? ['置顶', 'plain'] : ['', ''];
}

export function noticeRow(line: NoticeLine, now: number): NoticeRowModel {
  const [tag, tone] = tagOf(line);
  const text = `${line.by} · ${spokenInstant(line.at, now)}`;
  return {
    id: line.id,
    title: line.title,
    line: text,
    tag,
    tone,
    spoken: `${tag} ${line.title} ${text}`,
  };
}

function archiveTag({ confirmed, expired, mustConfirm }: NoticeRow): [string, string] {
  if (confirmed) return ['已回', ''];
  if (expired) return ['已过时间', 'plain'];
  if (!mustConfirm) return ['', ''];
  return [confirmed === undefined ? '要每家回' : '要回一声', 'amber'];
}

/** A row of the list of all notices. */
export function archiveRow(row: NoticeRow, now: number): NoticeRowModel {
  const [tag, tone] = archiveTag(row);
  const text = `${categoryName(row.category)} · ${row.by} · ${spokenDay(dayOf(row.at), dayOf(now))}`;
  return {
    id: row.id,
    title: row.title,
    line: text,
    tag,
    tone,
    spoken: `${tag} ${row.title} ${text}`,
  };
}

/** A part of a notice's text: `时间：明天 9:00` becomes a labelled line, anything else a paragraph. */
interface TextPart {
  readonly key: number;
  readonly label: string;
  readonly text: string;
}

const LABELLED = /^([\u4e00-\u9fa5]{2,4})[：:]\s*(\S.*)$/;

export const textParts = (body: string): TextPart[] =>
  body
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line, key) => {
      const found = LABELLED.exec(line);
      return { key, label: found?.[1] ?? '', text: found?.[2] ?? line };
    });

interface QuestionModel {
  readonly id: string;
  readonly asker: string;
  readonly text: string;
  readonly when: string;
  readonly note: string;
  /** The words wait for the check. */
  readonly waits: boolean;
  readonly answer: string;
  readonly answerNote: string;
  readonly answerWaits: boolean;
  readonly mayReport: boolean;
}

const QUESTION_NOTES: Readonly<Record<QuestionView['status'], string>> = {
  shown: '',
  checking: '等微信检查一下，邻居暂时看不到',
  hidden: '已经收起来了，只有提问的人和院委会看得到',
};

const answerNote = ({ status, toAll }: AnswerView): string => {
  if (status === 'checking') return '等微信检查一下，别人暂时看不到';
  if (status === 'refused') return '没有通过微信的检查，别人看不到，请换个说法';
  return toAll ? '' : '只给提问的人看';
};

const questionModel = (question: QuestionView, now: number): QuestionModel => ({
  id: question.id,
  asker: question.asker,
  text: question.text,
  when: spokenInstant(question.at, now),
  note: QUESTION_NOTES[question.status],
  waits: question.status === 'checking',
  answer: question.answer?.text ?? '',
  answerNote: question.answer ? answerNote(question.answer) : '',
  answerWaits: ['checking', 'refused'].includes(question.answer?.status ?? ''),
  mayReport: !question.mine && question.status === 'shown',
});

export interface NoticeModel {
  readonly title: string;
  readonly tag: string;
  readonly tagTone: string;
  readonly byLine: string;
  readonly untilLine: string;
  readonly parts: readonly TextPart[];
  readonly pictures: readonly string[];
  readonly picturesLine: string;
  readonly stateLine: string;
  readonly doneLine: string;
  readonly questions: readonly QuestionModel[];
  /** The button of the dock; empty when there is nothing to say. */
  readonly button: string;
  readonly speech: string;
}

/** `2单元 101 李家` → `2单元 101`; short enough for a button. */
export const shortLabel = (label: string): string => label.split(' ').slice(0, 2).join(' ');

const stateOf = (view: NoticeView): string => {
  if (view.status === 'withdrawn') return '这条通知已经撤回了，以后面的通知为准';
  if (view.status === 'checking') return '正在检查文字，检查好了邻居才看得到';
  if (view.status === 'draft') return '这还是草稿，邻居看不到';
  return view.expired ? '这条通知已经过了有效时间' : '';
};

function tagOfNotice(view: NoticeView): [string, string] {
  if (view.mustConfirm) return ['要每家回一声', 'amber'];
  return [categoryName(view.category), ''];
}

const DONE_WORDS: Readonly<Record<ReachWay, string>> = {
  self: '回了收到',
  helper: '代办回了收到',
  phone: '电话里说到了',
  door: '上门说到了',
};

function doneOf(view: NoticeView): string {
  const { confirmed, forHousehold } = view;
  if (!confirmed || !forHousehold) return '';
  const when = spokenInstant(confirmed.at, view.now);
  return `${shortLabel(forHousehold.label)} ${when} ${DONE_WORDS[confirmed.how]}`;
}

function buttonOf(view: NoticeView, acting: boolean): string {
  const open = view.mustConfirm && view.status === 'published' && !view.expired;
  if (!open || view.confirmed || !view.forHousehold) return '';
  return acting ? `替 ${shortLabel(view.forHousehold.label)} 回：收到` : '我家回：收到';
}

export function noticeModel(view: NoticeView, acting: boolean): NoticeModel {
  const [tag, tagTone] = tagOfNotice(view);
  const parts = textParts(view.body);
  const changed = view.version > 1 ? ` · 第 ${view.version} 版` : '';
  return {
    title: view.title,
    tag,
    tagTone,
    byLine: `${view.by}${view.publishedAt ? ` · ${spokenInstant(view.publishedAt, view.now)}` : ''}${changed}`,
    untilLine: view.expired ? '' : `有效到 ${spokenInstant(view.validUntil, view.now)}`,
    parts,
    pictures: view.pictureUrls,
    picturesLine: view.picturesWaiting > 0 ? `还有 ${view.picturesWaiting} 张图片正在检查` : '',
    stateLine: stateOf(view),
    doneLine: doneOf(view),
    questions: view.questions.map((question) => questionModel(question, view.now)),
    button: buttonOf(view, acting),
    speech: [
      view.title,
      ...parts.map(({ label, text }) => (label ? `${label}，${text}` : text)),
    ].join('。\n'),
  };
}

/** The notice as a text for the group; the share module keeps it to its lines. */
export const noticeLines = (
  view: Pick<NoticeView, 'title' | 'body' | 'by' | 'mustConfirm'>,
): string[] => [
  `【${view.title}】`,
  ...view.body.split('\n'),
  view.mustConfirm ? '请每家在院坝小程序里回一声“收到”。' : '',
  `——${view.by}`,
];

/** A notice that was kept in the phone may have run out there. */
export const agedNotice = (view: NoticeView, ageMs: number): NoticeView => {
  const now = view.now + ageMs;
  return { ...view, now, expired: view.expired || view.validUntil <= now };
};
