/** From the field to the courtyards: what to buy, who picks, what there is, what goes on which car. */
import * as v from 'valibot';
import type { groupbuy } from '../../../miniprogram/contract/groupbuy';
import type { ShortageView, TotalsView } from '../../../miniprogram/contract/groupbuy-desk';
import type { HouseholdId, RoundId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { found } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { Reading, Store } from '../../kernel/store';
import { allottedFen, isShort, type OrderDoc, withShortage } from '../../sale/public';
import { clockOf, closedIfDue, quietly, shareOut } from '../closing';
import { type RoundDoc, weighingOf } from '../documents';
import { totalsFileOf } from '../file';
import { picked, thereOf, withArrival, withPicker, withShortageRule } from '../groupbuy';
import { loadingView, sharesText, totalsText as textOf, totalsView } from '../lists';
import {
  actOn,
  mayRun,
  mayServe,
  nameIn,
  placeOf,
  roundForReading,
  roundToRun,
  roundToServe,
  rowsOf,
} from '../repository';
import { counts, forRound, grams, itemId, priority, rule, units } from './inputs';
import { statusFor } from './rounds';

type Actions = (typeof groupbuy)['actions'];
type ForRound = { readonly roundId: RoundId };

/** The round, closed if its time has come, and what households ordered. */
async function listed(context: Context<ForRound>): Promise<{
  readonly round: RoundDoc;
  readonly rows: readonly OrderDoc[];
}> {
  const { input, store, cloud, now } = context;
  const found = await roundToServe(store, input.roundId, context);
  const round = await closedIfDue(store, found, clockOf(cloud, now));
  return { round, rows: await rowsOf(store, round) };
}

type Naming = (id: RoundDoc['courtyards'][number]) => string;

/** Whoever only goes to the doors of a courtyard sees what that courtyard ordered. */
const onlyFor = (context: Context<ForRound>, round: RoundDoc) =>
  mayRun(round, context) ? {} : { only: courtyardOf(context.call) };

async function totalsOf(context: Context<ForRound>): Promise<TotalsView> {
  const { store, call, now } = context;
  const { round, rows } = await listed(context);
  const place = await placeOf(store, call.communityId, now);
  const nameOf: Naming = (id) => nameIn(place, id);
  return totalsView(round, rows, { nameOf, ...onlyFor(context, round), now });
}

const input = schemaOf<ForRound>()(v.strictObject(forRound));

export const totals: HandlerOf<Actions['totals']> = { input, run: totalsOf };

export const totalsText: HandlerOf<Actions['totalsText']> = {
  input,
  run: async (context) => ({ text: textOf(await totalsOf(context)) }),
};

export const totalsFile: HandlerOf<Actions['totalsFile']> = {
  input,
  async run(context) {
    const view = await totalsOf(context);
    const file = await totalsFileOf(view);
    return {
      fileName: `采购总表-${view.title}.xlsx`,
      base64: Buffer.from(file).toString('base64'),
    };
  },
};

export const loading: HandlerOf<Actions['loading']> = {
  input,
  async run(context) {
    const { store, call, now } = context;
    const { round, rows } = await listed(context);
    const place = await placeOf(store, call.communityId, now);
    const nameOf: Naming = (id) => nameIn(place, id);
    return loadingView(round, rows, { nameOf, ...onlyFor(context, round), now });
  },
};

export const joinPicking: HandlerOf<Actions['joinPicking']> = {
  input: schemaOf<InputOf<Actions['joinPicking']>>()(
    v.strictObject({ ...forRound, join: v.boolean() }),
  ),

  run(context) {
    const { input: wanted, caller, now } = context;
    const { _id: member } = memberOf(caller);
    return actOn(
      context,
      (read: Reading) => roundForReading(read, wanted.roundId, context),
      (round) => ({
        after: withPicker(round, { member, join: wanted.join, now }),
        value: { joined: wanted.join },
      }),
    );
  },
};

/** Closed by whoever comes first, so that nobody waits for the tick in the field. */
async function closing(
  { store, cloud, now }: Context<unknown>,
  load: (store: Store) => Promise<RoundDoc>,
): Promise<void> {
  await closedIfDue(store, await load(store), clockOf(cloud, now));
}

export const pick: HandlerOf<Actions['pick']> = {
  input: schemaOf<InputOf<Actions['pick']>>()(
    v.strictObject({
      ...forRound,
      items: v.pipe(
        v.array(v.strictObject({ itemId, units, grams: v.exactOptional(grams) })),
        v.minLength(1),
        v.maxLength(30),
      ),
    }),
  ),

  async run(context) {
    const { input: wanted, now } = context;
    const load = (read: Reading | Store) => roundToRun(read, wanted.roundId, context);
    await closing(context, load);
    return actOn(context, load, (round) => {
      const after = picked(round, wanted.items, now);
      return { after, value: statusFor(after, now) };
    });
  },
};

export const shortage: HandlerOf<Actions['shortage']> = {
  input: schemaOf<InputOf<Actions['shortage']>>()(v.strictObject({ ...forRound, rule, priority })),

  async run(context) {
    const { input: wanted, store } = context;
    const round = await roundToRun(store, wanted.roundId, context);
    const rows = await rowsOf(store, round);
    return shortageView(round, rows, { rule: wanted.rule, priority: wanted.priority ?? [] });
  },
};

function shortageView(
  round: RoundDoc,
  rows: readonly OrderDoc[],
  wanted: { readonly rule: ShortageView['rule']; readonly priority: readonly HouseholdId[] },
): ShortageView {
  const there = thereOf(round);
  // What the next decision would do.
  const no = (round.shortage?.decision.no ?? 0) + 1;
  const whole = withShortage(rows, { no, ...wanted, there: {} });
  const after = withShortage(rows, { no, ...wanted, there });
  const fenOf = (orders: readonly OrderDoc[]) =>
    orders.reduce((sum, order) => sum + allottedFen(order, weighingOf(round)), 0);
  const unitsOf = (orders: readonly OrderDoc[]) =>
    orders.reduce((sum, order) => sum + order.units, 0);
  const items = round.form.items.flatMap(({ id, name, unit }) => {
    const lines = after.flatMap((order) => order.lines[id] ?? []);
    const ordered = lines.reduce((sum, line) => sum + line.ordered, 0);
    const picked = there[id];
    if (picked === undefined || picked >= ordered) return [];
    const text = sharesText(
      lines.map(({ allotted }) => allotted),
      unit,
    );
    return [{ itemId: id, name, unit, ordered, picked, text }];
  });
  return {
    rule: wanted.rule,
    items,
    touched: after.filter((order) => !order.door?.final && isShort(order)).length,
    unitsLess: unitsOf(whole) - unitsOf(after),
    fenLess: fenOf(whole) - fenOf(after),
  };
}

export const applyShortage: HandlerOf<Actions['applyShortage']> = {
  input: schemaOf<InputOf<Actions['applyShortage']>>()(
    v.strictObject({ ...forRound, rule, priority }),
  ),

  async run(context) {
    const { input: wanted, store, cloud, now } = context;
    const load = (read: Reading | Store) => roundToRun(read, wanted.roundId, context);
    let decided: RoundDoc | undefined;
    const value = await actOn(context, load, (round) => {
      const chosen = { rule: wanted.rule, priority: wanted.priority ?? [], now };
      decided = withShortageRule(round, chosen);
      return { after: decided, value: { roundId: wanted.roundId, rule: wanted.rule } };
    });
    await quietly(() =>
      decided ? shareOut(store, decided, clockOf(cloud, now)) : Promise.resolve(),
    );
    return value;
  },
};

export const arrived: HandlerOf<Actions['arrived']> = {
  input: schemaOf<InputOf<Actions['arrived']>>()(v.strictObject({ ...forRound, counts })),

  async run(context) {
    const { input: wanted, call, caller, now } = context;
    const courtyardId = courtyardOf(call);
    const load = (read: Reading | Store) => roundToServe(read, wanted.roundId, context);
    await closing(context, load);
    return actOn(context, load, (round) => {
      found(round, mayServe(round, context));
      const arrival = { at: now, by: memberOf(caller)._id, counts: wanted.counts };
      const after = withArrival(round, courtyardId, arrival);
      return { after, value: statusFor(after, now) };
    });
  },
};
