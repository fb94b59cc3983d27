/** About my own household: never for the one of the acting band. */
import type { CourtyardId } from '../../../contract/ids';
import type { Manner } from '../../../services/client';

export const mine = (courtyardId: CourtyardId | undefined): Manner => ({
  courtyardId,
  subject: null,
});
