/** What neighbours see of rounds and of their own orders. Pure. */
import { dayOf, spokenDay, spokenInstant, timeOf } from '../../miniprogram/contract/calendar';
import {
  type CountByItem,
  type DeliveryForm,
  ROUND_STATUS_NAMES,
} from '../../miniprogram/contract/groupbuy-forms';
import type {
  OrderView,
  PickingView,
  RoundRow,
  RoundView,
} from '../../miniprogram/contract/groupbuy-views';
import type { CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import { yuanText } from '../../miniprogram/contract/money';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { type OrderDoc, orderViewOf } from '../sale/public';
import type { RoundDoc } from './documents';
import { reachedOf, statusOf } from './groupbuy';
import { passedIn } from './pictures';

export function closesText(round: RoundDoc, now: EpochMs): string {
  const status = statusOf(round, now);
  if (status === 'waiting') return `${spokenInstant(round.opensAt, now)} 开始接龙`;
  if (status === 'open') return `${spokenInstant(round.closesAt, now)} 截单`;
  return ROUND_STATUS_NAMES[status];
}

/** `周六 09:00–11:00 送到院里`. */
export function deliveryText({ text, from, until }: DeliveryForm, now: EpochMs): string {
  const when = `${spokenDay(dayOf(from), dayOf(now))} ${timeOf(from)}–${timeOf(until)}`;
  return text === '' ? when : `${when}，${text}`;
}

export const itemsText = ({ form }: RoundDoc): string =>
  form.items.map(({ name }) => name).join('、');

/** As many as fit on a line of a narrow phone. */
const ROW_PICTURES = 4;

export const rowOf = (round: RoundDoc, myUnits: Count, now: EpochMs): RoundRow => {
  const status = statusOf(round, now);
  return {
    roundId: round._id,
    title: round.form.title,
    status,
    statusText: ROUND_STATUS_NAMES[status],
    closesAt: round.closesAt,
    closesText: closesText(round, now),
    deliveryText: deliveryText(round.form.delivery, now),
    itemsText: itemsText(round),
    pictures: passedIn(round).slice(0, ROW_PICTURES),
    myUnits,
  };
};

export function orderView(round: RoundDoc, order: OrderDoc, now: EpochMs): OrderView {
  const status = statusOf(round, now);
  return orderViewOf(round.form.items, order, status === 'open' || status === 'waiting');
}

/** How ordering stands, for the neighbours of one courtyard. */
export interface Standing {
  readonly remaining: CountByItem;
  readonly sold: CountByItem;
  readonly joinedHere: Count;
  readonly order: OrderDoc | undefined;
}

export interface Seen extends Standing {
  readonly courtyardId: CourtyardId;
  readonly member: MemberId | undefined;
  readonly mayManage: boolean;
  /** Pictures that have passed. */
  readonly pictures: readonly string[];
  readonly now: EpochMs;
}

export function roundView(round: RoundDoc, seen: Seen): RoundView {
  const { courtyardId, member, remaining, sold, joinedHere, order } = seen;
  const { pictures, mayManage, now } = seen;
  const status = statusOf(round, now);
  const { form } = round;
  return {
    roundId: round._id,
    title: form.title,
    note: form.note,
    status,
    statusText: ROUND_STATUS_NAMES[status],
    opensAt: round.opensAt,
    closesAt: round.closesAt,
    closesText: closesText(round, now),
    delivery: form.delivery,
    dropPoint: form.dropPoints[courtyardId] ?? '',
    items: form.items.map((item) => ({
      itemId: item.id,
      name: item.name,
      unit: item.unit,
      spec: item.spec,
      saleFen: item.saleFen,
      ...(item.weighed ? { weighed: item.weighed } : {}),
      ...(item.stock === undefined ? {} : { left: remaining[item.id] ?? item.stock }),
      ...(item.capPerHousehold === undefined ? {} : { capPerHousehold: item.capPerHousehold }),
      mine: order?.lines[item.id]?.ordered ?? 0,
      sold: sold[item.id] ?? 0,
      ...(pictures.includes(item.picture ?? '') ? { picture: item.picture } : {}),
    })),
    ...(form.capPerHousehold === undefined ? {} : { capPerHousehold: form.capPerHousehold }),
    ...minimumView(round, sold),
    ...(order ? { mine: orderView(round, order, now) } : {}),
    joinedHere,
    ...pickingOf(round, member),
    ...(round.supplierName === undefined ? {} : { supplierName: round.supplierName }),
    ...(round.reason === undefined ? {} : { reason: round.reason }),
    groupText: groupText(round, joinedHere, now),
    mayManage,
    now,
  };
}

function minimumView(round: RoundDoc, sold: CountByItem) {
  const { minimum } = round.form;
  if (!minimum) return {};
  const reached = reachedOf(round, sold);
  const say = (amount: number) => (minimum.of === 'fen' ? yuanText(amount) : `${amount} 份`);
  const missing = minimum.amount - reached;
  const text =
    missing <= 0
      ? `已经够起订量 ${say(minimum.amount)}`
      : `起订 ${say(minimum.amount)}，还差 ${say(missing)}`;
  return { minimum: { of: minimum.of, amount: minimum.amount, reached, text } };
}

export function pickingOf(
  { form, pickers }: RoundDoc,
  member: MemberId | undefined,
): { readonly picking?: PickingView } {
  if (!form.picking) return {};
  const mine = member !== undefined && pickers.includes(member);
  return { picking: { ...form.picking, signedUp: pickers.length, mine } };
}

/** For the WeChat group: what, when and how many, never who. */
export function groupText(round: RoundDoc, joinedHere: Count, now: EpochMs): string {
  const { title, items, note, delivery } = round.form;
  const head = [`【团购】${title}`, closesText(round, now), deliveryText(delivery, now)];
  const tail = joinedHere > 0 ? [`院里已有 ${joinedHere} 户接龙`] : [];
  const room = LIMITS.groupTextLines - head.length - tail.length - (note === '' ? 0 : 1);
  const rows = items.map(
    ({ name, unit, spec, saleFen, weighed }) =>
      `${name} ${yuanText(saleFen)}/${weighed ? '斤' : unit}${spec === '' ? '' : `（${spec}）`}`,
  );
  const shown =
    rows.length <= room ? rows : [...rows.slice(0, room - 1), `还有 ${rows.length - room + 1} 样`];
  return [...head, ...shown, ...(note === '' ? [] : [note.replace(/\s+/g, ' ')]), ...tail].join(
    '\n',
  );
}
