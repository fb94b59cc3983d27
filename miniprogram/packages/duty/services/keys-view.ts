/** 钥匙: what stands on the page of whoever stands at the door. Pure. */
import type { HouseholdId, KeyId } from '../../../contract/ids';
import type { KeyView, TodayView } from '../../../contract/roster-views';
import { type KeptDeed, keptLine } from './kept-words';
import { callName } from './label';
import { stepOf } from './today-view';
import { type Tile, tilesOf } from './typing';

export interface KeysModel {
  readonly keyId: KeyId | '';
  readonly mode: 'none' | 'give' | 'take' | 'rest' | 'spare' | 'lost';
  readonly title: string;
  readonly plate: string;
  readonly plateMine: boolean;
  /** Under the plate: what is true now, and what happens next. */
  readonly line: string;
  /** The four digits of the holder; empty for everybody else. */
  readonly digits: readonly Tile[];
  /** The same, one by one, as they are read aloud. */
  readonly spokenDigits: string;
  /** The keypad is open at once. */
  readonly typing: boolean;
  /** The main button. */
  readonly button: string;
  /** `交给下一家：2单元 102 张家`; empty when it is not time. */
  readonly passOn: string;
  readonly passOnLine: string;
  readonly passOnAsk: string;
  /** `李家没带手机，我来记一笔`; empty when nobody may. */
  readonly record: string;
  readonly recordAsk: string;
  readonly recordTo: HouseholdId | 'committee' | '';
  readonly mayLose: boolean;
  /** `点错了，还没交`; empty when there is no tap to take back. */
  readonly slip: string;
  readonly slipAsk: string;
  readonly stillWith: HouseholdId | 'committee' | '';
  /** What waits in the phone, and what is true until it is sent. */
  readonly kept: string;
  readonly others: readonly {
    readonly keyId: KeyId;
    readonly name: string;
    readonly on: boolean;
  }[];
}

const EMPTY: KeysModel = {
  keyId: '',
  mode: 'none',
  title: '',
  plate: '',
  plateMine: false,
  line: '',
  digits: [],
  spokenDigits: '',
  typing: false,
  button: '',
  passOn: '',
  passOnLine: '',
  passOnAsk: '',
  record: '',
  recordAsk: '',
  recordTo: '',
  mayLose: false,
  slip: '',
  slipAsk: '',
  stillWith: '',
  kept: '',
  others: [],
};

/** A spare key concerns whoever holds it; the gates' own keys concern everybody. */
const shownKeys = ({ keys }: TodayView): readonly KeyView[] =>
  keys.filter(({ spare, heldByMe }) => !spare || heldByMe);

function pick(keys: readonly KeyView[], wanted: string): KeyView | undefined {
  const asking = stepOf(keys).stepKey;
  return (
    keys.find(({ keyId }) => keyId === wanted) ??
    keys.find(({ keyId }) => keyId === asking) ??
    keys.find(({ heldByMe }) => heldByMe) ??
    keys[0]
  );
}

export function keysModel(
  view: TodayView,
  { wanted, kept }: { readonly wanted: string; readonly kept: readonly KeptDeed[] },
): KeysModel {
  const keys = shownKeys(view);
  const key = pick(keys, wanted);
  if (!key) return EMPTY;
  const deeds = kept.filter(({ keyId }) => keyId === key.keyId);
  const others =
    keys.length > 1
      ? keys.map(({ keyId, name }) => ({ keyId, name, on: keyId === key.keyId }))
      : [];
  return {
    ...EMPTY,
    keyId: key.keyId,
    ...faceOf(key, deeds),
    ...passOnOf(key, deeds),
    ...recordOf(key),
    ...slipOf(key),
    mayLose: key.heldByMe && !key.lost,
    kept: keptLine(key, deeds),
    others,
  };
}

type Face = Partial<KeysModel> & Pick<KeysModel, 'mode' | 'title' | 'plate' | 'line'>;

function faceOf(key: KeyView, deeds: readonly KeptDeed[]): Face {
  if (key.lost) return lostFace(key);
  if (key.spare) return spareFace(key);
  if (key.may.take) return takeFace(key, deeds);
  return key.may.give ? giveFace(key, deeds) : restFace(key);
}

const lostFace = (key: KeyView): Face => ({
  mode: 'lost',
  title: `${key.name}报了丢失`,
  plate: key.holderLabel,
  plateMine: key.heldByMe,
  line: '院委会会换一把。找到了，打个电话说一声就好。',
});

const spareFace = (key: KeyView): Face => ({
  mode: 'spare',
  title: `${key.name}在`,
  plate: key.holderLabel,
  plateMine: key.heldByMe,
  line: '备用钥匙不跟着值守走，用完还给院委会。',
  button: key.may.record ? '还给院委会了' : '',
  record: '',
  recordTo: 'committee',
});

/** `今晚 20:00`; empty when it is time. */
const ahead = ({ next }: KeyView): string =>
  next?.state === 'rests' ? `${next.text.split(' 交给')[0] ?? ''} ` : '';

function giveFace(key: KeyView, deeds: readonly KeptDeed[]): Face {
  const passed = deeds.some(({ action }) => action === 'passOn');
  const label = passed && key.after ? key.after : (key.next?.label ?? '');
  const name = callName(label);
  const tapped = key.next?.half === 'giver' || deeds.some(({ action }) => action === 'giveKey');
  const waits = `等${name}点“收到了”，您就可以歇了。`;
  return {
    mode: 'give',
    title: `${ahead(key)}把钥匙交给`,
    plate: label,
    line: tapped ? waits : `${name}收下，您就可以歇了。今天守门，辛苦了`,
    digits: key.code ? tilesOf(key.code) : [],
    spokenDigits: [...(key.code ?? '')].join(' '),
    button: tapped ? '' : `交给${name}了`,
  };
}

function takeFace(key: KeyView, deeds: readonly KeptDeed[]): Face {
  const name = callName(key.holderLabel);
  const given = key.next?.half === 'giver';
  const tapped = key.next?.half === 'receiver' || deeds.some(({ action }) => action === 'takeKey');
  const hint = given
    ? `${name}说交给您了，拿到就点下面`
    : tapped
      ? `等${name}点“交出去了”；点${name}念的 4 个数，马上就算数`
      : `拿到了就点下面；${name}手机没网，就点他念的 4 个数`;
  return {
    mode: 'take',
    title: `${ahead(key)}接这家的钥匙`,
    plate: key.holderLabel,
    line: hint,
    typing: !given,
    button: tapped ? '' : '我收到钥匙了',
  };
}

function restFace(key: KeyView): Face {
  const { next } = key;
  return {
    mode: 'rest',
    title: `${key.name}在`,
    plate: key.holderLabel,
    plateMine: key.heldByMe,
    line: next ? next.text : '后面没有要交的了',
  };
}

function passOnOf(key: KeyView, deeds: readonly KeptDeed[]): Partial<KeysModel> {
  const { after, next, may } = key;
  if (!may.passOn || !next || deeds.some(({ action }) => action === 'passOn')) return {};
  const name = callName(next.label);
  return {
    passOn: after ? `交给下一家：${after}` : '交给下一家',
    passOnLine: `先交给下一家就好，不用多等。我们会请邻居问候一声${name}，看是不是有难处。`,
    passOnAsk: `明天改由${after ?? '下一家'}值守，钥匙交给他家。${name}这一班往后排，会请一位邻居去问候一声，不在群里说。`,
  };
}

/** Whoever was at the door writes it down for a household without a phone. */
function recordOf({ may, next, spare, lost, holderLabel }: KeyView): Partial<KeysModel> {
  if (!may.record || !next || next.state === 'rests' || spare || lost) return {};
  const to = callName(next.label);
  const from = callName(holderLabel);
  return {
    record: may.take ? `${from}没带手机，我来记一笔` : `${to}没带手机，我来记一笔`,
    recordAsk: `记下：钥匙已经从${holderLabel}交到${next.label}手里。记录里会写明是补记的。`,
    recordTo: next.to,
  };
}

/** A tap that was a mistake, while the other side has not tapped. */
function slipOf({ stillWith, next, holderLabel }: KeyView): Partial<KeysModel> {
  if (stillWith === undefined || !next?.half) return {};
  const given = next.half === 'giver';
  return {
    slip: given ? '点错了，钥匙还没交' : '点错了，钥匙还没拿到',
    slipAsk: `记下：钥匙还在${holderLabel}手里，${given ? '“交出去了”' : '“收到了”'}那一下不算。`,
    stillWith,
  };
}
