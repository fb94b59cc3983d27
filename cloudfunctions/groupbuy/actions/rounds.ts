/** Opening a round and keeping it going. */
import * as v from 'valibot';
import type { groupbuy } from '../../../miniprogram/contract/groupbuy';
import type { RoundForm } from '../../../miniprogram/contract/groupbuy-forms';
import type { RoundId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { AppError, found, refuseIf } from '../../kernel/errors';
import { idFrom } from '../../kernel/ids';
import { at, idOf, schemaOf, text } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, type Reading, replace } from '../../kernel/store';
import {
  allotmentOf,
  callOff,
  clockOf,
  isStaff,
  newAllotment,
  placeOf,
  prolong,
} from '../../sale/public';
import { closedIfDue } from '../closing';
import { type Form, type RoundDoc, type SupplierDoc, termsOf } from '../documents';
import { cancelled, extended, numbered, opened, statusOf, withForm } from '../groupbuy';
import { withoutRefused, withStates } from '../pictures';
import { actOn, roundToRun } from '../repository';
import { copied, withDelivery } from '../times';
import { delivery, dropPoints, form, forRound, picking } from './inputs';

type Actions = (typeof groupbuy)['actions'];

export const statusFor = (round: RoundDoc, now: number) => ({
  roundId: round._id,
  status: statusOf(round, now),
});

export const copyLast: HandlerOf<Actions['copyLast']> = {
  input: schemaOf<InputOf<Actions['copyLast']>>()(
    v.strictObject({ roundId: v.exactOptional(idOf('gb')) }),
  ),

  async run(context) {
    const { input, now } = context;
    const last = input.roundId
      ? await roundToRun(context.store, input.roundId, context)
      : await lastRound(context);
    return { form: copied(await withoutRefused(context.store, last), now) };
  },
};

/** @throws AppError `NOT_FOUND` where there has been none */
async function lastRound({ store, call, caller }: Context<unknown>): Promise<RoundDoc> {
  const origin = isStaff(caller) ? call.communityId : courtyardOf(call);
  const [last] = await store.find<RoundDoc>({
    collection: 'rounds',
    where: { origin, listed: true },
    order: [
      ['editedAt', -1],
      ['_id', -1],
    ],
    limit: 1,
  });
  return found(last, last?.communityId === call.communityId);
}

export const saveRound: HandlerOf<Actions['saveRound']> = {
  input: schemaOf<InputOf<Actions['saveRound']>>()(
    v.strictObject({ roundId: v.exactOptional(idOf('gb')), form }),
  ),

  async run(context) {
    const { input, call, caller, now } = context;
    const wanted = await formOf(context, input.form);
    if (input.roundId !== undefined) {
      const id = input.roundId;
      return actOn(
        context,
        (read) => roundToRun(read, id, context),
        async (round, read) => {
          const items = numbered(input.form.items, round.form.items);
          const after = withForm(round, { ...wanted, items }, now);
          const whole = await withStates(read, await withSupplier(read, after));
          return { after: whole, value: statusFor(after, now) };
        },
      );
    }
    const { _id: by } = memberOf(caller);
    const id: RoundId = idFrom('gb', by, call.requestId ?? '');
    return once(context, async (read) => {
      const items = numbered(input.form.items, []);
      const begun = newRound(context, { id, form: { ...wanted, items } });
      const round = await withStates(read, await withSupplier(read, begun));
      return { writes: [create('rounds', round)], value: statusFor(round, now) };
    });
  },
};

/** A courtyard's round is for that courtyard; staff choose, and whoever is not of the community is not there. */
async function formOf(
  { store, call, caller, now }: Context<unknown>,
  wanted: RoundForm,
): Promise<Omit<Form, 'items'>> {
  if (!isStaff(caller)) return { ...wanted, courtyards: [courtyardOf(call)] };
  const { courtyards } = await placeOf(store, call.communityId, now);
  const known = new Set(courtyards.map(({ id }) => id));
  const unknown = wanted.courtyards.some((id) => !known.has(id));
  if (unknown) throw new AppError('NOT_FOUND');
  return { ...wanted, courtyards: [...new Set(wanted.courtyards)] };
}

function newRound(
  { call, caller, now }: Context<unknown>,
  { id, form: wanted }: { readonly id: RoundId; readonly form: Form },
): RoundDoc {
  return {
    _id: id,
    communityId: call.communityId,
    rev: 1,
    origin: isStaff(caller) ? call.communityId : courtyardOf(call),
    courtyards: wanted.courtyards,
    form: wanted,
    pictures: [],
    pictureStates: {},
    opensAt: wanted.opensAt,
    closesAt: wanted.closesAt,
    status: 'draft',
    listed: false,
    by: memberOf(caller)._id,
    editedAt: now,
    extended: 0,
    pickers: [],
    picked: {},
    arrivals: {},
    tell: [],
    pending: false,
  };
}

/** @throws AppError `NOT_FOUND` for another community's supplier */
async function withSupplier(read: Reading, round: RoundDoc): Promise<RoundDoc> {
  const { supplierName: _, ...others } = round;
  const { supplierId } = round.form;
  if (supplierId === undefined) return others;
  const supplier = await read.get<SupplierDoc>('suppliers', supplierId);
  const { name } = found(supplier, supplier?.communityId === round.communityId);
  return { ...others, supplierName: name };
}

export const openRound: HandlerOf<Actions['openRound']> = {
  input: schemaOf<InputOf<Actions['openRound']>>()(v.strictObject(forRound)),

  async run(context) {
    const { input, caller, store, cloud, now } = context;
    const load = (read: Reading | typeof store) => roundToRun(read, input.roundId, context);
    const draft = await load(store);
    const isFresh = draft.status === 'draft';
    if (isFresh && !(await passes(cloud, caller.openid, wordsOf(draft)))) {
      throw new AppError('CHECK_AWAY');
    }
    return actOn(context, load, async (round, read) => {
      // Whatever was written after the check is not what was checked.
      refuseIf(isFresh && wordsOf(round) !== wordsOf(draft), 'STALE');
      const after = await withStates(read, opened(round, now));
      const supplier = await supplierOf(read, after);
      const allotment = newAllotment(termsOf(after), after);
      return {
        after,
        writes: [
          create('allotments', allotment),
          ...(supplier ? [replace('suppliers', { ...supplier, rounds: supplier.rounds + 1 })] : []),
        ],
        value: statusFor(after, now),
      };
    });
  },
};

const supplierOf = async (read: Reading, { form: { supplierId } }: RoundDoc) =>
  supplierId === undefined ? undefined : read.get<SupplierDoc>('suppliers', supplierId);

/** Everything of a round that neighbours will read. */
function wordsOf({ form: { title, note, items, delivery: when, dropPoints, picking } }: RoundDoc) {
  return [
    ...[title, note, when.text, picking?.place ?? '', picking?.note ?? ''],
    ...items.flatMap(({ name, unit, spec }) => [name, unit, spec]),
    ...Object.values(dropPoints),
  ]
    .filter((words) => words !== '')
    .join('\n');
}

export const extendRound: HandlerOf<Actions['extendRound']> = {
  input: schemaOf<InputOf<Actions['extendRound']>>()(v.strictObject({ ...forRound, closesAt: at })),

  async run(context) {
    const { input, call, store, now } = context;
    const load = (read: Reading | typeof store) => roundToRun(read, input.roundId, context);
    extendedOnce(await load(store), input.closesAt, now);
    // The allotment first: it decides, and a round that was not told catches up with it.
    const { closesAt: until } = input;
    if (!(await prolong(store, input.roundId, { until, at: now, from: 'open' }))) {
      const sale = { saleId: input.roundId, communityId: call.communityId };
      const stands = await allotmentOf(store, sale, ['state', 'closesAt']);
      const isLonger = stands?.state === 'open' && stands.closesAt >= until;
      refuseIf(!isLonger, 'ROUND_NOT_OPEN');
    }
    return actOn(context, load, (round) => {
      const after = extendedOnce(round, input.closesAt, now);
      return { after, value: statusFor(after, now) };
    });
  },
};

/** A tap that comes again may find that the round has caught up with its allotment, and hears yes. */
const extendedOnce = (round: RoundDoc, closesAt: number, now: number): RoundDoc =>
  round.status === 'open' && round.closesAt === closesAt ? round : extended(round, closesAt, now);

export const cancelRound: HandlerOf<Actions['cancelRound']> = {
  input: schemaOf<InputOf<Actions['cancelRound']>>()(
    v.strictObject({ ...forRound, reason: text(LIMITS.reasonLength) }),
  ),

  async run(context) {
    const { input, caller, store, cloud, now } = context;
    const load = (read: Reading | typeof store) => roundToRun(read, input.roundId, context);
    const before = await load(store);
    if (before.status !== 'cancelled') {
      cancelled(before, input.reason, now);
      if (!(await passes(cloud, caller.openid, input.reason))) throw new AppError('CHECK_AWAY');
      const off = { reason: input.reason, by: memberOf(caller)._id, at: now };
      // First nothing is ordered any more; a round that was not told is called off at its closing instant.
      await callOff(store, input.roundId, off);
    }
    return actOn(context, load, (round) => {
      const after = cancelled(round, input.reason, now);
      return { after, value: statusFor(after, now) };
    });
  },
};

export const changeDelivery: HandlerOf<Actions['changeDelivery']> = {
  input: schemaOf<InputOf<Actions['changeDelivery']>>()(
    v.strictObject({
      ...forRound,
      delivery,
      dropPoints: v.exactOptional(dropPoints),
      picking: v.exactOptional(picking),
    }),
  ),

  async run(context) {
    const { input, caller, store, cloud, now } = context;
    const { delivery: when, dropPoints: points = {}, picking: field } = input;
    const said = [when.text, field?.place ?? '', field?.note ?? '', ...Object.values(points)];
    const words = said.filter((line) => line !== '').join('\n');
    if (words !== '' && !(await passes(cloud, caller.openid, words))) {
      throw new AppError('CHECK_AWAY');
    }
    const before = await roundToRun(store, input.roundId, context);
    await closedIfDue(store, before, clockOf(cloud, now));
    return actOn(
      context,
      (read) => roundToRun(read, input.roundId, context),
      (round) => {
        const after = withDelivery(round, input, now);
        return { after, value: statusFor(after, now) };
      },
    );
  },
};
