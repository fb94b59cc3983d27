/** 等我办 as the phone shows it: a sentence, a word on the button, and the page that answers it. Pure. */
import { spokenDay } from '../contract/calendar';
import type { BuyingItem, ConfirmItem, DutyItem, ParcelItem, WaitingItem } from '../contract/home';
import type { HouseholdId, KeyId, NoticeId } from '../contract/ids';
import type { LocalDate } from '../contract/units';
import { shortLabel } from './notice';
import { buyingWords, parcelWords, type Words } from './waiting-buying';

export interface WaitingModel extends Words {
  readonly tone: string;
  readonly spoken: string;
  /** Answered without network: it waits in the phone. */
  readonly kept: boolean;
  readonly item: WaitingItem;
}

/** True when the answer was given without network and waits in the phone. */
export type Kept = (noticeId: NoticeId, householdId: HouseholdId) => boolean;

export function waitingModel(
  item: WaitingItem,
  today: LocalDate,
  kept: Kept = () => false,
): WaitingModel {
  if (item.kind === 'confirm') return confirmModel(item, kept(item.noticeId, item.forHousehold.id));
  const words = wordsOf(item, today);
  return {
    ...words,
    tone: 'amber',
    spoken: `${words.title}，${words.button}`,
    kept: false,
    item,
  };
}

function wordsOf(item: Exclude<WaitingItem, ConfirmItem>, today: LocalDate): Words {
  if (item.kind === 'parcel') return parcelWords(item);
  if (item.kind === 'buying') return buyingWords(item);
  return 'forHousehold' in item ? dutyWords(item, today) : keeperWords(item);
}

function confirmModel(item: ConfirmItem, kept: boolean): WaitingModel {
  const { noticeId, forHousehold, helping, courtyardId } = item;
  const usual = helping ? `${forHousehold.label} · ${item.line}` : item.line;
  const button = kept ? '待发送' : helping ? '帮着回' : '回一声';
  return {
    key: `${noticeId}.${forHousehold.id}`,
    icon: helping ? 'hand' : 'bell',
    title: item.title,
    line: kept ? '收到先记在手机里，有网自动送' : usual,
    button,
    tone: kept ? 'later' : 'amber',
    spoken: [item.title, button, helping ? shortLabel(forHousehold.label) : '']
      .filter(Boolean)
      .join('，'),
    kept,
    url: `/pages/notice/view/view?id=${noticeId}&y=${courtyardId}`,
    item,
  };
}

/** There may be more than one key. */
const keyUrl = (keyId: KeyId): string => `/packages/duty/keys/keys?key=${keyId}`;

function keeperWords(
  item: Exclude<WaitingItem, ConfirmItem | DutyItem | ParcelItem | BuyingItem>,
): Words {
  if (item.kind === 'joins') {
    return {
      key: 'joins',
      icon: 'people',
      title: `${item.count} 户想加入院坝`,
      line: '看看门牌和名字对不对',
      button: '看看',
      url: '/packages/keeper/joins/joins',
    };
  }
  if (item.kind === 'keyAlarm') {
    return {
      key: `alarm.${item.keyId}`,
      icon: 'key',
      title: item.text,
      line: '打个电话问问，找到了就记一笔',
      button: '去处理',
      url: keyUrl(item.keyId),
    };
  }
  if (item.kind === 'committeeKey') {
    return {
      key: `committee.${item.keyId}`,
      icon: 'key',
      title: item.text,
      line: '当面交接，两边各点一下就行',
      button: item.give ? '去交' : '去接',
      url: keyUrl(item.keyId),
    };
  }
  return {
    key: `questions.${item.noticeId}`,
    icon: 'bell',
    title: `${item.count} 个提问等着回`,
    line: item.title,
    button: '去回',
    url: `/pages/notice/view/view?id=${item.noticeId}`,
  };
}

type Of<K extends DutyItem['kind']> = Extract<DutyItem, { readonly kind: K }>;
type WordsOf = {
  readonly [K in DutyItem['kind']]: (item: Of<K>, today: LocalDate) => Omit<Words, 'key'>;
};

const DUTY_WORDS: WordsOf = {
  duty: ({ text, day }, today) => ({
    icon: 'gate',
    title: text,
    line: day === today ? '门口的事、钥匙和电话都在里面' : '来不了也不要紧，点开早点说一声',
    button: '看看',
    url: day === today ? '/packages/duty/today/today' : '/packages/duty/mine/mine',
  }),
  key: ({ text, give, keyId }) => ({
    icon: 'key',
    title: text,
    line: '当面交接，两家各点一下就行',
    button: give ? '去交' : '去接',
    url: keyUrl(keyId),
  }),
  swap: ({ text, askId }) => ({
    icon: 'people',
    title: text,
    line: '能换就换，不方便也没关系',
    button: '看看',
    url: `/packages/duty/swap/swap?ask=${askId}`,
  }),
  dutyChanged: ({ text }) => ({
    icon: 'clock',
    title: text,
    line: '点开看一看，回一声“看到了”',
    button: '看看',
    url: '/packages/duty/mine/mine',
  }),
  care: ({ count }) => ({
    icon: 'hand',
    title: count === 1 ? '顺路看看一户邻居' : `顺路看看 ${count} 户邻居`,
    line: '没来值守，去敲个门、问声好',
    button: '看看',
    url: '/packages/duty/care/care',
  }),
  cleanUp: ({ text, on }, today) => ({
    icon: 'people',
    title: text,
    line: `${spokenDay(on, today)}一起把门口收拾干净，来不来都回一声`,
    button: '回一声',
    url: '/packages/duty/today/today',
  }),
};

function dutyWords(item: DutyItem, today: LocalDate): Words {
  const write = DUTY_WORDS[item.kind] as (item: DutyItem, today: LocalDate) => Omit<Words, 'key'>;
  const words = write(item, today);
  const { helping, forHousehold } = item;
  return {
    ...words,
    key: `${item.kind}.${nameOf(item)}.${forHousehold.id}`,
    ...(helping ? { icon: 'hand', line: `替${forHousehold.label}：${words.line}` } : {}),
  };
}

function nameOf(item: DutyItem): string {
  if (item.kind === 'duty') return item.turnId;
  if (item.kind === 'key') return item.keyId;
  return item.kind === 'swap' ? item.askId : '';
}
