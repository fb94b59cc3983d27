/** How the platform words an update that cannot be made. */
import { WireError } from '../wire';

export const badUpdate = (text: string): WireError =>
  new WireError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation.Update] multiple write errors: [{write errors: [{${text}}]}, {<nil>}]`,
  );
