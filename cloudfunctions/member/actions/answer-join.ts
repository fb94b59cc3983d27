import * as v from 'valibot';
import type { HouseholdId, JoinId, MemberId } from '../../../miniprogram/contract/ids';
import { isId } from '../../../miniprogram/contract/ids';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { plusJoined, plusWaiting } from '../../courtyard/public';
import type { HouseholdDoc } from '../../directory/public';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import type { MemberDoc, WaitingJoin } from '../../kernel/member-doc';
import { schemaOf } from '../../kernel/parse';
import { isReplay } from '../../kernel/replay';
import { askedOf } from '../../kernel/requests';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, type Decision, type Reading, replace, type Write } from '../../kernel/store';
import { accept, answerOf, closed } from '../joining';
import { answerMessage } from '../message';
import { memberCount } from '../people';
import { loadHousehold, loadMember, loadPlace } from '../repository';

type AnswerJoin = (typeof member)['actions']['answerJoin'];
type Input = InputOf<AnswerJoin>;
type Answered = Decision<Record<string, never>>;

export const joinIdSchema = v.custom<JoinId>((value) => {
  const [household, asker, ...rest] = typeof value === 'string' ? value.split('.') : [];
  return rest.length === 0 && isId('hh', household ?? '') && isId('mb', asker ?? '');
});

export const partsOf = (id: JoinId): [HouseholdId, MemberId] =>
  id.split('.') as [HouseholdId, MemberId];

/** Two keepers at once: one answers, the other hears that it was done, or gets the same answer. */
export const answerJoin: HandlerOf<AnswerJoin> = {
  input: schemaOf<Input>()(v.strictObject({ joinId: joinIdSchema, accept: v.boolean() })),

  run: (context) => context.store.transact((read) => decide(read, context)),
};

async function decide(read: Reading, context: Context<Input>): Promise<Answered> {
  const { input, call, caller } = context;
  const [householdId, askerId] = partsOf(input.joinId);
  const asker = await loadMember(read, askerId, call);
  // Before what waits: somebody turned down may have asked for the same door again.
  if (asker.answered?.some(({ ended }) => isReplay(ended, askedOf(call)))) {
    return { writes: [], value: {} };
  }
  const waiting = asker.waiting.find((one) => one.householdId === householdId);
  if (!waiting || waiting.courtyardId !== call.courtyardId) {
    return alreadyAnswered(asker, householdId, { read, context });
  }
  refuseOwnRequest(asker, context);
  const by = memberOf(caller)._id;
  return input.accept
    ? letIn(read, { asker, waiting, by, context })
    : turnDown(read, { asker, waiting, by, context });
}

/** @throws AppError `JOIN_CLOSED` when it ended otherwise, `NOT_FOUND` when nobody asked this courtyard */
async function alreadyAnswered(
  asker: MemberDoc,
  householdId: HouseholdId,
  { read, context: { input, call } }: { read: Reading; context: Context<Input> },
): Promise<Answered> {
  const answer = answerOf(asker, householdId);
  if (!answer) throw new AppError('NOT_FOUND');
  await loadHousehold(read, householdId, call);
  refuseIf(answer.outcome !== (input.accept ? 'accepted' : 'declined'), 'JOIN_CLOSED');
  return { writes: [], value: {} };
}

/** Nobody says yes to the own request; the community may. @throws AppError `NOT_ALLOWED` */
function refuseOwnRequest(asker: MemberDoc, { caller }: Context<Input>): void {
  const isCommunity = caller.roles.has('staff') || caller.roles.has('admin');
  refuseIf(asker._id === caller.member?._id && !isCommunity, 'NOT_ALLOWED');
}

interface Answering {
  readonly asker: MemberDoc;
  readonly waiting: WaitingJoin;
  readonly by: MemberId;
  readonly context: Context<Input>;
}

async function letIn(read: Reading, { asker, waiting, by, context }: Answering): Promise<Answered> {
  const { call, now } = context;
  const household = await loadHousehold(read, waiting.householdId, call);
  const ended = askedOf(call);
  const inside = accept(asker, household, { waiting, by, ended, now });
  const writes = [
    replace('members', { ...inside.member, accountBehind: true }),
    replace('households', inside.household),
    await placeWrite(read, context, household),
    create('outbox', answerMessage(asker, waiting, { isYes: true, now })),
  ];
  return { writes, value: {} };
}

async function turnDown(
  read: Reading,
  { asker, waiting, by, context }: Answering,
): Promise<Answered> {
  const { householdId, requestId, print } = waiting;
  const { call, now } = context;
  const answer = {
    householdId,
    outcome: 'declined' as const,
    by,
    at: now,
    requestId,
    print,
    ended: askedOf(call),
  };
  const writes = [
    replace('members', closed(asker, answer)),
    await placeWrite(read, context),
    create('outbox', answerMessage(asker, waiting, { isYes: false, now })),
  ];
  return { writes, value: {} };
}

async function placeWrite(
  read: Reading,
  { call }: Context<Input>,
  joined?: HouseholdDoc,
): Promise<Write> {
  const place = await loadPlace(read, courtyardOf(call), call);
  const first = joined && memberCount(joined) === 0 ? 1 : 0;
  return replace('digests', plusJoined(plusWaiting(place, -1), first));
}
