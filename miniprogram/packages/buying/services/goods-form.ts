/** One thing that is sold: as typed on 开团, and as it is sent. Pure. */
import type { ItemForm } from '../../../contract/groupbuy-forms';
import { fenOf, yuanText } from '../../../contract/money';
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
  /** A cloud file id; empty without one. */
  readonly picture: string;
}

export const NEW_GOODS: GoodsForm = {
  ...{ name: '', unit: '份', spec: '', sale: '', cost: '', stock: '', cap: '', grams: '' },
  picture: '',
};

const optional = (count: number | undefined): string => (count === undefined ? '' : String(count));

export const goodsOf = (item: ItemForm): GoodsForm => ({
  ...(item.id === undefined ? {} : { id: item.id }),
  ...{ name: item.name, unit: item.unit, spec: item.spec },
  ...{ sale: typedYuan(item.saleFen), cost: typedYuan(item.costFen) },
  ...{ stock: optional(item.stock), cap: optional(item.capPerHousehold) },
  ...{ grams: optional(item.weighed?.gramsEach), picture: item.picture ?? '' },
});

const counted = (text: string): number | undefined =>
  /^\d{1,4}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : undefined;

/** What is wrong with it, in plain words; empty when nothing is. */
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

/** Only of goods that have nothing wrong. */
export const itemOf = (goods: GoodsForm): ItemForm => ({
  ...(goods.id === undefined ? {} : { id: goods.id }),
  ...{ name: goods.name.trim(), unit: goods.unit.trim(), spec: goods.spec.trim() },
  ...{ saleFen: fenOf(goods.sale) ?? 0, costFen: fenOf(goods.cost) ?? 0 },
  ...limit('stock', goods.stock),
  ...limit('capPerHousehold', goods.cap),
  ...(goods.grams.trim() === '' ? {} : { weighed: { gramsEach: Number(goods.grams) } }),
  ...(goods.picture === '' ? {} : { picture: goods.picture }),
});

const limit = (field: 'stock' | 'capPerHousehold', text: string): Partial<ItemForm> => {
  const count = counted(text);
  return count === undefined ? {} : { [field]: count };
};

/** `卖 ¥3.50 一把，进价 ¥3.00，一共 120 把`. */
export function goodsLine({ sale, cost, unit, stock, grams }: GoodsForm): string {
  const money = (text: string): string => {
    const fen = fenOf(text);
    return fen === undefined ? '没写' : yuanText(fen);
  };
  const per = grams.trim() === '' ? `一${unit || '份'}` : '一斤，按斤称';
  const total = stock.trim() === '' ? '' : `，一共 ${stock} ${unit}`;
  return `卖 ${money(sale)} ${per}，进价 ${money(cost)}${total}`;
}
