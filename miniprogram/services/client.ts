/** Turns a contract into callable methods. Nothing is generated: the types are read off the contract. */
import type { ErrorCode } from '../contract/errors';
import type { CourtyardId, HouseholdId } from '../contract/ids';
import type {
  Actions,
  Call,
  Contract,
  Details,
  InputOf,
  OutputOf,
  Reply,
} from '../contract/protocol';
import { forgetIntent, intentOf, requestIdFor } from './intents';
import { session } from './session';

/** What a call says beside its input; each has its usual value from the session. */
export interface Manner {
  readonly courtyardId?: CourtyardId | undefined;
  /** `null`: for myself, whatever the acting band says. Absent: whom the band says, where that makes sense. */
  readonly subject?: HouseholdId | null | undefined;
  /** Send along which WeChat group the page was opened from. */
  readonly withGroup?: boolean;
  readonly requestId?: string;
}

type Transport = (fn: string, call: Call) => Promise<Reply<unknown>>;

export type Client<A extends Actions> = {
  readonly [K in keyof A]: (
    input: InputOf<A[K]>,
    manner?: Manner,
  ) => Promise<Reply<OutputOf<A[K]>>>;
};

export interface Failure {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly details?: Details;
}

/** Replies after which nobody knows whether the act took effect: trying again must be the same intent. */
const UNSETTLED: readonly ErrorCode[] = ['OFFLINE', 'INTERNAL', 'BUSY'];

/** What one does for the household acted for; everything else one does as oneself, band or not. */
const FOR_SUBJECT: Readonly<Record<string, readonly string[]>> = {
  notice: ['view', 'confirm', 'ask'],
  groupbuy: ['list', 'round', 'myOrders', 'order'],
  flower: [
    ...['list', 'campaign', 'adopt', 'joinWait', 'leaveWait', 'myFlowers', 'namePot', 'writeDiary'],
    'answerGift',
  ],
  contest: [
    ...['list', 'contest', 'pots', 'wall', 'entry', 'addPicture', 'addVideo'],
    ...['enter', 'changeEntry', 'withdrawEntry'],
  ],
  roster: [
    ...['today', 'month', 'mine', 'cannotCome', 'takeOver', 'askSwap', 'answerSwap', 'endSwap'],
    ...['offerStandIn', 'absence', 'comeBack', 'declineMakeUp', 'seen', 'readBriefing', 'endNote'],
    ...['giveKey', 'takeKey', 'recordKey', 'passOn', 'loseKey', 'careCards', 'answerCare'],
    ...['signUpCleanUp', 'whoCame', 'openAtNight'],
  ],
};

/** The call of one action, complete but for the group. */
export function callOf(fn: string, action: string, input: unknown, manner: Manner = {}): Call {
  const acting =
    manner.subject === undefined && FOR_SUBJECT[fn]?.includes(action) ? session.subject : undefined;
  const subject = acting?.id ?? manner.subject;
  const courtyardId = manner.courtyardId ?? acting?.courtyardId ?? session.askedCourtyardId;
  return {
    action,
    input,
    communityId: session.communityId,
    ...(courtyardId && { courtyardId }),
    ...(subject && { subject }),
    ...(manner.requestId && { requestId: manner.requestId }),
  };
}

export function createClient<A extends Actions>(contract: Contract<A>, send: Transport): Client<A> {
  const client: Record<string, (input: unknown, manner?: Manner) => Promise<Reply<unknown>>> = {};
  for (const [action, { kind }] of Object.entries(contract.actions)) {
    client[action] = async (input, manner = {}) => {
      const call = callOf(contract.fn, action, input, manner);
      const group = manner.withGroup ? await session.groupTicket() : undefined;
      const whole = group === undefined ? call : { ...call, group };
      return kind === 'query' ? send(contract.fn, whole) : sendOnce(send, contract.fn, whole);
    };
  }
  return client as Client<A>;
}

/** An act keeps its request id until somebody knows how it ended. */
async function sendOnce(send: Transport, fn: string, call: Call): Promise<Reply<unknown>> {
  const intent = intentOf(fn, call);
  const reply = await send(fn, { ...call, requestId: call.requestId ?? requestIdFor(intent) });
  if (reply.ok || !UNSETTLED.includes(reply.code)) forgetIntent(intent);
  return reply;
}
