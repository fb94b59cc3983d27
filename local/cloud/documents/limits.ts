/** The platform's limits, by name. */

/** A query that names no limit gets this many documents. */
export const DEFAULT_LIMIT = 100;
/** And never more than this many. */
export const MAX_LIMIT = 1000;
/** A transaction that is neither committed nor aborted ends by itself. */
export const TRANSACTION_MS = 30_000;
/** How long a plain write waits for a document of an open transaction; the SDKs give up at 15 s. */
export const HELD_WAIT_MS = 14_000;
/** MongoDB's own bound on a document. */
export const DOCUMENT_BYTES = 16 * 1024 * 1024;
/** The smallest bound the platform's pages name; our own functions stay below it. */
export const OWN_DOCUMENT_BYTES = 512 * 1024;
/** MongoDB's bound on documents inside documents. */
export const NESTING_DEPTH = 100;
