/** Turns a contract and its handlers into the `main` of a cloud function. */

import type { GenericSchema } from 'valibot';
import type { FunctionName } from '../../miniprogram/contract/contracts';
import type { CommunityId } from '../../miniprogram/contract/ids';
import { PRIVACY_VERSION } from '../../miniprogram/contract/member';
import { POLICY } from '../../miniprogram/contract/policy';
import type { Rule } from '../../miniprogram/contract/policy-rules';
import type {
  Action,
  Actions,
  Call,
  Contract,
  InputOf,
  OutputOf,
  Reply,
} from '../../miniprogram/contract/protocol';
import { allow, type Caller, rolesFor } from './caller';
import type { Cloud } from './cloud';
import { DuplicateError } from './database';
import { AppError, refuseIf } from './errors';
import { openidHash } from './ids';
import { log } from './log';
import type { MemberDoc } from './member-doc';
import { parseCall, parseInput } from './parse';
import { createRateLimit } from './rate';
import { earlierOutcome } from './requests';
import { type Store, storeOf } from './store';

export interface Context<I> {
  readonly input: I;
  readonly call: Call;
  readonly caller: Caller;
  readonly store: Store;
  readonly cloud: Cloud;
  /** The instant the call is decided at. */
  readonly now: number;
}

export interface Handler<I, O> {
  readonly input: GenericSchema<unknown, I>;
  /** The document it writes tells it of its own earlier run, so `serve` looks for no remembered outcome. */
  readonly answersReplays?: true;
  /** Also for somebody who has not agreed to the privacy text in force: agreeing, coming in, and leaving. */
  readonly beforeAgreeing?: true;
  run(context: Context<I>): Promise<O>;
}

export type HandlerOf<A> = Handler<InputOf<A>, OutputOf<A>>;
type Handlers<A extends Actions> = { readonly [K in keyof A]: HandlerOf<A[K]> };

const rate = createRateLimit({ burst: 60, perSecond: 5 });

/**
 * Reads top-down: parse, who is it, may they, run. Answers a `Reply`, never throws for what a person can cause.
 * A replay of a commit is answered from the remembered outcome.
 */
export function serve<A extends Actions>(
  cloud: Cloud,
  contract: Contract<A> & { readonly fn: FunctionName },
  handlers: Handlers<A>,
): (event: unknown, context: unknown) => Promise<Reply<unknown>> {
  const rules = POLICY[contract.fn] as Readonly<Record<string, Rule>>;
  const store = storeOf(cloud);
  const served = { cloud, store, contract, rules, handlers } as unknown as Served;

  return async (event, context) => {
    const startedAt = cloud.now();
    const heard: Heard = {};
    const { reply, stack } = await settle(async () => {
      const call = parseCall(event);
      heard.call = call;
      return answer(served, { call, heard }, context);
    });
    log({ fn: contract.fn, ms: cloud.now() - startedAt, ...lineOf(heard.call, reply, stack) });
    return reply.ok && heard.agree !== undefined ? { ...reply, agree: heard.agree } : reply;
  };
}

/** What is known of a call by the time it is answered. */
interface Heard {
  call?: Call;
  /** The privacy text that waits for the caller's yes. */
  agree?: string;
}

interface Served {
  readonly cloud: Cloud;
  readonly store: Store;
  readonly contract: Contract;
  readonly rules: Readonly<Record<string, Rule>>;
  readonly handlers: Readonly<Record<string, Handler<unknown, unknown>>>;
}

/** @throws AppError for whatever is refused */
async function answer(
  served: Served,
  { call, heard }: { readonly call: Call; readonly heard: Heard },
  context: unknown,
): Promise<unknown> {
  const { handler, action, rule } = rowOf(served, call.action);
  const { cloud, store } = served;
  const now = cloud.now();
  const { openid } = cloud.identity(context);
  if (openid === undefined) throw new AppError('FORGED_IDENTITY');
  if (!rate.take(openid, now)) throw new AppError('TOO_FAST');
  if (action.kind === 'act' && call.requestId === undefined) {
    throw new AppError('INVALID', { field: 'requestId' });
  }
  const input = parseInput(handler.input, call.input);
  const caller = await callerOf(store, call, { openid, now });
  const behind = isBehind(caller.member);
  if (behind && action.kind === 'query') heard.agree = PRIVACY_VERSION;
  try {
    // Inside: an act may have ended the very right it needed, and its replay still gets its answer.
    allow(rule, caller, call);
    refuseIf(behind && action.kind === 'act' && !handler.beforeAgreeing, 'AGREE_AGAIN', {
      version: PRIVACY_VERSION,
    });
    return await handler.run({ input, call, caller, store, cloud, now });
  } catch (error) {
    if (handler.answersReplays && error instanceof AppError) throw error;
    return await replayed(error, { store, caller, call, action });
  }
}

/** Agreed to an older privacy text. Whoever came in by the register or the deploy's setting has agreed to none. */
const isBehind = (member: MemberDoc | undefined): boolean =>
  member?.agreed !== undefined && member.agreed.version !== PRIVACY_VERSION;

function rowOf({ contract, rules, handlers }: Served, name: string) {
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  const action = contract.actions[name];
  const rule = rules[name];
  if (!handler || !action || !rule) throw new AppError('UNKNOWN_ACTION');
  return { handler, action, rule };
}

async function callerOf(
  store: Store,
  call: Call,
  { openid, now }: { openid: string; now: number },
): Promise<Caller> {
  const member = await findMember(store, call.communityId, openid);
  const known = { openid, communityId: call.communityId, roles: rolesFor(member, call, now) };
  return member ? { ...known, member } : known;
}

interface Settled {
  readonly reply: Reply<unknown>;
  /** Only of what nobody meant to happen. */
  readonly stack?: string;
}

async function settle(work: () => Promise<unknown>): Promise<Settled> {
  try {
    return { reply: { ok: true, value: await work() } };
  } catch (error) {
    const failure =
      error instanceof AppError ? error : new AppError('INTERNAL', {}, { cause: error });
    const reply = { ok: false, code: failure.code, details: failure.details } as const;
    return failure.kind === 'broken' ? { reply, stack: stackOf(error) } : { reply };
  }
}

const lineOf = (call: Call | undefined, reply: Reply<unknown>, stack: string | undefined) => ({
  level: stack === undefined ? ('info' as const) : ('error' as const),
  action: call?.action ?? '',
  code: reply.ok ? 'OK' : reply.code,
  ...(call?.requestId === undefined ? {} : { requestId: call.requestId }),
  ...(call?.courtyardId === undefined ? {} : { courtyardId: call.courtyardId }),
  ...(stack === undefined ? {} : { stack }),
});

/**
 * A retry usually meets a state its first run already changed, or an id its first run took.
 * Then, and only then, the remembered outcome is looked for.
 */
async function replayed(
  error: unknown,
  {
    store,
    caller,
    call,
    action,
  }: { store: Store; caller: Caller; call: Call; action: Action<never, unknown> },
): Promise<unknown> {
  const mayBeReplay = error instanceof AppError || error instanceof DuplicateError;
  if (!mayBeReplay || action.kind !== 'act' || !caller.member) throw error;
  const earlier = await earlierOutcome(store, caller.member._id, call);
  if (earlier) return earlier.outcome;
  throw error instanceof DuplicateError ? new AppError('STALE', {}, { cause: error }) : error;
}

/** Who an openid is in a community; undefined for somebody it does not know. */
export async function findMember(
  store: Pick<Store, 'find'>,
  communityId: CommunityId,
  openid: string,
): Promise<MemberDoc | undefined> {
  const [member] = await store.find<MemberDoc>({
    collection: 'members',
    where: { communityId, openidHash: openidHash(communityId, openid) },
    limit: 1,
  });
  return member;
}

const stackOf = (error: unknown): string =>
  error instanceof Error
    ? `${error.stack ?? error.message}${error.cause ? `\n${String(error.cause)}` : ''}`
    : String(error);
