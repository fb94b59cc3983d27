/** The passport of a pot as its household, a neighbour, or whoever it is offered to sees it. Pure. */
import { dayOf, daysBetween, spokenDay, spokenInstant } from '../../../contract/calendar';
import {
  CARE_DEED_NAMES,
  type DiaryView,
  type HandView,
  type PassportView,
  POT_STATE_NAMES,
  potCodeText,
} from '../../../contract/flower-pots';
import type { HouseholdId } from '../../../contract/ids';
import type { DoorsView } from '../../../contract/member';
import type { EpochMs } from '../../../contract/units';
import { bloomOf } from './blooms';

interface DiaryModel {
  readonly entryId: string;
  readonly day: string;
  /** `浇了水，晒了太阳`. */
  readonly did: string;
  readonly words: string;
  readonly photos: readonly string[];
  /** Only the household reads it so far. */
  readonly waiting: boolean;
}

interface HandModel {
  readonly key: string;
  /** `2单元 301 李家 送给 1单元 101`. */
  readonly text: string;
  readonly card: string;
  readonly day: string;
}

interface GiftModel {
  readonly toMe: boolean;
  readonly title: string;
  readonly card: string;
  readonly until: string;
}

export interface PotModel {
  /** Its name, else its variety. */
  readonly title: string;
  /** Empty while the title says it. */
  readonly variety: string;
  readonly nameLine: string;
  readonly nameDeed: string;
  readonly code: string;
  readonly label: string;
  readonly mine: boolean;
  readonly state: string;
  readonly tone: string;
  readonly bloom: string;
  readonly cover: string;
  readonly watered: string;
  readonly careLines: readonly string[];
  readonly prizes: readonly {
    readonly key: string;
    readonly title: string;
    readonly day: string;
  }[];
  /** Empty for the household, whose diary shows them with their days, and where the cover is all there is. */
  readonly photos: readonly string[];
  readonly diary: readonly DiaryModel[];
  readonly hands: readonly HandModel[];
  /** For those who are not told who gave it to whom. */
  readonly handed: string;
  readonly gift: GiftModel | undefined;
  readonly may: PassportView['may'];
  /** The one deed in the dock; empty when there is none. */
  readonly step: string;
  readonly hint: string;
  readonly done: boolean;
}

export function potModel(view: PassportView): PotModel {
  const { name, nameWaiting, variety, mine, state, now, may, photoUrls, hands } = view;
  const called = nameWaiting ?? name;
  return {
    title: called || variety,
    variety: called ? variety : '',
    nameLine: nameLineOf(view),
    nameDeed: called ? '改名字' : '起名字',
    code: potCodeText(view.code),
    ...{ label: view.label, mine, may },
    state: POT_STATE_NAMES[state],
    tone: TONES[state],
    bloom: bloomOf(variety),
    cover: photoUrls[0] ?? '',
    watered: mine && view.wateredAt !== undefined ? wateredText(view.wateredAt, now) : '',
    careLines: view.careLines,
    prizes: view.prizes.map(({ title, at }) => ({
      key: `${title}${at}`,
      title,
      day: dayAt(at, now),
    })),
    photos: mine || photoUrls.length < 2 ? [] : photoUrls,
    diary: view.diary.map((line) => diaryModel(line, now)),
    hands: hands.map((hand) => handModel(hand, now)),
    handed: hands.length === 0 && view.handed > 0 ? `邻居之间送过 ${view.handed} 次` : '',
    gift: giftModel(view),
    ...stepOf(view),
  };
}

const TONES: Readonly<Record<PassportView['state'], string>> = {
  ...{ coming: 'amber', handed: '', notTaken: 'plain', cancelled: 'plain' },
};

const dayAt = (at: EpochMs, now: EpochMs): string => spokenDay(dayOf(at), dayOf(now));

function nameLineOf({ mine, name, nameWaiting, frozenUntil, now }: PassportView): string {
  if (!mine) return '';
  if (frozenUntil !== undefined) return `正在评比，${spokenInstant(frozenUntil, now)} 以后再改名字`;
  if (nameWaiting === undefined) return '';
  const others = name ? `还看到“${name}”` : '还看不到';
  return `名字正在检查，邻居${others}`;
}

/** `今天浇过水`, `3 天没浇水了`. */
function wateredText(at: EpochMs, now: EpochMs): string {
  const days = daysBetween(dayOf(at), dayOf(now));
  if (days <= 0) return '今天浇过水';
  return days === 1 ? '昨天浇过水' : `${days} 天没浇水了`;
}

const diaryModel = (
  { entryId, at, did, words, photoUrl, state }: DiaryView,
  now: EpochMs,
): DiaryModel => ({
  ...{ entryId, words },
  day: dayAt(at, now),
  did: did.map((deed) => CARE_DEED_NAMES[deed]).join('，'),
  photos: photoUrl === undefined ? [] : [photoUrl],
  waiting: state === 'checking',
});

const handModel = ({ fromLabel, toLabel, card, at }: HandView, now: EpochMs): HandModel => ({
  key: String(at),
  text: `${fromLabel} 送给 ${toLabel}`,
  card,
  day: dayAt(at, now),
});

function giftModel({ offer, now }: PassportView): GiftModel | undefined {
  if (!offer) return undefined;
  const { toMe, fromLabel, toLabel, card, until } = offer;
  const day = spokenDay(dayOf(until), dayOf(now));
  return {
    ...{ toMe, card },
    title: toMe ? `${fromLabel} 想把这盆花送给您家` : `说了要送给 ${toLabel}，等人家回话`,
    until: toMe ? `${day} 前回一声就行，不回也没关系` : `${day} 前没有回话，就还是您家的`,
  };
}

/** Whoever it is offered to takes it; the household says that it was watered, once a day. */
function stepOf({ offer, may, state, wateredAt = 0, now }: PassportView) {
  if (offer?.toMe) return { step: '收下', hint: '', done: false };
  const mayWater = may.write && state === 'handed';
  const isWatered = dayOf(wateredAt) === dayOf(now);
  if (mayWater && isWatered) return { step: '', hint: '今天浇过水了', done: true };
  return { step: mayWater ? '浇了水' : '', hint: '花有问题，打社区电话', done: false };
}

export interface DoorChoice {
  readonly unit: string;
  readonly to: HouseholdId | '';
  /** `2单元 301`; empty while nothing is chosen. */
  readonly text: string;
}

export const NOBODY: DoorChoice = { unit: '', to: '', text: '' };

/** Neighbours' doors: one does not give to oneself. */
export function neighbours({ units, mine = [] }: DoorsView): DoorsView['units'] {
  return units
    .map(({ unit, doors }) => ({ unit, doors: doors.filter(({ id }) => !mine.includes(id)) }))
    .filter(({ doors }) => doors.length > 0);
}
