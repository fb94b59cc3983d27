/** At the doors of a courtyard, and the cash that comes back from them. */
import * as v from 'valibot';
import type { groupbuy } from '../../../miniprogram/contract/groupbuy';
import type { HandInView } from '../../../miniprogram/contract/groupbuy-desk';
import type { RoundStatus } from '../../../miniprogram/contract/groupbuy-forms';
import type { MemberId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { AppError, found, refuseIf } from '../../kernel/errors';
import type { MemberDoc } from '../../kernel/member-doc';
import { count, schemaOf, text, words } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { Store } from '../../kernel/store';
import {
  correctDoor as correct,
  type DoorTick,
  handIn as giveIn,
  type HandInDoc,
  handInsAt,
  heldOf,
  holdersOf,
  notHandedIn,
  type OrderDoc,
  sumsOf,
  totalOf,
  visitDoor,
} from '../../sale/public';
import { clockOf, closedIfDue } from '../closing';
import { type RoundDoc, weighingOf } from '../documents';
import { mayDeliver, statusOf } from '../groupbuy';
import { doorRows } from '../lists';
import { mayServe, roundToServe, rowsOf, signsAs, termsAt, yardOf } from '../repository';
import { creditLegs } from '../settlement';
import { onTheWay } from '../walking';
import { doorFields, forRound, signedFen } from './inputs';

type Actions = (typeof groupbuy)['actions'];
type Deliver = Actions['deliver'];

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

export const door: HandlerOf<Actions['door']> = {
  input: schemaOf<InputOf<Actions['door']>>()(v.strictObject(forRound)),

  async run(context) {
    const { call, caller, store, now } = context;
    const round = await roundHere(context);
    const courtyardId = courtyardOf(call);
    const at = { communityId: call.communityId, now };
    const yard = await yardOf(store, courtyardId, at);
    const orders = await rowsOf(store, round, courtyardId);
    const handIns = await handInsAt(store, { saleId: round._id, courtyardId });
    const me = memberOf(caller)._id;
    return {
      roundId: round._id,
      title: round.form.title,
      status: walkedStatus(round, orders, now),
      courtyardId,
      courtyardName: yard.name,
      dropPoint: round.form.dropPoints[courtyardId] ?? '',
      rows: doorRows(round, orders, { plates: yard.plates, me, now }),
      sums: sumsOf(orders, handIns, weighingOf(round)),
      myCashFen: totalOf(notHandedIn(orders, handIns, { holder: me, how: 'cash' })),
      mayDeliver: mayDeliver(round),
      now,
    };
  },
};

/** The first door that was visited says it, whatever the instance remembers of the round. */
function walkedStatus(round: RoundDoc, orders: readonly OrderDoc[], now: number): RoundStatus {
  const status = statusOf(round, now);
  const isAhead = status === 'closed' || status === 'purchased' || status === 'arrived';
  return isAhead && orders.some((one) => one.door) ? 'distributing' : status;
}

const tickOf = ({ input, call, caller, now }: Context<InputOf<Deliver>>): DoorTick => ({
  courtyardId: courtyardOf(call),
  householdId: input.householdId,
  outcome: input.outcome,
  lines: input.lines,
  payment: input.payment,
  receivedFen: input.receivedFen,
  takenBy: input.takenBy,
  actor: memberOf(caller)._id,
  at: now,
  requestId: call.requestId ?? '',
});

/** The words at a door, where there are any: the household reads them. @throws AppError `TEXT_RISKY`, `CHECK_AWAY` */
async function checkWords({ cloud, caller }: Context<unknown>, words: string | undefined) {
  if (words === undefined || words === '') return;
  if (!(await passes(cloud, caller.openid, words))) throw new AppError('CHECK_AWAY');
}

export const deliver: HandlerOf<Deliver> = {
  input: schemaOf<InputOf<Deliver>>()(v.strictObject({ ...forRound, ...doorFields })),
  answersReplays: true,

  async run(context) {
    const { input, call, store, now } = context;
    const terms = await termsAt(store, input.roundId, call);
    await checkWords(context, input.takenBy);
    // First the round, so that it is not called off while there is money at its doors.
    await onTheWay(store, input.roundId, now);
    const { chargedFen, receivedFen } = await visitDoor(store, terms, tickOf(context));
    return { householdId: input.householdId, chargedFen, receivedFen };
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
    await checkWords(context, input.takenBy);
    const { seen, reason } = input;
    const to = { ...tickOf(context), seen, reason };
    const { chargedFen, receivedFen } = await correct(store, terms, to);
    return { householdId: input.householdId, chargedFen, receivedFen };
  },
};

export const handIns: HandlerOf<Actions['handIns']> = {
  input: schemaOf<InputOf<Actions['handIns']>>()(v.strictObject(forRound)),

  async run(context) {
    const { call, caller, store, now } = context;
    const round = await roundHere(context);
    const courtyardId = courtyardOf(call);
    const yard = await yardOf(store, courtyardId, { communityId: call.communityId, now });
    const orders = await rowsOf(store, round, courtyardId);
    const given = await handInsAt(store, { saleId: round._id, courtyardId });
    const holders = holdersOf(orders);
    const people = [...new Set([...holders, ...given.map(({ memberId }) => memberId)])];
    const nameOf = await namesIn(store, people, now);
    const me = memberOf(caller)._id;
    return {
      roundId: round._id,
      title: round.form.title,
      courtyardName: yard.name,
      holders: holders.map((memberId) => ({
        memberId,
        name: nameOf(memberId),
        mine: memberId === me,
        ...inHand(orders, given, memberId),
      })),
      handIns: given.map((one) => handInView(one, nameOf(one.memberId), one.memberId === me)),
      sums: sumsOf(orders, given, weighingOf(round)),
      now,
    };
  },
};

function inHand(orders: readonly OrderDoc[], given: readonly HandInDoc[], holder: MemberId) {
  const of = (how: 'cash' | 'transfer') => totalOf(notHandedIn(orders, given, { holder, how }));
  const took = (order: OrderDoc) =>
    heldOf(order, holder, 'cash') !== 0 || heldOf(order, holder, 'transfer') !== 0;
  return { cashFen: of('cash'), transferFen: of('transfer'), doors: orders.filter(took).length };
}

const NAMES_MS = 60_000;
const names = { since: 0, of: new Map<MemberId, string>() };

/** The instance keeps names for a minute, no longer than somebody who left may still be called by one. */
export async function namesIn(
  store: Pick<Store, 'getAll'>,
  members: readonly MemberId[],
  now: number,
): Promise<(member: MemberId) => string> {
  if (now < names.since || now >= names.since + NAMES_MS) {
    names.since = now;
    names.of.clear();
  }
  const unknown = members.filter((member) => !names.of.has(member)).slice(0, LIMITS.listMax);
  for (const { _id, name } of await store.getAll<MemberDoc>('members', unknown, ['name'])) {
    names.of.set(_id, name);
  }
  return (member) => names.of.get(member) ?? '已离开的邻居';
}

const handInView = (doc: HandInDoc, name: string, mine: boolean): HandInView => ({
  handInId: doc._id,
  name,
  mine,
  at: doc.at,
  dueFen: doc.dueFen,
  countedFen: doc.countedFen,
  transferFen: doc.transferFen,
  differenceFen: doc.countedFen - doc.dueFen,
  explanation: doc.explanation,
  doors: new Set([...Object.keys(doc.cash), ...Object.keys(doc.transfer)]).size,
  journalId: doc.journalId,
});

export const handIn: HandlerOf<Actions['handIn']> = {
  input: schemaOf<InputOf<Actions['handIn']>>()(
    v.strictObject({ ...forRound, countedFen: signedFen, explanation: words(LIMITS.reasonLength) }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, caller, store, now } = context;
    const courtyardId = courtyardOf(call);
    const terms = await termsAt(store, input.roundId, call);
    const { explanation } = input;
    await checkWords(context, explanation);
    return giveIn(store, {
      terms,
      courtyardId,
      memberId: memberOf(caller)._id,
      as: signsAs(caller),
      countedFen: input.countedFen,
      explanation,
      at: now,
      requestId: call.requestId ?? '',
      memo: '团购交款',
      async credit(yard, read) {
        const round = found(await read.get<RoundDoc>('rounds', input.roundId));
        refuseIf(round.status === 'cancelled', 'ROUND_CANCELLED');
        return creditLegs(round, courtyardId, yard);
      },
    });
  },
};
