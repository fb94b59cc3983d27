/** Whoever ordered is told when something changes, if they allow messages. @see docs/domain/groupbuy.md §7 */
import { DAY_MS } from '../../miniprogram/contract/calendar';
import type { MemberId } from '../../miniprogram/contract/ids';
import { messageTime } from '../../miniprogram/contract/messages';
import { type OutboxDoc, queued, queueMissing } from '../kernel/outbox';
import { replace, type Store } from '../kernel/store';
import type { Clock, OrderDoc } from '../sale/public';
import type { RoundDoc, Telling } from './documents';
import { rowsOf } from './repository';

const TOLD_FOR_MS = 2 * DAY_MS;

const HINTS: Readonly<Record<Telling['what'], string>> = {
  extended: '接龙时间延长了，请看新的截单时间',
  cancelled: '这一团取消了，不用付钱',
  arrived: '东西到院里了，请留意上门',
  moved: '送货时间改了，请点开看一看',
  elsewhere: '放货的地方改了，请点开看一看',
  how: '送货的办法改了，请点开看一看',
  field: '去地里的时间、地点改了，请点开看',
};
const NO_FIELD = '这一团取消了，不用去地里了';

/** Those who tapped for the household itself. Who ordered only on the telephone is called. */
const orderersOf = (orders: readonly OrderDoc[]): ReadonlyMap<MemberId, OrderDoc> =>
  new Map(orders.flatMap((order) => (order.told === undefined ? [] : [[order.told, order]])));

/** Whom a telling is for, and the courtyard it is about, where one is known. */
function listenersOf(
  { pickers }: RoundDoc,
  { what, courtyardId: only }: Telling,
  orders: readonly OrderDoc[],
): ReadonlyMap<MemberId, OrderDoc | undefined> {
  const field = pickers.map((member) => [member, undefined] as const);
  if (what === 'field') return new Map(field);
  const here = orders.filter(({ courtyardId }) => only === undefined || courtyardId === only);
  // Nobody stands in a field at six of a round that was called off.
  return new Map([...(what === 'cancelled' ? field : []), ...orderersOf(here)]);
}

function whenOf({ form, closesAt }: RoundDoc, { what, at }: Telling): number {
  if (what === 'cancelled') return at;
  if (what === 'extended') return closesAt;
  return what === 'field' ? (form.picking?.at ?? at) : form.delivery.from;
}

export function messagesOf(
  round: RoundDoc,
  telling: Telling,
  orders: readonly OrderDoc[],
): readonly OutboxDoc[] {
  const { what, at } = telling;
  const topic = `groupbuy.${round._id}.${what}.${at}`;
  const page = `packages/buying/round/round?id=${round._id}&c=${round.communityId}`;
  return [...listenersOf(round, telling, orders)].map(([member, order]) =>
    queued({
      id: `${topic}.${member}`,
      communityId: round.communityId,
      kind: 'groupbuy',
      topic,
      to: { memberId: member },
      page: order ? `${page}&y=${order.courtyardId}` : page,
      values: {
        title: round.form.title,
        at: messageTime(whenOf(round, telling)),
        hint: what === 'cancelled' && !order ? NO_FIELD : HINTS[what],
      },
      at,
      until: at + TOLD_FOR_MS,
    }),
  );
}

/** Queues what is to be told of a round, and takes it off the tick's list. Safe to repeat: the ids say what it was. */
export async function tellOf(store: Store, round: RoundDoc, clock: Clock): Promise<number> {
  const orders = round.tell.length === 0 ? [] : await rowsOf(store, round);
  const jobs = round.tell.flatMap((telling) => messagesOf(round, telling, orders));
  if (!(await queueMissing(store, jobs, clock.late))) return 0;
  await done(store, round);
  return jobs.length;
}

const done = (store: Store, { _id, tell }: RoundDoc): Promise<void> =>
  store.transact(async (read) => {
    const round = await read.get<RoundDoc>('rounds', _id);
    if (!round) return { writes: [], value: undefined };
    const isTold = (one: Telling) =>
      tell.some((known) => JSON.stringify(known) === JSON.stringify(one));
    const left = round.tell.filter((one) => !isTold(one));
    const isUnshared = round.shortage !== undefined && !round.shortage.done;
    const pending = left.length > 0 || isUnshared || round.spread === true;
    return { writes: [replace('rounds', { ...round, tell: left, pending })], value: undefined };
  });
