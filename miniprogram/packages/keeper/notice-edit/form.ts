/** 写通知: what is typed, what is still missing, and until when it holds. Pure. */
import { addDays, dayOf, instant, spokenInstant, timeOf } from '../../../contract/calendar';
import type { CourtyardId, NoticeId } from '../../../contract/ids';
import { LIMITS } from '../../../contract/limits';
import {
  CATEGORY_NAMES,
  type DraftInput,
  NOTICE_CATEGORIES,
  type NoticeCategory,
  type NoticeView,
} from '../../../contract/notice';
import type { EpochMs, LocalDate, LocalTime } from '../../../contract/units';
import { dated } from './near-days';

/** A picture on its way: chosen, uploaded, waiting for the check. */
export interface FormPicture {
  readonly fileId: string;
  /** What the page draws: the local file while it lasts, else a temporary address. */
  readonly url: string;
}

/** What the page keeps in the phone's storage, so that leaving loses nothing. */
export interface NoticeForm {
  readonly noticeId?: NoticeId;
  /** Set while a published notice gets its next version. */
  readonly revising: boolean;
  readonly title: string;
  readonly body: string;
  readonly category: NoticeCategory;
  readonly mustConfirm: boolean;
  readonly pinned: boolean;
  readonly untilDay: LocalDate;
  readonly untilTime: LocalTime;
  readonly pictures: readonly FormPicture[];
  readonly audience: CourtyardId[];
}

const EVENING: LocalTime = '20:00';
const DEFAULT_DAYS = 3;

export const emptyForm = (now: EpochMs, audience: CourtyardId[]): NoticeForm => ({
  revising: false,
  title: '',
  body: '',
  category: 'everyday',
  mustConfirm: false,
  pinned: false,
  untilDay: addDays(dayOf(now), DEFAULT_DAYS),
  untilTime: EVENING,
  pictures: [],
  audience,
});

/** The form of a notice that exists already; a published one is revised, never edited in place. */
export function formOf(view: NoticeView): NoticeForm {
  return {
    noticeId: view.id,
    revising: view.status === 'published',
    title: view.title,
    body: view.body,
    category: view.category,
    mustConfirm: view.mustConfirm,
    pinned: view.pinned,
    untilDay: dayOf(view.validUntil),
    untilTime: timeOf(view.validUntil),
    pictures: view.pictures.map((fileId, i) => ({ fileId, url: view.pictureUrls[i] ?? '' })),
    audience: view.audience.map(({ id }) => id),
  };
}

export const untilOf = (form: NoticeForm): EpochMs => instant(form.untilDay, form.untilTime);

export const draftInput = (form: NoticeForm): DraftInput => ({
  ...(form.noticeId === undefined ? {} : { noticeId: form.noticeId }),
  title: form.title.trim(),
  body: form.body.trim(),
  category: form.category,
  mustConfirm: form.mustConfirm,
  pinned: form.pinned,
  validUntil: untilOf(form),
  pictures: form.pictures.map(({ fileId }) => fileId),
  audience: form.audience,
});

export interface Problems {
  readonly title?: string;
  readonly body?: string;
  readonly until?: string;
  readonly audience?: string;
}

/** What is explained beside each field; an empty object means it can go out. */
export function problemsOf(form: NoticeForm, now: EpochMs): Problems {
  const title = form.title.trim();
  const body = form.body.trim();
  return {
    ...(title === '' ? { title: '写一个标题，让人一眼看懂是什么事' } : {}),
    ...(title.length > LIMITS.titleLength
      ? { title: `标题最多 ${LIMITS.titleLength} 个字，现在 ${title.length} 个` }
      : {}),
    ...(body === '' ? { body: '写上时间、地点和请大家做什么' } : {}),
    ...(body.length > LIMITS.noticeLength
      ? { body: `内容最多 ${LIMITS.noticeLength} 个字，现在 ${body.length} 个` }
      : {}),
    ...(untilOf(form) <= now ? { until: '这个时间已经过了，请选晚一点的' } : {}),
    ...(form.audience.length === 0 ? { audience: '选一选发给哪些院子' } : {}),
  };
}

/** Where on the page the first of them is explained. */
export function placeOfFirst({ title, body, until }: Problems): string {
  if (title || body) return '#words';
  return until ? '#until' : '#audience';
}

export const isReady = (problems: Problems): boolean => Object.keys(problems).length === 0;

/** True when there is nothing worth keeping. */
export const isBlank = (form: NoticeForm): boolean =>
  form.title.trim() === '' && form.body.trim() === '' && form.pictures.length === 0;

/** Tells whether two forms would send the same; what waits in the phone is compared with it. */
export const sameContent = (a: NoticeForm, b: NoticeForm): boolean =>
  JSON.stringify(draftInput(a)) === JSON.stringify(draftInput(b));

const QUICK = [
  { days: 0, name: '今晚' },
  { days: 1, name: '明晚' },
  { days: 3, name: '3 天' },
  { days: 7, name: '一周' },
  { days: 30, name: '一个月' },
] as const;

export interface QuickUntil {
  readonly day: LocalDate;
  readonly name: string;
  readonly chosen: boolean;
}

/** The usual ends, all at 20:00; what lies in the past is left out. */
export function quickUntils(form: NoticeForm, now: EpochMs): readonly QuickUntil[] {
  const today = dayOf(now);
  return QUICK.map(({ days, name }) => ({ day: addDays(today, days), name }))
    .filter(({ day }) => instant(day, EVENING) > now)
    .map(({ day, name }) => ({
      day,
      name,
      chosen: form.untilDay === day && form.untilTime === EVENING,
    }));
}

export const atEvening = (form: NoticeForm, untilDay: LocalDate): NoticeForm => ({
  ...form,
  untilDay,
  untilTime: EVENING,
});

/** What the page draws beside the fields themselves. */
export const formPage = (form: NoticeForm, now: EpochMs) => ({
  categories: NOTICE_CATEGORIES.map((id) => ({
    id,
    name: CATEGORY_NAMES[id],
    chosen: id === form.category,
  })),
  category: CATEGORY_NAMES[form.category],
  untils: quickUntils(form, now),
  untilText: spokenInstant(untilOf(form), now),
  titleLeft: `${form.title.trim().length} / ${LIMITS.titleLength}`,
  bodyLeft: `${form.body.trim().length} / ${LIMITS.noticeLength}`,
  pictureRoom: LIMITS.pictures - form.pictures.length,
  today: dayOf(now),
  /** The words say 明天 and will be read the day after. */
  vague: dated(form, now) !== undefined,
});
