/** Going to the field together: for neighbours who may come, and for whoever runs the round. Pure. */
import { spokenInstant } from '../../../contract/calendar';
import type { RoundStatus } from '../../../contract/groupbuy-forms';
import type { PickingView } from '../../../contract/groupbuy-views';
import type { EpochMs } from '../../../contract/units';

export interface PickingModel {
  /** `2月29日 周六 06:30，院门口集合`. */
  readonly when: string;
  readonly note: string;
  /** `已有 3 人报名，还要 5 人`. */
  readonly people: string;
  /** `周嬢嬢、老李`; only for whoever runs the round, and empty while nobody has signed up. */
  readonly names: string;
  readonly mine: boolean;
  /** What one may do about it; empty when nothing any more. */
  readonly deed: string;
}

interface Asked {
  readonly picking?: PickingView;
  readonly status: RoundStatus;
}

/** Nobody is asked to a field where nothing is fetched, or after the others have left. */
export function pickingModel({ picking, status }: Asked, now: EpochMs): PickingModel | undefined {
  if (!picking || status === 'cancelled') return undefined;
  const { at, place, places, signedUp, mine, note = '', names = [] } = picking;
  const isOver = at <= now;
  const missing = places - signedUp;
  const still = missing > 0 ? `还要 ${missing} 人` : '人够了';
  const join = missing > 0 ? '我去' : '';
  return {
    when: `${spokenInstant(at, now)}，${place}集合`,
    note,
    people: isOver ? `去了 ${signedUp} 人` : `已有 ${signedUp} 人报名，${still}`,
    names: names.join('、'),
    mine,
    deed: isOver ? '' : mine ? '这次不去了' : join,
  };
}
