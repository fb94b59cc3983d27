/** How the phone and the cloud speak: one call, one reply, and contracts from which both sides infer their types. */
import type { ErrorCode } from './errors';
import type { CommunityId, CourtyardId, HouseholdId } from './ids';

/** What the phone sends as the data of `wx.cloud.callFunction`. Who is calling is never in it. */
export interface Call {
  readonly action: string;
  readonly input: unknown;
  readonly communityId: CommunityId;
  readonly courtyardId?: CourtyardId;
  /** Made once per intent by the phone; required for every act, so that a retry has one effect. */
  readonly requestId?: string;
  /** The household acted for (代办); absent means the caller's own. */
  readonly subject?: HouseholdId;
  /** CloudID of the WeChat group the page was opened from; the platform opens it only at this level. */
  readonly group?: unknown;
}

/** `details` are flat ids and counts, never names, phones or openids. */
export type Details = Readonly<Record<string, string | number | boolean>>;

export type Reply<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** The privacy text the caller has not agreed to yet; acts are refused (`AGREE_AGAIN`) until then. */
      readonly agree?: string;
    }
  | { readonly ok: false; readonly code: ErrorCode; readonly details?: Details };

/**
 * One action of a contract. `kind` says what it may do:
 * `query` only reads; `act` changes something and needs a request id.
 */
export interface Action<I, O> {
  readonly kind: 'query' | 'act';
  /** Never present at run time: it carries the types. */
  readonly types?: (input: I) => O;
}

export const query = <I, O>(): Action<I, O> => ({ kind: 'query' });
export const act = <I, O>(): Action<I, O> => ({ kind: 'act' });

export type Actions = Readonly<Record<string, Action<never, unknown>>>;

export interface Contract<A extends Actions = Actions> {
  /** The cloud function that serves it. */
  readonly fn: string;
  readonly actions: A;
}

export type InputOf<A> = A extends Action<infer I, unknown> ? I : never;
export type OutputOf<A> = A extends Action<never, infer O> ? O : never;

/** A page of a list. `next` is absent on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}
