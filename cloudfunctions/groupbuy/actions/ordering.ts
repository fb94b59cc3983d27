/** Ordering, for oneself, for others, and from the group's text. */
import * as v from 'valibot';
import type { groupbuy } from '../../../miniprogram/contract/groupbuy';
import type { OrderedBy } from '../../../miniprogram/contract/groupbuy-forms';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf, householdOf, memberOf } from '../../kernel/caller';
import { AppError, found } from '../../kernel/errors';
import { idOf, schemaOf, text } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import {
  type AllotmentDoc,
  allotmentId,
  enterPaste,
  order as orderStep,
  type Step,
  yardFields,
  yardOf,
} from '../../sale/public';
import { readPaste } from '../paste';
import { ordersOut } from '../paste-out';
import { mayRun, mayServe, roundForReading, rowsOf, termsAt } from '../repository';
import { groupText } from '../views';
import { counts, forRound, seen, steps } from './inputs';

type Actions = (typeof groupbuy)['actions'];
type Order = Actions['order'];
type OrderFor = Actions['orderFor'];

const PASTE_LENGTH = 10_000;
const ENTRIES_MAX = 100;

interface For {
  readonly householdId: HouseholdId;
  readonly how: OrderedBy;
}

const stepOf = (
  { input, call, caller, now }: Context<InputOf<Order>>,
  { householdId, how }: For,
): Step => ({
  courtyardId: courtyardOf(call),
  householdId,
  lines: input.lines,
  ...(input.seen === undefined ? {} : { seen: input.seen }),
  actor: memberOf(caller)._id,
  how,
  at: now,
  requestId: call.requestId ?? '',
});

export const order: HandlerOf<Order> = {
  input: schemaOf<InputOf<Order>>()(v.strictObject({ ...forRound, lines: steps, seen })),
  answersReplays: true,

  async run(context) {
    const { input, call, caller, store } = context;
    const household = householdOf(caller, call);
    found(household, household.courtyardId === courtyardOf(call));
    const terms = await termsAt(store, input.roundId, call);
    const how = household.helping ? 'helper' : 'self';
    const step = stepOf(context, { householdId: household.householdId, how });
    return { roundId: input.roundId, ...(await orderStep(store, terms, step)) };
  },
};

export const orderFor: HandlerOf<OrderFor> = {
  input: schemaOf<InputOf<OrderFor>>()(
    v.strictObject({ ...forRound, lines: steps, seen, householdId: idOf('hh') }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, store } = context;
    const { householdId } = input;
    const terms = await termsAt(store, input.roundId, call);
    await refuseStranger(context, [householdId]);
    const step = stepOf(context, { householdId, how: 'phone' });
    return { roundId: input.roundId, ...(await orderStep(store, terms, step)) };
  },
};

/** @throws AppError `NOT_FOUND` for a household of another courtyard */
async function refuseStranger(
  { store, call, now }: Context<unknown>,
  households: readonly HouseholdId[],
): Promise<void> {
  const { communityId } = call;
  const yard = await yardOf(store, courtyardOf(call), { communityId, now });
  if (households.some((id) => yard.plates[id] === undefined)) throw new AppError('NOT_FOUND');
}

export const parsePaste: HandlerOf<Actions['parsePaste']> = {
  input: schemaOf<InputOf<Actions['parsePaste']>>()(
    v.strictObject({ ...forRound, text: text(PASTE_LENGTH) }),
  ),

  async run(context) {
    const { input, call, store, now } = context;
    const round = await roundForReading(store, input.roundId, context);
    const courtyardId = courtyardOf(call);
    found(round, mayRun(round, context) || mayServe(round, context));
    found(round, round.courtyards.includes(courtyardId));
    const { plates } = await yardOf(store, courtyardId, { communityId: call.communityId, now });
    const id = allotmentId(round._id);
    const allotment = await store.get<AllotmentDoc>('allotments', id, yardFields(courtyardId));
    const claims = Object.entries(allotment?.claims?.[courtyardId] ?? {});
    const ordered = claims
      .filter(([, { total, pasted }]) => total > 0 && pasted === undefined)
      .map(([household]) => household as HouseholdId);
    const items = round.form.items.map(({ id: item, name, unit }) => ({ id: item, name, unit }));
    return readPaste(input.text, { items, plates, ordered: new Set(ordered) });
  },
};

export const applyPaste: HandlerOf<Actions['applyPaste']> = {
  input: schemaOf<InputOf<Actions['applyPaste']>>()(
    v.strictObject({
      ...forRound,
      entries: v.pipe(
        v.array(v.strictObject({ householdId: idOf('hh'), counts })),
        v.minLength(1),
        v.maxLength(ENTRIES_MAX),
        v.check((all) => new Set(all.map(({ householdId }) => householdId)).size === all.length),
      ),
    }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, caller, store, now } = context;
    const terms = await termsAt(store, input.roundId, call);
    await refuseStranger(
      context,
      input.entries.map(({ householdId }) => householdId),
    );
    return enterPaste(store, terms, {
      courtyardId: courtyardOf(call),
      entries: input.entries,
      actor: memberOf(caller)._id,
      at: now,
      requestId: call.requestId ?? '',
    });
  },
};

export const pasteOut: HandlerOf<Actions['pasteOut']> = {
  input: schemaOf<InputOf<Actions['pasteOut']>>()(v.strictObject(forRound)),

  async run(context) {
    const { input, call, store, now } = context;
    const round = await roundForReading(store, input.roundId, context);
    const courtyardId = courtyardOf(call);
    const rows = await rowsOf(store, round, courtyardId);
    const lines = groupText(round, rows.length, now).split('\n').slice(0, LIMITS.groupTextLines);
    const text = lines.join('\n');
    if (!round.listed || !mayServe(round, context)) return { text };
    const yard = await yardOf(store, courtyardId, { communityId: call.communityId, now });
    return { text, orders: ordersOut(round, rows, yard.plates) };
  },
};
