/** The platform's error codes and texts. */
import { WireError } from '../wire';

const CHECK = 'Please check your request, but if the problem persists, contact us.';

export const noCollection = (name: string): WireError =>
  new WireError('DATABASE_COLLECTION_NOT_EXIST', `[ResourceNotFound] Db or Table not exist: ${name}. ${CHECK}`);

export const collectionExists = (): WireError =>
  new WireError('DATABASE_COLLECTION_ALREADY_EXIST', `[ResourceUnavailable.ResourceExist] Table exist. ${CHECK}`);

export const conflict = (): WireError =>
  new WireError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${CHECK}`,
  );

export const noTransaction = (): WireError =>
  new WireError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${CHECK}`,
  );

export const busyTransaction = (): WireError =>
  new WireError('DATABASE_TRANSACTION_FAIL', `[ResourceUnavailable.TransactionBusy] Transaction is busy. ${CHECK}`);

export const timedOut = (): WireError =>
  new WireError('DATABASE_TIMEOUT', `[FailedOperation.Timeout] Execution request timeout. ${CHECK}`);

/** Not the platform's: what would bite there is refused here, and only to our own functions. */
export const strict = (text: string): WireError => new WireError('LOCAL_STRICT', `[LocalStrict] ${text}`);
