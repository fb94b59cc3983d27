/** 参加: what is filled in for an entry, and what is still missing. Pure. */
import {
  CONTEST_LIMITS,
  ENTERED_BY,
  type EntryForm,
  type EntryKey,
  TOPIC_NAMES,
  TOPICS,
  type Topic,
  type VideoForm,
} from '../../../contract/contest-forms';
import type { ContestView, MyEntryView, OwnPotView } from '../../../contract/contest-views';
import type { Shot } from './shots';

export interface Draft {
  /** The pot; empty where none was chosen yet, and where the household enters as such. */
  readonly key: EntryKey | '';
  readonly name: string;
  readonly words: string;
  readonly shots: readonly Shot[];
  readonly video: VideoForm | undefined;
  readonly topics: readonly Topic[];
  readonly library: boolean;
  readonly hands: string;
  readonly handsUnder14: boolean;
  readonly childFace: boolean;
  readonly guardianAgrees: boolean;
}

const BLANK: Draft = {
  ...{ key: '', name: '', words: '', shots: [], video: undefined, topics: [], library: false },
  ...{ hands: '', handsUnder14: false, childFace: false, guardianAgrees: false },
};

const isByPot = ({ kind }: ContestView): boolean => ENTERED_BY[kind] === 'pot';

/** What stands under this key; the household's own without one. */
export const entryAt = (view: ContestView, key: EntryKey | ''): MyEntryView | undefined =>
  isByPot(view) ? view.mine.find((one) => one.key === key) : view.mine[0];

/** Pots that are not entered yet. */
const freePots = (view: ContestView, pots: readonly OwnPotView[]): readonly OwnPotView[] =>
  pots.filter(({ key }) => !view.mine.some((one) => one.key === key));

/** What stands is taken up again; where there is only one pot, it is that one. */
export function draftOf(view: ContestView, pots: readonly OwnPotView[], key: EntryKey | ''): Draft {
  const known = entryAt(view, key);
  if (known) return draftOfEntry(known);
  const free = freePots(view, pots);
  const [only] = free;
  const isOnly = free.length === 1 && only !== undefined;
  return isOnly ? { ...BLANK, key: only.key, name: only.name } : BLANK;
}

const draftOfEntry = ({ key, form, thumbUrls }: MyEntryView): Draft => ({
  ...{ key, words: form.words, topics: form.topics, library: form.library },
  name: form.name ?? '',
  shots: form.pictures.map((one, at) => ({ ...one, url: thumbUrls[at] ?? '' })),
  video: form.video,
  hands: form.hands ?? '',
  ...{ handsUnder14: form.handsUnder14, childFace: form.childFace },
  guardianAgrees: form.guardianAgrees,
});

export function formOf(draft: Draft): EntryForm {
  const { name, words, shots, video, topics, library, hands, ...ticks } = draft;
  const { handsUnder14, childFace, guardianAgrees } = ticks;
  return {
    ...(name.trim() ? { name: name.trim() } : {}),
    words: words.trim(),
    pictures: shots.map(({ fileId, thumbId }) => ({ fileId, thumbId })),
    ...(video ? { video } : {}),
    ...{ topics, library },
    ...(hands.trim() ? { hands: hands.trim() } : {}),
    ...{ handsUnder14, childFace },
    // Agreed to what was ticked, not to what was unticked again.
    guardianAgrees: guardianAgrees && (childFace || handsUnder14),
  };
}

/** The first thing that is missing, in words; empty when it can be sent. */
export function missingOf(view: ContestView, draft: Draft): string {
  const { kind } = view;
  const { key, name, shots, video, childFace, handsUnder14, guardianAgrees } = draft;
  const checks: readonly (readonly [boolean, string])[] = [
    [isByPot(view) && !key, '先选一选是哪一盆花'],
    [kind === 'name' && name.trim() === '', '给花写一个名字'],
    [kind === 'show' && !video, '先选一段视频'],
    [kind !== 'name' && shots.length === 0, kind === 'show' ? '选一张封面照片' : '放一张照片'],
    [(childFace || handsUnder14) && !guardianAgrees, '要家长同意，勾上才能报名'],
  ];
  return checks.find(([isMissing]) => isMissing)?.[1] ?? '';
}

interface PotModel {
  readonly key: EntryKey;
  readonly name: string;
  readonly chosen: boolean;
}

export interface EnterModel {
  readonly title: string;
  readonly when: string;
  readonly warning: string;
  /** Of what stands already: it is changed, not entered anew. */
  readonly known: boolean;
  readonly state: string;
  readonly byPot: boolean;
  readonly pots: readonly PotModel[];
  readonly named: boolean;
  readonly show: boolean;
  readonly film: string;
  readonly topics: readonly { id: Topic; name: string; chosen: boolean }[];
  readonly urls: readonly string[];
  readonly pictures: string;
  readonly guardian: boolean;
  readonly step: string;
  readonly hint: string;
}

export function enterModel(
  view: ContestView,
  pots: readonly OwnPotView[],
  draft: Draft,
): EnterModel {
  const known = entryAt(view, draft.key);
  const byPot = isByPot(view);
  const noPot = byPot && !known && freePots(view, pots).length === 0;
  return {
    ...{ title: view.title, when: view.whenText, warning: view.faceWarning, byPot },
    ...{ known: known !== undefined, state: known?.stateText ?? '' },
    pots: byPot ? potModels(view, pots, draft.key) : [],
    ...{ named: view.kind === 'name', show: view.kind === 'show' },
    film: draft.video ? `选好了，${draft.video.seconds} 秒` : '',
    topics: TOPICS.map((id) => ({ id, name: TOPIC_NAMES[id], chosen: draft.topics.includes(id) })),
    urls: draft.shots.map(({ url }) => url),
    pictures: view.kind === 'name' ? '可以不放' : `最多 ${CONTEST_LIMITS.pictures} 张`,
    guardian: draft.childFace || draft.handsUnder14,
    step: view.mayEnter && !noPot ? (known ? '改好了' : '报名') : '',
    hint: view.mayEnter ? '认领了花就能参加' : '现在不能报名',
  };
}

/** The one that is entered stays what it is; a new one is chosen among those that are free. */
function potModels(
  view: ContestView,
  pots: readonly OwnPotView[],
  chosen: EntryKey | '',
): readonly PotModel[] {
  const isKnown = entryAt(view, chosen) !== undefined;
  const shown = isKnown ? pots.filter(({ key }) => key === chosen) : freePots(view, pots);
  const named = shown.map(({ key, variety, name }) => ({
    key,
    name: name ? `${variety} · ${name}` : variety,
  }));
  const alike = (name: string) => named.filter((one) => one.name === name);
  return named.map(({ key, name }) => {
    const same = alike(name);
    const nth = same.findIndex((one) => one.key === key) + 1;
    // Five of one kind stand on one balcony: each needs a word of its own.
    const spoken = same.length > 1 ? `${name} 第${nth}盆` : name;
    return { key, name: spoken, chosen: key === chosen };
  });
}
