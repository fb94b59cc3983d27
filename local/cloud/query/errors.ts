/** How the platform words what it cannot do with a query, a pipeline or an update. */
import { WireError } from '../wire';

const FAILED = 'DATABASE_REQUEST_FAILED';

export const badQuery = (text: string): WireError =>
  new WireError(FAILED, `[FailedOperation] ${text}`);

/** The platform's own spelling of the code. */
export const unknownOperator = (name: string): WireError =>
  new WireError('DATABASE_INVALID_OPERRATOR', `[InvalidParameter] unknown operator: ${name}`);

/** What the platform has and the local cloud has not. */
export const notHere = (name: string): WireError =>
  new WireError(
    'DATABASE_INVALID_OPERRATOR',
    `[InvalidParameter] the local cloud does not implement ${name}`,
  );

export const badUpdate = (text: string): WireError =>
  new WireError(
    FAILED,
    `[FailedOperation.Update] multiple write errors: [{write errors: [{${text}}]}, {<nil>}]`,
  );
