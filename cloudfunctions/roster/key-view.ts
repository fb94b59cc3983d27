/** What the phone is shown of keys. Pure. @see docs/domain/roster.md §6 */

import { dayOf } from '../../miniprogram/contract/calendar';
import type { KeyView } from '../../miniprogram/contract/roster-views';
import { horizonOf } from './acting';
import type { KeyDoc } from './documents';
import { handoverState, keyTurnsOf } from './handover';
import type { Holder } from './key-chain';
import { labelIn } from './repository';
import { type Seen, scheduleOf, whenText } from './views';

interface Viewer extends Seen {
  readonly keeper: boolean;
}

export function keyView(key: KeyDoc, seen: Viewer): KeyView {
  const { yard, household, keeper, now } = seen;
  const state = stateOf(key, seen);
  const isMine = (holder: Holder) =>
    holder === 'committee' ? keeper : household !== undefined && holder === household;
  const isLost = key.lostAt !== undefined;
  const holds = isMine(key.holder) && !isLost;
  const receives = state !== undefined && isMine(state.next) && !isLost;
  const isDue = state?.state === 'due' || state?.state === 'offered';
  return {
    keyId: key._id,
    name: `${key.gate}钥匙`,
    holderLabel: labelIn(yard, key.holder),
    heldByMe: isMine(key.holder),
    since: key.since,
    lost: isLost,
    ...(state
      ? {
          next: {
            label: labelIn(yard, state.next),
            mine: isMine(state.next),
            at: state.at,
            text: `${whenText(state.at, now)} 交给${labelIn(yard, state.next)}`,
            state: state.state,
            ...(key.half ? { half: key.half.side } : {}),
          },
        }
      : {}),
    ...(holds ? { code: key.code } : {}),
    may: {
      give: holds && state !== undefined,
      take: receives,
      passOn: (holds || keeper) && isDue && state?.next !== 'committee' && !isLost,
      record: (holds || receives || keeper) && !isLost,
    },
  };
}

export const stateOf = ({ gate, holder }: KeyDoc, { roster, now }: Pick<Seen, 'roster' | 'now'>) =>
  handoverState(
    keyTurnsOf(scheduleOf(roster, horizonOf(roster.plan, dayOf(now))), gate),
    holder,
    now,
  );
