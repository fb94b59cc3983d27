/**
 * 待发送: what was done without network. Kept with its request id, shown to the person, sent again when the network
 * is back; nothing is doubled, and what is refused then is taken out with the sentence that says why.
 */
import type { ErrorCode } from '../contract/errors';
import type { Actions, Call, Contract, InputOf, OutputOf, Reply } from '../contract/protocol';
import { callOf, type Failure, type Manner } from './client';
import { sentence } from './failure';
import { forgetIntent, intentOf, requestIdFor } from './intents';
import { keep, read } from './storage';
import { cloudTransport } from './transport';

export interface Waiting {
  readonly id: string;
  readonly fn: string;
  readonly call: Call;
  /** What it is, in words: `3单元 402 回：收到`. */
  readonly label: string;
  readonly at: number;
}

interface Dropped {
  readonly id: string;
  readonly label: string;
  readonly why: string;
  readonly at: number;
}

export type Outcome<T> =
  | { readonly state: 'done'; readonly value: T }
  | { readonly state: 'later' }
  | { readonly state: 'failed'; readonly failure: Failure };

const WAITING = 'queue.waiting';
const DROPPED = 'queue.dropped';
const MAX_DROPPED = 20;
/** After these nobody knows whether it took effect, or it was only the wrong moment: it stays and is tried again. */
const KEEP_ON: readonly ErrorCode[] = ['OFFLINE', 'INTERNAL', 'BUSY', 'TOO_FAST', 'AGREE_AGAIN'];
/** A neighbour was faster by a moment, which the next try does not meet; what was changed since stays changed. */
const RACES = 3;

const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

export const waiting = (): readonly Waiting[] => read<Waiting[]>(WAITING) ?? [];
export const dropped = (): readonly Dropped[] => read<Dropped[]>(DROPPED) ?? [];
export const clearDropped = (): void => {
  keep(DROPPED, []);
  tell();
};

/** @returns a function that stops listening */
export function onQueue(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Does it now, or, when there is no network, keeps it and says so. */
export async function doOrKeep<A extends Actions, K extends keyof A & string>(
  contract: Contract<A>,
  action: K,
  input: InputOf<A[K]>,
  label: string,
  manner: Manner = {},
): Promise<Outcome<OutputOf<A[K]>>> {
  const call = callOf(contract.fn, action, input, manner);
  const intent = intentOf(contract.fn, call);
  const requestId = call.requestId ?? requestIdFor(intent);
  const whole = { ...call, requestId };
  const reply = (await cloudTransport(contract.fn, whole)) as Reply<OutputOf<A[K]>>;
  if (reply.ok) {
    forgetIntent(intent);
    takeOut(requestId);
    return { state: 'done', value: reply.value };
  }
  if (reply.code !== 'OFFLINE') {
    if (!KEEP_ON.includes(reply.code)) forgetIntent(intent);
    return { state: 'failed', failure: reply };
  }
  return putIn({ id: requestId, fn: contract.fn, call: whole, label, at: Date.now() }, reply);
}

function putIn(item: Waiting, reply: Failure): Outcome<never> {
  const others = waiting().filter((one) => one.id !== item.id);
  if (!keep(WAITING, [...others, item])) return { state: 'failed', failure: reply };
  tell();
  return { state: 'later' };
}

export const takeOut = (id: string): void => takeOutWhere((one) => one.id === id);

/** What somebody has said anew must not be sent as it was said before. */
export function takeOutWhere(isMeant: (item: Waiting) => boolean): void {
  const left = waiting().filter((one) => !isMeant(one));
  if (left.length === waiting().length) return;
  keep(WAITING, left);
  tell();
}

let flushing: Promise<number> | undefined;

/** Sends what waits, oldest first. @returns how many were sent; a second call while one runs joins it */
export function flush(): Promise<number> {
  flushing ??= sendAll().finally(() => {
    flushing = undefined;
  });
  return flushing;
}

async function sendAll(): Promise<number> {
  let sent = 0;
  for (const item of waiting()) {
    // It may have been taken out while another one was on its way.
    if (!waiting().some(({ id }) => id === item.id)) continue;
    const reply = await sendOne(item);
    if (!reply.ok && KEEP_ON.includes(reply.code)) break;
    forgetIntent(intentOf(item.fn, item.call));
    if (reply.ok) sent += 1;
    else keepDropped({ id: item.id, label: item.label, why: sentence(reply), at: Date.now() });
    takeOut(item.id);
  }
  return sent;
}

async function sendOne({ fn, call }: Waiting): Promise<Reply<unknown>> {
  let reply = await cloudTransport(fn, call);
  for (let tries = 1; tries < RACES && !reply.ok && reply.code === 'STALE'; tries += 1) {
    reply = await cloudTransport(fn, call);
  }
  return reply;
}

function keepDropped(item: Dropped): void {
  keep(DROPPED, [item, ...dropped()].slice(0, MAX_DROPPED));
}
