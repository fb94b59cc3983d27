/** Where a keeper works: one courtyard, or the whole community. Never for the household of the acting band. */
import type { CourtyardId } from '../../../contract/ids';
import type { Manner } from '../../../services/client';
import { session } from '../../../services/session';

/** An empty courtyard is sent as none: the call is about the community. */
const NONE = '' as unknown as CourtyardId;

/** The courtyard a page was opened for, else the one the phone is in; undefined for the whole community. */
export function placeFrom({
  y,
  from,
}: {
  readonly y?: string;
  readonly from?: string;
}): CourtyardId | undefined {
  if (from === 'community') return undefined;
  return (y as CourtyardId | undefined) || session.courtyardId;
}

export const at = (courtyardId: CourtyardId | undefined): Manner => ({
  courtyardId: courtyardId ?? NONE,
  subject: null,
});
