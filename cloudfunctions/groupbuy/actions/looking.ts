/** What neighbours and organisers open. */
import * as v from 'valibot';
import type { groupbuy } from '../../../miniprogram/contract/groupbuy';
import type { MyOrderRow, RoundRow } from '../../../miniprogram/contract/groupbuy-views';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf, householdOf } from '../../kernel/caller';
import { found } from '../../kernel/errors';
import { latestFirst } from '../../kernel/latest';
import { pageOf } from '../../kernel/page';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { standingOf as picturesNow } from '../../kernel/shown-pictures';
import {
  type AllotmentDoc,
  allotmentId,
  isWorker,
  type OrderDoc,
  ordersFrom,
  partyOf,
  placeOf,
  yardFields,
} from '../../sale/public';
import { type RoundDoc, termsOf } from '../documents';
import { isTreasurer, mayRun, mayServe, roundForReading, rowsOf } from '../repository';
import { deliveryText, orderView, roundView, rowOf, type Standing } from '../views';
import { cursor, forRound } from './inputs';

type Actions = (typeof groupbuy)['actions'];

export const list: HandlerOf<Actions['list']> = {
  input: schemaOf<InputOf<Actions['list']>>()(v.strictObject({ cursor })),

  async run(context) {
    const { input, call, caller, store, now } = context;
    const courtyardId = courtyardOf(call);
    const rounds = await latestFirst<RoundDoc>(store, {
      cursor: input.cursor,
      find: { collection: 'rounds', where: { courtyards: courtyardId, listed: true } },
      key: 'closesAt',
    });
    const ours = rounds.filter(({ communityId }) => communityId === call.communityId);
    if (ours.length === 0) await refuseForeign(context);
    const household = partyOf(context);
    const mine =
      household === undefined
        ? []
        : await store.getAll<AllotmentDoc>(
            'allotments',
            ours.map(({ _id }) => allotmentId(_id)),
            [`claims.${courtyardId}.${household}`],
          );
    const unitsOf = (round: RoundDoc): number => {
      const doc = mine.find(({ _id }) => _id === allotmentId(round._id));
      return household === undefined ? 0 : (doc?.claims?.[courtyardId]?.[household]?.total ?? 0);
    };
    const page = pageOf<RoundDoc, RoundRow>(ours, LIMITS.pageSize, {
      cursor: ({ closesAt, _id }) => ({ key: closesAt, id: _id }),
      view: (round) => rowOf(round, unitsOf(round), now),
    });
    return { ...page, mayOpen: isWorker(caller), now };
  },
};

/** Where there is nothing to show, a courtyard of elsewhere looks like one that is not there. */
async function refuseForeign({ store, call, now }: Context<unknown>): Promise<void> {
  const { courtyards } = await placeOf(store, call.communityId, now);
  found(
    call,
    courtyards.some(({ id }) => id === call.courtyardId),
  );
}

export const working: HandlerOf<Actions['working']> = {
  input: schemaOf<InputOf<Actions['working']>>()(v.strictObject({ cursor })),

  async run(context) {
    const { input, call, caller, store, now } = context;
    // Those who work in a courtyard look at its rounds; those of the whole community at all of them.
    const isWide = isTreasurer(caller);
    const workplace = isWide
      ? { communityId: call.communityId }
      : { courtyards: courtyardOf(call) };
    const rounds = await latestFirst<RoundDoc>(store, {
      cursor: input.cursor,
      find: { collection: 'rounds', where: workplace },
      key: 'editedAt',
    });
    const serves = (round: RoundDoc) =>
      call.courtyardId !== undefined && round.listed && mayServe(round, context);
    const settles = ({ listed }: RoundDoc) => listed && isTreasurer(caller);
    const page = pageOf<RoundDoc, RoundRow>(rounds, LIMITS.pageSize, {
      cursor: ({ editedAt, _id }) => ({ key: editedAt, id: _id }),
      view: (round) => rowOf(round, 0, now),
    });
    const seen = new Set(
      rounds
        .filter(
          (one) =>
            one.communityId === call.communityId &&
            (mayRun(one, context) || serves(one) || settles(one)),
        )
        .map(({ _id }) => _id),
    );
    const items = page.items.filter(({ roundId }) => seen.has(roundId));
    return { ...page, items, mayOpen: isWorker(caller), now };
  },
};

export const round: HandlerOf<Actions['round']> = {
  input: schemaOf<InputOf<Actions['round']>>()(v.strictObject(forRound)),

  async run(context) {
    const { input, call, caller, store, now } = context;
    const doc = await roundForReading(store, input.roundId, context);
    const courtyardId = courtyardOf(call);
    const { passed: pictures } = await picturesNow(store, doc.pictures, doc.pictureStates);
    return roundView(doc, {
      ...(await standingOf(context, doc)),
      pictures,
      courtyardId,
      member: caller.member?._id,
      mayManage: mayRun(doc, context) || mayServe(doc, context),
      now,
    });
  },
};

const NOTHING_YET: Standing = { remaining: {}, sold: {}, joinedHere: 0, order: undefined };

/** While ordering goes on the allotment says it; afterwards the orders do. */
async function standingOf(context: Context<unknown>, doc: RoundDoc): Promise<Standing> {
  const { store, call } = context;
  const courtyardId = courtyardOf(call);
  // Whoever takes an order on the telephone sees what that household of the courtyard has ordered.
  const household = mayServe(doc, context) && call.subject ? call.subject : partyOf(context);
  if (doc.status === 'draft') return NOTHING_YET;
  const mine = (orders: readonly OrderDoc[]) =>
    orders.find(({ householdId }) => householdId === household);
  if (doc.status !== 'open' && doc.status !== 'cancelled') {
    const orders = await rowsOf(store, doc, courtyardId);
    const sold = doc.sold ?? {};
    const left = doc.form.items.map(({ id, stock = 0 }) => [id, stock - (sold[id] ?? 0)]);
    const remaining = Object.fromEntries(left);
    return { remaining, sold, joinedHere: orders.length, order: mine(orders) };
  }
  const fields = yardFields(courtyardId);
  const allotment = await store.get<AllotmentDoc>('allotments', allotmentId(doc._id), fields);
  if (!allotment) return NOTHING_YET;
  const { remaining, sold, claims } = allotment;
  const orders = ordersFrom(termsOf(doc), { claims: claims ?? {} });
  return { remaining, sold, joinedHere: orders.length, order: mine(orders) };
}

export const myOrders: HandlerOf<Actions['myOrders']> = {
  input: schemaOf<InputOf<Actions['myOrders']>>()(v.strictObject({ cursor })),

  async run({ input, call, caller, store, now }) {
    const { householdId } = householdOf(caller, call);
    const orders = await latestFirst<OrderDoc>(store, {
      cursor: input.cursor,
      find: { collection: 'orders', where: { householdId } },
      key: 'placedAt',
    });
    const ours = orders.filter(({ communityId }) => communityId === call.communityId);
    const ids = ours.map(({ saleId }) => saleId);
    const rounds = await store.getAll<RoundDoc>('rounds', ids);
    const page = pageOf<OrderDoc, MyOrderRow | undefined>(ours, LIMITS.pageSize, {
      cursor: ({ placedAt, _id }) => ({ key: placedAt, id: _id }),
      view: (order) => {
        const doc = rounds.find(({ _id }) => _id === order.saleId);
        return doc ? myRow(doc, order, now) : undefined;
      },
    });
    return { ...page, items: page.items.flatMap((row) => row ?? []) };
  },
};

function myRow(doc: RoundDoc, order: OrderDoc, now: number): MyOrderRow {
  const { roundId, title, status, statusText } = rowOf(doc, order.units, now);
  return {
    roundId,
    title,
    status,
    statusText,
    deliveryText: deliveryText(doc.form.delivery, now),
    order: orderView(doc, order, now),
  };
}
