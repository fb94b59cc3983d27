/** Everything about a round, for those who run it. */
import * as v from 'valibot';
import type { groupbuy } from '../../../miniprogram/contract/groupbuy';
import type { ManageView } from '../../../miniprogram/contract/groupbuy-desk';
import { ROUND_STATUS_NAMES } from '../../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import {
  clockOf,
  type HandInDoc,
  handInsOf,
  nameIn,
  namesIn,
  type OrderDoc,
  placeOf,
  sumsOf,
} from '../../sale/public';
import { closedIfDue } from '../closing';
import { type RoundDoc, weighingOf } from '../documents';
import { mayArrive, mayDeliver, mayPick, maySettle, statusOf } from '../groupbuy';
import { pictureDesk } from '../pictures';
import { mayServe, roundToRun, rowsOf } from '../repository';
import { mayMove } from '../times';
import { pickingOf } from '../views';
import { forRound } from './inputs';

type Manage = (typeof groupbuy)['actions']['manage'];

export const manage: HandlerOf<Manage> = {
  input: schemaOf<InputOf<Manage>>()(v.strictObject(forRound)),

  async run(context) {
    const { input, call, caller, store, cloud, now } = context;
    const found = await roundToRun(store, input.roundId, context);
    const round = await closedIfDue(store, found, clockOf(cloud, now));
    const rows = await rowsOf(store, round);
    const handIns = rows.some(({ door }) => door) ? await handInsOf(store, round._id) : [];
    const place = await placeOf(store, call.communityId, now);
    const desk = await pictureDesk(store, round);
    const status = statusOf(round, now);
    const nameOf = (id: CourtyardId) => nameIn(place, id);
    return {
      roundId: round._id,
      ...desk,
      form: { ...desk.form, closesAt: round.closesAt },
      status,
      statusText: ROUND_STATUS_NAMES[status],
      ...(round.reason === undefined ? {} : { reason: round.reason }),
      ...(round.supplierName === undefined ? {} : { supplierName: round.supplierName }),
      sums: sumsOf(rows, handIns, weighingOf(round)),
      yards: round.courtyards.map((courtyardId) => ({
        courtyardId,
        name: nameOf(courtyardId),
        ...sumsAt(round, courtyardId, { rows, handIns }),
      })),
      ...(await pickers(context, round, memberOf(caller)._id)),
      picked: Object.entries(round.picked).map(([itemId, one]) => ({ itemId, ...one })),
      arrivals: Object.entries(round.arrivals).map(([id, { at, counts }]) => ({
        courtyardId: id as CourtyardId,
        name: nameOf(id as CourtyardId),
        at,
        counts,
      })),
      ...shortageOf(round),
      may: mayOf(context, round),
      now,
    };
  },
};

const sumsAt = (
  round: RoundDoc,
  courtyardId: CourtyardId,
  { rows, handIns }: { readonly rows: readonly OrderDoc[]; readonly handIns: readonly HandInDoc[] },
) =>
  sumsOf(
    rows.filter((row) => row.courtyardId === courtyardId),
    handIns.filter((one) => one.courtyardId === courtyardId),
    weighingOf(round),
  );

async function pickers({ store, now }: Context<unknown>, round: RoundDoc, me: RoundDoc['by']) {
  const { picking } = pickingOf(round, me);
  if (!picking) return {};
  const nameOf = await namesIn(store, round.pickers, now);
  return { picking: { ...picking, names: round.pickers.map(nameOf) } };
}

const shortageOf = ({ shortage }: RoundDoc) =>
  shortage
    ? { shortage: { rule: shortage.decision.rule, at: shortage.at, done: shortage.done } }
    : {};

function mayOf(context: Context<unknown>, round: RoundDoc): ManageView['may'] {
  const { call, now } = context;
  const status = statusOf(round, now);
  const serves = call.courtyardId !== undefined && mayServe(round, context);
  return {
    edit: status === 'draft',
    open: status === 'draft',
    move: mayMove(round),
    extend: status === 'open' || status === 'waiting',
    cancel: ['open', 'waiting', 'closing', 'closed', 'purchased'].includes(status),
    pick: mayPick(round),
    applyShortage: mayArrive(round) && Object.keys(round.picked).length > 0,
    arrive: serves && mayArrive(round),
    deliver: serves && mayDeliver(round),
    settle: maySettle(round),
  };
}
