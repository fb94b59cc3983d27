/** How a round goes on. Pure. @see docs/domain/groupbuy.md §1 */
import type {
  ItemForm,
  PickedItem,
  RoundForm,
  RoundStatus,
  ShortageRule,
} from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId, HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs, Fen } from '../../miniprogram/contract/units';
import { AppError, refuseIf } from '../kernel/errors';
import { type AllotmentDoc, fenFor } from '../sale/public';
import type { Arrival, Form, RoundDoc, RoundItem, Telling } from './documents';
import type { PriorityMark } from './priority';

const HOUR_MS = 3_600_000;

/** What a round is at an instant; ordering begins and ends by the clock, whatever the tick has got to. */
export function statusOf(
  round: Pick<RoundDoc, 'status' | 'opensAt' | 'closesAt'>,
  now: EpochMs,
): RoundStatus {
  if (round.status !== 'open') return round.status;
  if (now < round.opensAt) return 'waiting';
  return now < round.closesAt ? 'open' : 'closing';
}

/** Numbers new items after those that are there; an item keeps its number. */
export function numbered(
  items: readonly ItemForm[],
  known: readonly RoundItem[],
): readonly RoundItem[] {
  const used = known.map(({ id }) => Number(/^i(\d+)$/.exec(id)?.[1] ?? 0));
  let last = Math.max(0, ...used);
  return items.map((item) => {
    if (item.id !== undefined && known.some(({ id }) => id === item.id)) {
      return { ...item, id: item.id };
    }
    last += 1;
    return { ...item, id: `i${last}` };
  });
}

export const withForm = (round: RoundDoc, form: Form, now: EpochMs): RoundDoc => {
  refuseIf(round.status !== 'draft', 'ROUND_NOT_DRAFT');
  const { opensAt, closesAt, courtyards } = form;
  return { ...round, form, opensAt, closesAt, courtyards, editedAt: now };
};

/** @throws AppError `ROUND_NOT_DRAFT`, `ROUND_NOT_READY` with the field people read */
export function opened(round: RoundDoc, now: EpochMs): RoundDoc {
  refuseIf(round.status !== 'draft', 'ROUND_NOT_DRAFT');
  const missing = missingIn(round.form, now);
  if (missing !== undefined) throw new AppError('ROUND_NOT_READY', { field: missing });
  return { ...round, status: 'open', listed: true, editedAt: now };
}

function missingIn(form: RoundForm, now: EpochMs): string | undefined {
  const { title, items, opensAt, closesAt, delivery, courtyards, picking } = form;
  const names = new Set(items.map(({ name }) => name));
  const checks: readonly (readonly [boolean, string])[] = [
    [title === '', '团购名称'],
    [items.length === 0, '商品'],
    [items.some(({ name, unit }) => name === '' || unit === ''), '商品名称和单位'],
    [names.size !== items.length, '商品名称（有两样重名了）'],
    [items.some(({ saleFen }) => saleFen <= 0), '售价'],
    [closesAt <= now || closesAt <= opensAt, '截单时间'],
    [delivery.from >= delivery.until || delivery.until <= closesAt, '送货时间'],
    [courtyards.length === 0, '参加的院子'],
    [picking !== undefined && picking.place === '', '去地里集合的地方'],
    [picking !== undefined && !isBetween(picking.at, form), '去地里的时间（截单以后、送完以前）'],
  ];
  return checks.find(([missing]) => missing)?.[1];
}

const isBetween = (at: EpochMs, { closesAt, delivery }: RoundForm): boolean =>
  closesAt <= at && at <= delivery.until;

export const told = (round: RoundDoc, telling: Telling): RoundDoc => ({
  ...round,
  tell: [...round.tell, telling],
  pending: true,
});

/** @throws AppError `ROUND_NOT_OPEN`; `INVALID` for an end that is no later than the present one */
export function extended(round: RoundDoc, closesAt: EpochMs, now: EpochMs): RoundDoc {
  const status = statusOf(round, now);
  refuseIf(status !== 'open' && status !== 'waiting', 'ROUND_NOT_OPEN');
  refuseIf(closesAt <= round.closesAt, 'INVALID', { field: 'closesAt' });
  // The form keeps what was planned: the round that is copied from it closes at its usual time.
  return told({ ...round, closesAt, editedAt: now }, { what: 'extended', at: now });
}

const CANCELLABLE: readonly RoundDoc['status'][] = ['open', 'closed', 'purchased'];

/** @throws AppError `ROUND_CANCELLED`, `ROUND_NOT_OPEN` once there are goods at the doors */
export function cancelled(round: RoundDoc, reason: string, now: EpochMs): RoundDoc {
  refuseIf(round.status === 'cancelled', 'ROUND_CANCELLED');
  refuseIf(!CANCELLABLE.includes(round.status), 'ROUND_NOT_OPEN');
  return told(
    { ...round, status: 'cancelled', reason, editedAt: now },
    { what: 'cancelled', at: now },
  );
}

/** What has been ordered towards the minimum, in its unit. */
export function reachedOf({ form }: Pick<RoundDoc, 'form'>, sold: AllotmentDoc['sold']): number {
  const { minimum, items } = form;
  return items.reduce((sum, item) => {
    const units = sold[item.id] ?? 0;
    return (
      sum + (minimum?.of === 'fen' ? fenFor({ ...item, priceFen: item.saleFen }, units) : units)
    );
  }, 0);
}

/** What the closing instant means, when too little was ordered: once longer, then called off. */
export function atClosing(
  round: RoundDoc,
  sold: AllotmentDoc['sold'],
): { readonly does: 'close' | 'cancel' } | { readonly does: 'extend'; readonly closesAt: EpochMs } {
  const { minimum } = round.form;
  if (!minimum || reachedOf(round, sold) >= minimum.amount) return { does: 'close' };
  if (minimum.otherwise === 'cancel' || round.extended > 0) return { does: 'cancel' };
  return { does: 'extend', closesAt: round.closesAt + minimum.extendHours * HOUR_MS };
}

export const NOT_ENOUGH = '订的人不够，没凑够起订量';

const GOODS_AHEAD: readonly RoundDoc['status'][] = ['closed', 'purchased'];
const GOODS_THERE: readonly RoundDoc['status'][] = [
  'closed',
  'purchased',
  'arrived',
  'distributing',
];

export const mayPick = ({ status }: RoundDoc): boolean => GOODS_AHEAD.includes(status);
export const mayArrive = ({ status }: RoundDoc): boolean => GOODS_THERE.includes(status);
/** Also after the settlement: whoever was away gets the goods, whoever owed pays. */
export const mayDeliver = ({ status }: RoundDoc): boolean =>
  GOODS_THERE.includes(status) || status === 'settled';
export const maySettle = (round: RoundDoc): boolean => GOODS_THERE.includes(round.status);

/** @throws AppError `ROUND_NOT_OPEN`; `NOT_FOUND` for an unknown item; `INVALID` when grams do not go with the item */
export function picked(round: RoundDoc, items: readonly PickedItem[], now: EpochMs): RoundDoc {
  refuseIf(!mayPick(round), 'ROUND_NOT_OPEN');
  const entries = items.map(({ itemId, ...count }) => {
    const item = round.form.items.find(({ id }) => id === itemId);
    if (!item) throw new AppError('NOT_FOUND');
    refuseIf(count.grams !== undefined && !item.weighed, 'INVALID', { field: 'grams' });
    return [itemId, count] as const;
  });
  const all = { ...round.picked, ...Object.fromEntries(entries) };
  return { ...round, status: 'purchased', picked: all, editedAt: now };
}

/** @throws AppError `PICKING_FULL`, `ROUND_NOT_OPEN` when nobody goes picking, or it is over */
export function withPicker(
  round: RoundDoc,
  {
    member,
    join,
    now,
  }: { readonly member: MemberId; readonly join: boolean; readonly now: EpochMs },
): RoundDoc {
  const { picking } = round.form;
  const over = picking === undefined || picking.at <= now;
  refuseIf(over || round.status === 'draft' || round.status === 'cancelled', 'ROUND_NOT_OPEN');
  const others = round.pickers.filter((one) => one !== member);
  if (!join) return { ...round, pickers: others };
  refuseIf(others.length >= (picking?.places ?? 0), 'PICKING_FULL');
  return { ...round, pickers: [...others, member] };
}

/** @throws AppError `ROUND_NOT_OPEN` before anything was picked */
export function withShortageRule(
  round: RoundDoc,
  {
    rule,
    priority,
    marks,
    now,
  }: {
    readonly rule: ShortageRule;
    readonly priority: readonly HouseholdId[];
    readonly marks: readonly PriorityMark[];
    readonly now: EpochMs;
  },
): RoundDoc {
  refuseIf(!mayArrive(round) || Object.keys(round.picked).length === 0, 'ROUND_NOT_OPEN');
  const no = (round.shortage?.decision.no ?? 0) + 1;
  const there = thereOf(round);
  const shortage = { decision: { no, rule, priority, there }, at: now, done: false, marks };
  return { ...round, shortage, pending: true, editedAt: now };
}

export const thereOf = ({
  picked: all,
}: Pick<RoundDoc, 'picked'>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(all).map(([id, { units }]) => [id, units]));

/** @throws AppError `ROUND_NOT_OPEN`, `NOT_FOUND` for an unknown item */
export function withArrival(round: RoundDoc, courtyardId: CourtyardId, arrival: Arrival): RoundDoc {
  refuseIf(!mayArrive(round), 'ROUND_NOT_OPEN');
  const unknown = Object.keys(arrival.counts).some(
    (itemId) => !round.form.items.some(({ id }) => id === itemId),
  );
  if (unknown) throw new AppError('NOT_FOUND');
  const first = round.arrivals[courtyardId] === undefined;
  const status = round.status === 'distributing' ? round.status : 'arrived';
  const arrivals = { ...round.arrivals, [courtyardId]: arrival };
  const next = { ...round, status, arrivals, editedAt: arrival.at } as const;
  return first ? told(next, { what: 'arrived', at: arrival.at, courtyardId }) : next;
}

/** What was bought costs this; what nobody entered was bought as it was allotted. */
export function purchaseOf(
  { costFen, weighed }: RoundItem,
  { units, grams }: { readonly units: number; readonly grams?: number },
): Fen {
  return fenFor(weighed ? { priceFen: costFen, weighed } : { priceFen: costFen }, units, grams);
}
