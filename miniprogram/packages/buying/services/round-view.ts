/** One round as a household sees it: what is picked out, what it comes to, and the one next step. Pure. */
import { HOUR_MS, spokenInstant, timeOf } from '../../../contract/calendar';
import type { CountByItem } from '../../../contract/groupbuy-forms';
import { DOOR_NAMES, ORDERED_BY_NAMES } from '../../../contract/groupbuy-forms';
import type { ItemView, OrderView, RoundView } from '../../../contract/groupbuy-views';
import { yuanText } from '../../../contract/money';
import type { Count, EpochMs, Fen } from '../../../contract/units';
import { stepsOf } from '../../../services/basket';
import { toneOf } from './list-view';
import { type PickingModel, pickingModel } from './picking-view';

/** Below this it is worth saying how many are left. */
const FEW = 20;
const GRAMS_PRICED = 500;
/** As many as a finger can reasonably count up to when nothing limits it. */
const MANY = 99;

export interface ItemModel {
  readonly itemId: string;
  readonly name: string;
  /** `约 500 克一把`. */
  readonly spec: string;
  /** `¥3.50 一把`. */
  readonly price: string;
  /** `只剩 3 把`, `订完了`; empty when there is plenty. */
  readonly left: string;
  readonly count: Count;
  readonly max: Count;
  readonly unit: string;
  /** Weighed at the door: the price is for 500 g. */
  readonly weighed: boolean;
  /** A cloud file id; empty without one. */
  readonly picture: string;
}

export interface RoundModel {
  readonly title: string;
  readonly tag: string;
  readonly tone: string;
  readonly open: boolean;
  /** `今天 20:00 截单，还有 2 小时`. */
  readonly when: string;
  readonly delivery: string;
  readonly joined: string;
  readonly items: readonly ItemModel[];
  /** Something has a picture, so that every row keeps the place for one. */
  readonly pictured: boolean;
  readonly capLine: string;
  readonly minimum: { readonly text: string; readonly percent: number } | undefined;
  /** What the counts come to: `5 份 · ¥17.50`; empty while nothing is picked out. */
  readonly sum: string;
  /** The deed in the dock; empty when there is nothing to do. */
  readonly step: string;
  readonly order: OrderModel | undefined;
  readonly weighedLine: string;
  readonly picking: PickingModel | undefined;
}

export interface OrderModel {
  readonly lines: readonly {
    readonly name: string;
    readonly picture: string;
    readonly text: string;
    readonly reason: string;
    readonly money: string;
  }[];
  /** `电话代订`; empty when the household ordered itself. */
  readonly by: string;
  readonly state: string;
  readonly money: string;
  readonly owed: string;
}

export const ordered = ({ items }: RoundView): CountByItem =>
  Object.fromEntries(items.map(({ itemId, mine }) => [itemId, mine]));

const one = (unit: string): string => (unit ? `一${unit}` : '一份');

/** For weighed goods the price is for 500 g and the sum only an estimate. */
const fenOf = ({ saleFen, weighed }: ItemView, count: Count): Fen =>
  weighed ? Math.round((saleFen * weighed.gramsEach * count) / GRAMS_PRICED) : saleFen * count;

const sumBy = (items: readonly ItemView[], of: (item: ItemView) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

function leftText({ left, unit, mine }: ItemView): string {
  if (left === undefined || left > FEW) return '';
  if (left === 0) return mine > 0 ? '其余订完了' : '订完了';
  return `只剩 ${left} ${unit}`;
}

/** As far as stock, the cap of the goods and the cap of the household allow. */
function maxOf(view: RoundView, item: ItemView, counts: CountByItem): Count {
  const others = sumBy(view.items, ({ itemId, mine }) =>
    itemId === item.itemId ? 0 : (counts[itemId] ?? mine),
  );
  return Math.max(
    0,
    Math.min(
      item.left === undefined ? MANY : item.mine + item.left,
      item.capPerHousehold ?? MANY,
      view.capPerHousehold === undefined ? MANY : view.capPerHousehold - others,
    ),
  );
}

export function isOpen({ opensAt, closesAt, status }: RoundView, now: EpochMs): boolean {
  return (status === 'open' || status === 'waiting') && opensAt <= now && now < closesAt;
}

export function whenText({ opensAt, closesAt, closesText }: RoundView, now: EpochMs): string {
  if (now < opensAt) return `${spokenInstant(opensAt, now)} 开始接龙`;
  const left = closesAt - now;
  if (left <= 0 || left > 24 * HOUR_MS) return closesText;
  const hours = Math.floor(left / HOUR_MS);
  const rest = hours > 0 ? `${hours} 小时` : `${Math.max(1, Math.floor(left / 60_000))} 分钟`;
  return `${closesText}，还有 ${rest}`;
}

/** `周六 09:00–11:00 送，放大门口`, with what else is said about it. */
function deliveryWords({ delivery, dropPoint }: RoundView, now: EpochMs): string {
  const { from, until, text } = delivery;
  const when = `${spokenInstant(from, now)}–${timeOf(until)} 送到${dropPoint || '院里'}`;
  return [when, text].filter(Boolean).join('，');
}

/** The deed says what it comes to, so that nobody presses without knowing. */
function stepOf(view: RoundView, units: Count, money: string): string {
  const had = view.mine?.units ?? 0;
  if (units === 0) return had > 0 ? '都不要了' : '';
  return had > 0 ? `改成 ${units} 份 ${money}` : `订 ${units} 份 ${money}`;
}

export function roundModel(view: RoundView, counts: CountByItem, now: EpochMs): RoundModel {
  const open = isOpen(view, now);
  const countOf = ({ itemId, mine }: ItemView): Count => counts[itemId] ?? mine;
  const units = sumBy(view.items, countOf);
  const about = view.items.some((item) => item.weighed && countOf(item) > 0) ? '约 ' : '';
  const money = `${about}${yuanText(sumBy(view.items, (item) => fenOf(item, countOf(item))))}`;
  const changed = stepsOf(view.items, counts).length > 0;
  return {
    title: view.title,
    tag: view.statusText,
    tone: toneOf(view.status),
    open,
    when: view.status === 'cancelled' ? '' : whenText(view, now),
    delivery: deliveryWords(view, now),
    joined:
      view.joinedHere > 0 ? `本院已有 ${view.joinedHere} 家订了` : '本院还没有人订，您来开个头',
    items: view.items.map((item) => itemModel(view, item, counts)),
    pictured: view.items.some(({ picture }) => picture !== undefined),
    capLine: view.capPerHousehold === undefined ? '' : `每家一共最多 ${view.capPerHousehold} 份`,
    minimum: minimumOf(view),
    sum: units > 0 ? `${units} 份 · ${money}` : '',
    step: open && changed ? stepOf(view, units, money) : '',
    order: view.mine ? orderModel(view.mine, view.items) : undefined,
    weighedLine: about ? '按斤卖的到时称了才知道准数，送到门口按实际斤两收' : '',
    picking: pickingModel(view, now),
  };
}

function itemModel(view: RoundView, item: ItemView, counts: CountByItem): ItemModel {
  const count = counts[item.itemId] ?? item.mine;
  const priceOf = item.weighed ? '一斤' : one(item.unit);
  return {
    itemId: item.itemId,
    name: item.name,
    spec: item.spec,
    price: `${yuanText(item.saleFen)} ${priceOf}`,
    left: leftText(item),
    count,
    max: maxOf(view, item, counts),
    unit: item.unit,
    weighed: item.weighed !== undefined,
    picture: item.picture ?? '',
  };
}

function minimumOf({ minimum }: RoundView): RoundModel['minimum'] {
  if (!minimum) return undefined;
  const percent = Math.min(100, Math.round((100 * minimum.reached) / Math.max(1, minimum.amount)));
  return { text: minimum.text, percent };
}

function orderModel(order: OrderView, items: RoundView['items']): OrderModel {
  const { orderedBy, state, dueFen, paidFen, owedFen, takenBy } = order;
  const visited = state !== 'open' && state !== 'frozen';
  const who = takenBy ? `，${takenBy}代收` : '';
  return {
    lines: order.lines
      .filter(({ ordered: wanted }) => wanted > 0)
      .map(({ itemId, name, unit, ordered: wanted, allotted, handed, fen, reason = '' }) => {
        const got = handed ?? allotted;
        return {
          name,
          picture: items.find((item) => item.itemId === itemId)?.picture ?? '',
          text:
            got === wanted ? `${name} ${got} ${unit}` : `${name} ${got} ${unit}（订了 ${wanted}）`,
          reason,
          money: yuanText(fen),
        };
      }),
    by: orderedBy === 'self' ? '' : ORDERED_BY_NAMES[orderedBy],
    state: visited ? `${DOOR_NAMES[state]}${state === 'neighbour' ? who : ''}` : '',
    money: `共 ${yuanText(dueFen)}`,
    owed: owedFen > 0 && visited ? `还欠 ${yuanText(owedFen)}` : paidFen > 0 ? '钱付清了' : '',
  };
}
