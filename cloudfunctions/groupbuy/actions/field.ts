/** From the field to the courtyards: what to buy, who picks, what there is, what goes on which car. */
import * as v from 'valibot';
import type { groupbuy } from '../../../miniprogram/contract/groupbuy';
import type { TotalsView } from '../../../miniprogram/contract/groupbuy-desk';
import type { RoundId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { found } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { Reading, Store } from '../../kernel/store';
import { clockOf, nameIn, type OrderDoc, placeOf } from '../../sale/public';
import { closedIfDue } from '../closing';
import type { RoundDoc } from '../documents';
import { totalsFileOf } from '../file';
import { picked, withArrival, withPicker } from '../groupbuy';
import { loadingView, totalsText as textOf, totalsView } from '../lists';
import {
  actOn,
  mayRun,
  mayServe,
  roundForReading,
  roundToRun,
  roundToServe,
  rowsOf,
} from '../repository';
import { counts, forRound, grams, itemId, units } from './inputs';
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
