/** Where a keeper works: one courtyard, or the whole community. Never for the household of the acting band. */
import type { CourtyardId } from '../contract/ids';
import type { Manner } from './client';
import { session } from './session';

/** Empty: the whole community. Not `undefined`, which a page's data cannot take back. */
export type Place = CourtyardId | '';

/** The courtyard a page was opened for, else the one the phone is in. */
export function placeFrom({ y, from }: { readonly y?: string; readonly from?: string }): Place {
  if (from === 'community') return '';
  return (y as CourtyardId | undefined) || session.courtyardId || '';
}

/** An empty courtyard is sent as none. */
export const at = (place: Place): Manner => ({ courtyardId: place as CourtyardId, subject: null });
