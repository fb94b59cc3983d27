/** 开团: what is filled in, as typed, and as it is sent. Pure. */
import { addDays, dayOf, instant, spokenDay, timeOf } from '../../../contract/calendar';
import type { ItemForm, LossRule, RoundForm, ShortageRule } from '../../../contract/groupbuy-forms';
import type { CourtyardId, SupplierId } from '../../../contract/ids';
import { fenOf, yuanText } from '../../../contract/money';
import type { EpochMs, LocalDate, LocalTime } from '../../../contract/units';
import { typedYuan } from './settle-view';

export interface GoodsForm {
  readonly id?: string;
  readonly name: string;
  readonly unit: string;
  readonly spec: string;
  /** As typed, in yuan. */
  readonly sale: string;
  readonly cost: string;
  /** Empty: as many as are ordered. */
  readonly stock: string;
  readonly cap: string;
  /** Empty: sold by the unit; else about so many grams each, priced by 500 g. */
  readonly grams: string;
}

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
  readonly courtyards: readonly CourtyardId[];
  readonly dropPoint: string;
  readonly cap: number;
  readonly minimum: number;
  readonly otherwise: 'extend' | 'cancel';
  readonly shortageRule: ShortageRule;
  readonly lossRule: LossRule;
  readonly picking: RoundForm['picking'] | null;
  /** Of the round it came from, per courtyard. */
  readonly dropPoints: RoundForm['dropPoints'];
}

export const NEW_GOODS: GoodsForm = {
  ...{ name: '', unit: '份', spec: '', sale: '', cost: '', stock: '', cap: '', grams: '' },
};

/** A first round: closing tomorrow evening, delivered the morning after. */
export const firstForm = (now: EpochMs, courtyards: readonly CourtyardId[]): EditForm => ({
  ...{ title: '', note: '', supplierId: '', goods: [], dropPoints: {} },
  ...{ opensNow: true, opensAt: now, closesDay: addDays(dayOf(now), 1), closesTime: '20:00' },
  ...{ deliveryDay: addDays(dayOf(now), 3), deliveryFrom: '09:00', deliveryUntil: '11:00' },
  ...{ courtyards, dropPoint: '大门口', cap: 0, minimum: 0, otherwise: 'extend' },
  ...{ shortageRule: 'priority', lossRule: 'fund', picking: null },
});

const optional = (count: number | undefined): string => (count === undefined ? '' : String(count));

const goodsOf = (item: ItemForm): GoodsForm => ({
  ...(item.id === undefined ? {} : { id: item.id }),
  ...{ name: item.name, unit: item.unit, spec: item.spec },
  ...{ sale: typedYuan(item.saleFen), cost: typedYuan(item.costFen) },
  ...{ stock: optional(item.stock), cap: optional(item.capPerHousehold) },
  grams: optional(item.weighed?.gramsEach),
});

const shownPoint = (points: RoundForm['dropPoints']): string | undefined =>
  Object.values(points)[0];

/** A copied round begins when it is opened; a draft that was given an hour keeps it. */
export const editForm = (form: RoundForm, now: EpochMs, copied = false): EditForm => ({
  ...{ title: form.title, note: form.note, supplierId: form.supplierId ?? '' },
  goods: form.items.map(goodsOf),
  ...{ opensNow: copied || form.opensAt <= now, opensAt: form.opensAt },
  ...{ closesDay: dayOf(form.closesAt), closesTime: timeOf(form.closesAt) },
  ...{ deliveryDay: dayOf(form.delivery.from), deliveryFrom: timeOf(form.delivery.from) },
  deliveryUntil: timeOf(form.delivery.until),
  ...{ courtyards: form.courtyards, dropPoints: form.dropPoints },
  dropPoint: shownPoint(form.dropPoints) ?? '',
  ...{ cap: form.capPerHousehold ?? 0 },
  ...{ minimum: form.minimum?.of === 'units' ? form.minimum.amount : 0 },
  otherwise: form.minimum?.otherwise ?? 'extend',
  ...{ shortageRule: form.shortageRule, lossRule: form.lossRule, picking: form.picking ?? null },
});

/** What is still wrong: of which part, and in plain words. */
export interface Wrong {
  readonly part: 'title' | 'goods' | 'time' | 'courtyards';
  readonly text: string;
}

const counted = (text: string): number | undefined =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : undefined;

export function wrongGoods({ name, sale, cost, stock, cap, grams, unit }: GoodsForm): string {
  if (name.trim() === '') return '菜名还没写';
  if (unit.trim() === '') return `${name}论什么卖？比如 份、把`;
  if (fenOf(sale) === undefined) return `${name}卖多少钱？写数字，比如 3.5`;
  if (fenOf(cost) === undefined) return `${name}进价多少？写数字，比如 3`;
  if ([stock, cap].some((text) => text.trim() !== '' && counted(text) === undefined)) {
    return `${name}的份数写整数，不限就空着`;
  }
  const grammed = /^\d{1,6}$/.test(grams.trim()) && Number(grams) > 0;
  return grams.trim() !== '' && !grammed ? `${name}每份大约多少克？写整数` : '';
}

export function wrongIn(form: EditForm, now: EpochMs): Wrong | undefined {
  if (form.title.trim() === '') return { part: 'title', text: '起个名字，比如 周四蔬菜团' };
  if (form.goods.length === 0) return { part: 'goods', text: '至少要有一样菜' };
  const goods = form.goods.map(wrongGoods).find((text) => text !== '');
  if (goods) return { part: 'goods', text: goods };
  const closesAt = instant(form.closesDay, form.closesTime);
  if (closesAt <= now) return { part: 'time', text: '截单的时间已经过了' };
  if (!form.opensNow && closesAt <= form.opensAt) return { part: 'time', text: '截单要晚于开始' };
  const from = instant(form.deliveryDay, form.deliveryFrom);
  if (from < closesAt) return { part: 'time', text: '送菜要在截单以后' };
  if (instant(form.deliveryDay, form.deliveryUntil) <= from) {
    return { part: 'time', text: '送菜结束要晚于开始' };
  }
  if (form.courtyards.length === 0) return { part: 'courtyards', text: '选一选哪些院子能订' };
  return undefined;
}

/** Days as people say them, for the buttons that choose them. */
export const dayWords = (form: EditForm, now: EpochMs) => ({
  opens: spokenDay(dayOf(form.opensAt), dayOf(now)),
  opensTime: timeOf(form.opensAt),
  closes: spokenDay(form.closesDay, dayOf(now)),
  delivery: spokenDay(form.deliveryDay, dayOf(now)),
});

/** A courtyard keeps a place of its own; those at the place that is shown go where it says now. */
function ownPoint({ dropPoints }: EditForm, id: CourtyardId): string | undefined {
  return dropPoints[id] === shownPoint(dropPoints) ? undefined : dropPoints[id];
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
    ...(form.minimum > 0
      ? {
          minimum: {
            ...{ of: 'units' as const, amount: form.minimum },
            ...{ otherwise: form.otherwise, extendHours: 24 },
          },
        }
      : {}),
    opensAt: form.opensNow ? now : form.opensAt,
    closesAt: instant(form.closesDay, form.closesTime),
    delivery: { text: '', from, until },
    courtyards: form.courtyards,
    dropPoints:
      point === ''
        ? {}
        : Object.fromEntries(form.courtyards.map((id) => [id, ownPoint(form, id) ?? point])),
    shortageRule: form.shortageRule,
    lossRule: form.lossRule,
    ...(form.picking ? { picking: form.picking } : {}),
  };
}

const itemOf = (goods: GoodsForm): ItemForm => ({
  ...(goods.id === undefined ? {} : { id: goods.id }),
  ...{ name: goods.name.trim(), unit: goods.unit.trim(), spec: goods.spec.trim() },
  ...{ saleFen: fenOf(goods.sale) ?? 0, costFen: fenOf(goods.cost) ?? 0 },
  ...limit('stock', goods.stock),
  ...limit('capPerHousehold', goods.cap),
  ...(goods.grams.trim() === '' ? {} : { weighed: { gramsEach: Number(goods.grams) } }),
});

const limit = (field: 'stock' | 'capPerHousehold', text: string): Partial<ItemForm> => {
  const count = counted(text);
  return count === undefined ? {} : { [field]: count };
};

/** `豌豆尖 ¥3.50 一把，进价 ¥3.00，共 120`. */
export function goodsLine({ sale, cost, unit, stock, grams }: GoodsForm): string {
  const money = (text: string): string => {
    const fen = fenOf(text);
    return fen === undefined ? '没写' : yuanText(fen);
  };
  const per = grams.trim() === '' ? `一${unit || '份'}` : '一斤';
  const total = stock.trim() === '' ? '' : `，一共 ${stock} ${unit}`;
  return `卖 ${money(sale)} ${per}，进价 ${money(cost)}${total}`;
}
