/** What the SDKs put on the wire, and who is behind a request. */

/** The JSON body of `POST /admin`; the fields beyond these belong to the action. */
export interface WireBody {
  readonly action: string;
  readonly envName?: string;
  readonly wxCloudApiToken?: string;
  readonly [field: string]: unknown;
}

/** An answer is always HTTP 200; an error is a `code` beside a `message`. */
export type WireReply =
  | { readonly data: unknown; readonly requestId: string; readonly transactionId?: string }
  | { readonly requestId: string; readonly transactionId?: string }
  | { readonly code: string; readonly message: string; readonly requestId: string };

/** Thrown by a service of the local cloud; the server turns it into `{ code, message }`. */
export class WireError extends Error {
  override readonly name = 'WireError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** One running call of one of our own functions. A request that carries its token is from it. */
export interface Invocation {
  /** What the SDK sends back as `wxCloudApiToken`. */
  readonly token: string;
  readonly fn: string;
  /** Absent for timers. */
  readonly openid?: string;
  /** `wx_client`, `wx_client,scf`, `wx_trigger`, … */
  readonly source: string;
  readonly counters: Counters;
}

/** What an invocation cost. The documents service adds to it in place. */
export interface Counters {
  /** Database requests that reached the cloud, transactions' begin and commit included. */
  requests: number;
  /** Requests to anything else: openapi, files, function calls. */
  otherRequests: number;
  docsExamined: number;
  docsReturned: number;
  docsWritten: number;
  bytesIn: number;
  bytesOut: number;
  ms: number;
}

export const newCounters = (): Counters => ({
  requests: 0,
  otherRequests: 0,
  docsExamined: 0,
  docsReturned: 0,
  docsWritten: 0,
  bytesIn: 0,
  bytesOut: 0,
  ms: 0,
});
