/** At the doors of a courtyard, and the cash that comes back from them. */
import * as v from 'valibot';
import type { groupbuy } from '../../../miniprogram/contract/groupbuy';
import type { RoundStatus } from '../../../miniprogram/contract/groupbuy-forms';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf } from '../../kernel/caller';
import { found, refuseIf } from '../../kernel/errors';
import { count, schemaOf, text, words } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import {
  clockOf,
  correctAt,
  deliverAt,
  doorSheet,
  handInAt,
  handInsSheet,
  type OrderDoc,
  onTheWay,
} from '../../sale/public';
import { closedIfDue } from '../closing';
import type { RoundDoc } from '../documents';
import { mayDeliver, statusOf } from '../groupbuy';
import { mayServe, roundToServe, rowsOf, termsAt } from '../repository';
import { creditLegs } from '../settlement';
import { doorFields, forRound, signedFen } from './inputs';

type Actions = (typeof groupbuy)['actions'];

const FRESH_MS = 30_000;
const KEPT = 200;
const kept = new Map<RoundDoc['_id'], { readonly at: number; readonly round: RoundDoc }>();

/**
 * A round at the doors of the courtyard of the call. Whoever goes from door to door looks often, and what is shown of
 * the round itself hardly changes by then, so the instance keeps it for half a minute.
 * @throws AppError `NOT_FOUND`
 */
async function roundHere(
  context: Context<{ readonly roundId: RoundDoc['_id'] }>,
): Promise<RoundDoc> {
  const { input, call, store, cloud, now } = context;
  const known = kept.get(input.roundId);
  const isFresh = known !== undefined && known.at <= now && now < known.at + FRESH_MS;
  if (isFresh) {
    const ours = known.round.communityId === call.communityId;
    return found(known.round, ours && mayServe(known.round, context));
  }
  const round = await roundToServe(store, input.roundId, context);
  found(round, mayServe(round, context));
  const current = await closedIfDue(store, round, clockOf(cloud, now));
  if (kept.size >= KEPT) kept.clear();
  if (mayDeliver(current)) kept.set(current._id, { at: now, round: current });
  return current;
}

/** The round at this courtyard, as the doors of any sale are shown. */
async function saleHere(context: Context<{ readonly roundId: RoundDoc['_id'] }>) {
  const round = await roundHere(context);
  const orders = await rowsOf(context.store, round, courtyardOf(context.call));
  const sale = {
    ...{ saleId: round._id, goods: round.form.items, orders },
    isOpen: round.status === 'open',
  };
  return { round, sale };
}

export const door: HandlerOf<Actions['door']> = {
  input: schemaOf<InputOf<Actions['door']>>()(v.strictObject(forRound)),

  async run(context) {
    const { round, sale } = await saleHere(context);
    const sheet = await doorSheet(context, sale);
    return {
      roundId: round._id,
      title: round.form.title,
      status: walkedStatus(round, sale.orders, context.now),
      dropPoint: round.form.dropPoints[sheet.courtyardId] ?? '',
      mayDeliver: mayDeliver(round),
      ...sheet,
      // Nothing comes on top of vegetables that were brought.
      rows: sheet.rows.map(({ extraUnits: _, ...row }) => row),
    };
  },
};

/** The first door that was visited says it, whatever the instance remembers of the round. */
function walkedStatus(round: RoundDoc, orders: readonly OrderDoc[], now: number): RoundStatus {
  const status = statusOf(round, now);
  const isAhead = status === 'closed' || status === 'purchased' || status === 'arrived';
  return isAhead && orders.some((one) => one.door) ? 'distributing' : status;
}

export const deliver: HandlerOf<Actions['deliver']> = {
  input: schemaOf<InputOf<Actions['deliver']>>()(v.strictObject({ ...forRound, ...doorFields })),
  answersReplays: true,

  async run(context) {
    const { input, call, store, now } = context;
    const terms = await termsAt(store, input.roundId, call);
    const walk = {
      collection: 'rounds',
      id: input.roundId,
      from: ['closed', 'purchased', 'arrived'],
      to: 'distributing',
      underWay: ['distributing', 'settled'],
      off: 'ROUND_CANCELLED',
    } as const;
    const visited = await deliverAt(context, terms, () => onTheWay(store, walk, now));
    return { householdId: input.householdId, ...visited };
  },
};

export const correctDoor: HandlerOf<Actions['correctDoor']> = {
  input: schemaOf<InputOf<Actions['correctDoor']>>()(
    v.strictObject({
      ...forRound,
      ...doorFields,
      seen: count(1_000),
      reason: text(LIMITS.reasonLength),
    }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, store } = context;
    const terms = await termsAt(store, input.roundId, call);
    return { householdId: input.householdId, ...(await correctAt(context, terms)) };
  },
};

export const handIns: HandlerOf<Actions['handIns']> = {
  input: schemaOf<InputOf<Actions['handIns']>>()(v.strictObject(forRound)),

  async run(context) {
    const { round, sale } = await saleHere(context);
    return {
      roundId: round._id,
      title: round.form.title,
      ...(await handInsSheet(context, sale)),
    };
  },
};

export const handIn: HandlerOf<Actions['handIn']> = {
  input: schemaOf<InputOf<Actions['handIn']>>()(
    v.strictObject({ ...forRound, countedFen: signedFen, explanation: words(LIMITS.reasonLength) }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, store } = context;
    const terms = await termsAt(store, input.roundId, call);
    return handInAt(context, terms, {
      memo: '团购交款',
      async credit(yard, read) {
        const round = found(await read.get<RoundDoc>('rounds', input.roundId));
        refuseIf(round.status === 'cancelled', 'ROUND_CANCELLED');
        return creditLegs(round, courtyardOf(call), yard);
      },
    });
  },
};
