/** 开团: what is filled in, as typed, and as it is sent. Pure. */
import { addDays, dayOf, instant, spokenDay, timeOf } from '../../../contract/calendar';
import type { LossRule, RoundForm, ShortageRule } from '../../../contract/groupbuy-forms';
import type { CourtyardId, SupplierId } from '../../../contract/ids';
import { fenOf } from '../../../contract/money';
import type { EpochMs, LocalDate, LocalTime } from '../../../contract/units';
import { type GoodsForm, goodsOf, itemOf, wrongGoods } from './goods-form';
import {
  firstPicking,
  type PickingDraft,
  pickingDraft,
  pickingForm,
  wrongPicking,
} from './picking-form';
import { typedYuan } from './settle-view';

export interface EditForm {
  readonly title: string;
  readonly note: string;
  readonly supplierId: SupplierId | '';
  readonly goods: readonly GoodsForm[];
  readonly opensNow: boolean;
  readonly opensAt: EpochMs;
  readonly closesDay: LocalDate;
  readonly closesTime: LocalTime;
  readonly deliveryDay: LocalDate;
  readonly deliveryFrom: LocalTime;
  readonly deliveryUntil: LocalTime;
  readonly deliveryText: string;
  readonly courtyards: readonly CourtyardId[];
  readonly dropPoint: string;
  readonly cap: number;
  readonly minimumOf: 'units' | 'fen';
  /** In units; 0 for none. */
  readonly minimum: number;
  /** As typed, in yuan. */
  readonly minimumYuan: string;
  readonly otherwise: 'extend' | 'cancel';
  readonly extendHours: number;
  readonly shortageRule: ShortageRule;
  readonly lossRule: LossRule;
  /** Neighbours are asked to come to the field. */
  readonly picks: boolean;
  readonly picking: PickingDraft;
  /** Of the round it came from, per courtyard. */
  readonly dropPoints: RoundForm['dropPoints'];
}

/** A first round: closing tomorrow evening, delivered the morning after. */
export function firstForm(now: EpochMs, courtyards: readonly CourtyardId[]): EditForm {
  const deliveryDay = addDays(dayOf(now), 3);
  return {
    ...{ title: '', note: '', supplierId: '', goods: [], dropPoints: {} },
    ...{ opensNow: true, opensAt: now, closesDay: addDays(dayOf(now), 1), closesTime: '20:00' },
    ...{ deliveryDay, deliveryFrom: '09:00', deliveryUntil: '11:00', deliveryText: '' },
    ...{ courtyards, dropPoint: '大门口', cap: 0 },
    ...{ minimumOf: 'units', minimum: 0, minimumYuan: '', otherwise: 'extend', extendHours: 24 },
    ...{ shortageRule: 'priority', lossRule: 'fund' },
    ...{ picks: false, picking: firstPicking(deliveryDay) },
  };
}

const shownPoint = (points: RoundForm['dropPoints']): string | undefined =>
  Object.values(points)[0];

/** A copied round begins when it is opened; a draft that was given an hour keeps it. */
export const editForm = (form: RoundForm, now: EpochMs, copied = false): EditForm => ({
  ...{ title: form.title, note: form.note, supplierId: form.supplierId ?? '' },
  goods: form.items.map(goodsOf),
  ...{ opensNow: copied || form.opensAt <= now, opensAt: form.opensAt },
  ...{ closesDay: dayOf(form.closesAt), closesTime: timeOf(form.closesAt) },
  ...{ deliveryDay: dayOf(form.delivery.from), deliveryFrom: timeOf(form.delivery.from) },
  ...{ deliveryUntil: timeOf(form.delivery.until), deliveryText: form.delivery.text },
  ...{ courtyards: form.courtyards, dropPoints: form.dropPoints },
  dropPoint: shownPoint(form.dropPoints) ?? '',
  ...{ cap: form.capPerHousehold ?? 0 },
  ...minimumTyped(form),
  ...{ shortageRule: form.shortageRule, lossRule: form.lossRule },
  picks: form.picking !== undefined,
  picking: form.picking ? pickingDraft(form.picking) : firstPicking(dayOf(form.delivery.from)),
});

const minimumTyped = ({ minimum }: RoundForm) => ({
  minimumOf: minimum?.of ?? 'units',
  minimum: minimum?.of === 'units' ? minimum.amount : 0,
  minimumYuan: minimum?.of === 'fen' ? typedYuan(minimum.amount) : '',
  otherwise: minimum?.otherwise ?? 'extend',
  extendHours: minimum?.extendHours ?? 24,
});

/** What is still wrong: of which part, and in plain words. */
export interface Wrong {
  readonly part: 'title' | 'goods' | 'time' | 'picking' | 'courtyards' | 'more';
  readonly text: string;
}

export function wrongIn(form: EditForm, now: EpochMs): Wrong | undefined {
  if (form.title.trim() === '') return { part: 'title', text: '起个名字，比如 周四蔬菜团' };
  if (form.goods.length === 0) return { part: 'goods', text: '至少要有一样菜' };
  const goods = form.goods.map(wrongGoods).find((text) => text !== '');
  if (goods) return { part: 'goods', text: goods };
  return wrongTimes(form, now) ?? wrongRest(form);
}

function wrongTimes(form: EditForm, now: EpochMs): Wrong | undefined {
  const closesAt = instant(form.closesDay, form.closesTime);
  if (closesAt <= now) return { part: 'time', text: '截单的时间已经过了' };
  if (!form.opensNow && closesAt <= form.opensAt) return { part: 'time', text: '截单要晚于开始' };
  const from = instant(form.deliveryDay, form.deliveryFrom);
  if (from < closesAt) return { part: 'time', text: '送菜要在截单以后' };
  const until = instant(form.deliveryDay, form.deliveryUntil);
  if (until <= from) return { part: 'time', text: '送菜结束要晚于开始' };
  const picking = form.picks ? wrongPicking(form.picking, { closesAt, until }) : '';
  return picking ? { part: 'picking', text: picking } : undefined;
}

function wrongRest({ courtyards, minimumOf, minimumYuan }: EditForm): Wrong | undefined {
  if (courtyards.length === 0) return { part: 'courtyards', text: '选一选哪些院子能订' };
  const isTyped = minimumOf === 'fen' && minimumYuan.trim() !== '';
  if (isTyped && !fenOf(minimumYuan)) {
    return { part: 'more', text: '凑够多少钱才做？写数字，比如 200；不限就空着' };
  }
  return undefined;
}

/** Days as people say them, for the buttons that choose them. */
export const dayWords = (form: EditForm, now: EpochMs) => ({
  opens: spokenDay(dayOf(form.opensAt), dayOf(now)),
  opensTime: timeOf(form.opensAt),
  closes: spokenDay(form.closesDay, dayOf(now)),
  delivery: spokenDay(form.deliveryDay, dayOf(now)),
  picking: spokenDay(form.picking.day, dayOf(now)),
  /** Something has to come together. */
  limited: form.minimumOf === 'units' ? form.minimum > 0 : form.minimumYuan.trim() !== '',
  longer: form.extendHours === 24 ? '一天' : ` ${form.extendHours} 小时`,
});

/** A courtyard keeps a place of its own; those at the place that is shown go where it says now. */
function ownPoint({ dropPoints }: EditForm, id: CourtyardId): string | undefined {
  return dropPoints[id] === shownPoint(dropPoints) ? undefined : dropPoints[id];
}

function minimumOf(form: EditForm): Pick<RoundForm, 'minimum'> {
  const { minimumOf: of, minimum, minimumYuan, otherwise, extendHours } = form;
  const amount = of === 'fen' ? (fenOf(minimumYuan) ?? 0) : minimum;
  return amount > 0 ? { minimum: { of, amount, otherwise, extendHours } } : {};
}

/** Only of a form that has nothing wrong. */
export function roundForm(form: EditForm, now: EpochMs): RoundForm {
  const from = instant(form.deliveryDay, form.deliveryFrom);
  const until = instant(form.deliveryDay, form.deliveryUntil);
  const point = form.dropPoint.trim();
  return {
    title: form.title.trim(),
    note: form.note.trim(),
    ...(form.supplierId ? { supplierId: form.supplierId } : {}),
    items: form.goods.map(itemOf),
    ...(form.cap > 0 ? { capPerHousehold: form.cap } : {}),
    ...minimumOf(form),
    opensAt: form.opensNow ? now : form.opensAt,
    closesAt: instant(form.closesDay, form.closesTime),
    delivery: { text: form.deliveryText.trim(), from, until },
    courtyards: form.courtyards,
    dropPoints:
      point === ''
        ? {}
        : Object.fromEntries(form.courtyards.map((id) => [id, ownPoint(form, id) ?? point])),
    shortageRule: form.shortageRule,
    lossRule: form.lossRule,
    ...(form.picks ? { picking: pickingForm(form.picking) } : {}),
  };
}
