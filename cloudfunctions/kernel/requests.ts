/** Replays of acts that commit several documents. @see docs/decisions/0002-two-ways-to-write.md */
import { createHash } from 'node:crypto';
import { DAY_MS } from '../../miniprogram/contract/calendar';
import type { MemberId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import { type Caller, memberOf } from './caller';
import { type Doc, DuplicateError } from './database';
import { AppError } from './errors';
import type { Asked } from './replay';
import { create, type Decision, type Reading, type Store, type Write } from './store';

const KEPT_DAYS = 7;

/** Holds the outcome of an act: ids, counts and states only, never personal data. */
export interface RequestDoc extends Doc {
  readonly fingerprint: string;
  readonly outcome: unknown;
  readonly dueAt: number;
}

const requestKey = (memberId: MemberId, call: Call): string =>
  `rq.${memberId}.${call.requestId ?? ''}`;

/** The write that makes a commit happen once: a replay finds the id taken. */
export function rememberRequest(
  memberId: MemberId,
  call: Call,
  { outcome, now }: { outcome: unknown; now: number },
): Write {
  const doc: RequestDoc = {
    _id: requestKey(memberId, call),
    communityId: call.communityId,
    rev: 1,
    fingerprint: fingerprintOf(call),
    outcome,
    dueAt: now + KEPT_DAYS * DAY_MS,
  };
  return create('requests', doc);
}

/**
 * The outcome of an earlier run of the same request, if there was one.
 * @throws AppError `INVALID` when the id was used for another act
 */
export async function earlierOutcome(
  store: Store,
  memberId: MemberId,
  call: Call,
): Promise<{ readonly outcome: unknown } | undefined> {
  const doc = await store.get<RequestDoc>('requests', requestKey(memberId, call));
  if (!doc) return undefined;
  if (doc.fingerprint !== fingerprintOf(call))
    throw new AppError('INVALID', { field: 'requestId' });
  return { outcome: doc.outcome };
}

interface Acting {
  readonly store: Store;
  readonly caller: Caller;
  readonly call: Call;
  readonly now: number;
}

/**
 * A commit of a member that happens once, whatever the documents look like when the request comes again:
 * the request is remembered in the same commit, and `serve` answers a replay with the outcome.
 * The outcome is the reply: ids, counts and states only.
 */
export const once = <T>(
  { store, caller, call, now }: Acting,
  decide: (read: Reading) => Promise<Decision<T>>,
): Promise<T> =>
  store.transact(async (read) => {
    const { writes, value } = await decide(read);
    const remembered = rememberRequest(memberOf(caller)._id, call, { outcome: value, now });
    return { writes: [remembered, ...writes], value };
  });

/**
 * `once`, for an act whose answer is personal and therefore not kept, and for one that goes on after its commit.
 * @returns false for a replay, whatever it finds by now; the caller then makes the answer anew
 */
export async function firstTime(
  acting: Acting,
  decide: (read: Reading) => Promise<readonly Write[]>,
): Promise<boolean> {
  try {
    await once(acting, async (read) => ({ writes: await decide(read), value: {} }));
    return true;
  } catch (error) {
    if (!(error instanceof DuplicateError || error instanceof AppError)) throw error;
    const { store, caller, call } = acting;
    if (!(await earlierOutcome(store, memberOf(caller)._id, call))) throw error;
    return false;
  }
}

/** This request, as the document it changes remembers it. */
export const askedOf = (call: Call): Asked => ({
  requestId: call.requestId ?? '',
  print: fingerprintOf(call),
});

const fingerprintOf = ({ action, input, courtyardId, subject }: Call): string =>
  createHash('sha256')
    .update(JSON.stringify([action, courtyardId ?? '', subject ?? '', input]))
    .digest('base64url')
    .slice(0, 22);
