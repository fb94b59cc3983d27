/** The platform's error codes and texts. */
import { encodeEjson } from '../query/ejson';
import type { Doc } from '../query/value';
import { WireError } from '../wire';

const CHECK = 'Please check your request, but if the problem persists, contact us.';

export const noCollection = (name: string): WireError =>
  new WireError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. ${CHECK}`,
  );

export const collectionExists = (): WireError =>
  new WireError(
    'DATABASE_COLLECTION_ALREADY_EXIST',
    `[ResourceUnavailable.ResourceExist] Table exist. ${CHECK}`,
  );

const CONFLICT = 'DATABASE_TRANSACTION_CONFLICT';

export const conflict = (): WireError =>
  new WireError(
    CONFLICT,
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${CHECK}`,
  );

export const isConflict = (error: unknown): boolean =>
  error instanceof WireError && error.code === CONFLICT;

export const noTransaction = (): WireError =>
  new WireError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${CHECK}`,
  );

export const busyTransaction = (): WireError =>
  new WireError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionBusy] Transaction is busy. ${CHECK}`,
  );

export const timedOut = (): WireError =>
  new WireError(
    'DATABASE_TIMEOUT',
    `[FailedOperation.Timeout] Execution request timeout. ${CHECK}`,
  );

/** Which operation met the rival; the platform words them differently. */
export type Writing = 'insert' | 'update';

/** Wrappers look for `E11000`, in whatever frame it comes. */
export function duplicate(
  { collection, index, key }: { collection: string; index: string; key: Doc },
  writing: Writing,
): WireError {
  const told = `E11000 duplicate key error collection: tnt-local.${collection} index: ${index} dup key: ${shown(key)}`;
  const text =
    writing === 'insert'
      ? `[FailedOperation.Insert] bulk write error: [{${told}}]. ${CHECK}`
      : `[FailedOperation.Update] multiple write errors: [{write errors: [{${told}}]}, {<nil>}]. ${CHECK}`;
  return new WireError('DATABASE_REQUEST_FAILED', text);
}

export const isDuplicate = (error: unknown): boolean =>
  error instanceof WireError && error.message.includes('E11000');

const shown = (key: Doc): string =>
  `{ ${Object.entries(key)
    .map(([field, value]) => `${field}: ${shownValue(value)}`)
    .join(', ')} }`;

const shownValue = (value: unknown): string =>
  value instanceof Date ? `new Date(${value.getTime()})` : encodeEjson(value ?? null);

export const invalid = (text: string): WireError =>
  new WireError('INVALID_PARAM', `[InvalidParameter] ${text}`);

export const refusedInsert = (text: string): WireError =>
  new WireError('DATABASE_REQUEST_FAILED', `[FailedOperation.Insert] ${text}`);

/** Not the platform's: what would bite there is refused here, and only to our own functions. */
export const strict = (text: string): WireError =>
  new WireError('LOCAL_STRICT', `[LocalStrict] ${text}`);
