/** What the phone is shown of keys. Pure. @see docs/domain/roster.md §6 */

import { dayOf } from '../../miniprogram/contract/calendar';
import type { KeyView } from '../../miniprogram/contract/roster-views';
import { skipped } from './changes';
import { isSpare, type KeyDoc } from './documents';
import { handoverState, keyTurnsOf } from './handover';
import { type Holder, tapperOf } from './key-chain';
import { labelIn } from './repository';
import type { Fact } from './rules';
import { horizonOf } from './running';
import { type Seen, scheduleOf } from './views';
import { soonText } from './words';

export function keyView(key: KeyDoc, seen: Seen): KeyView {
  const { yard, household, keeper = false } = seen;
  const isMine = (holder: Holder): boolean =>
    holder === 'committee' ? keeper : holder === household;
  const isLost = key.lostAt !== undefined;
  const holds = isMine(key.holder) && !isLost;
  const state = stateOf(key, seen);
  const may = mayOf({ state, isMine, isLost, holds, keeper });
  const after = may.passOn && state?.turn ? afterSkip(key, state.turn, seen) : undefined;
  return {
    keyId: key._id,
    name: key.name ?? `${key.gate}钥匙`,
    gate: key.gate,
    spare: isSpare(key),
    holderLabel: labelIn(yard, key.holder),
    heldByMe: isMine(key.holder),
    since: key.since,
    lost: isLost,
    ...(state ? { next: nextView(key, { state, isMine, seen }) } : {}),
    ...(holds ? { code: key.code } : {}),
    ...(mayTakeBack(key, { isMine, keeper }) ? { stillWith: key.holder } : {}),
    ...(after === undefined ? {} : { after: labelIn(yard, after) }),
    may,
  };
}

/** A tap by mistake is taken back by whoever tapped, or by keepers. */
function mayTakeBack(
  key: KeyDoc,
  { isMine, keeper }: { readonly isMine: IsMine; readonly keeper: boolean },
): boolean {
  const tapper = tapperOf(key);
  return tapper !== undefined && (keeper || isMine(tapper)) && key.lostAt === undefined;
}

type State = NonNullable<ReturnType<typeof stateOf>>;
type IsMine = (holder: Holder) => boolean;

function mayOf({
  state,
  isMine,
  isLost,
  holds,
  keeper,
}: {
  readonly state: State | undefined;
  readonly isMine: IsMine;
  readonly isLost: boolean;
  readonly holds: boolean;
  readonly keeper: boolean;
}): KeyView['may'] {
  const receives = state !== undefined && isMine(state.next) && !isLost;
  const isDue = state?.state === 'due' || state?.state === 'offered';
  return {
    give: holds && state !== undefined,
    take: receives,
    passOn: (holds || keeper) && isDue && state?.next !== 'committee' && !isLost,
    // A spare one goes home by its holder's word, and anywhere by the committee's.
    record: (holds || receives || keeper) && !isLost,
  };
}

const nextView = (
  { half }: KeyDoc,
  {
    state,
    isMine,
    seen: { yard, now },
  }: { readonly state: State; readonly isMine: IsMine; readonly seen: Seen },
): NonNullable<KeyView['next']> => ({
  to: state.next,
  label: labelIn(yard, state.next),
  mine: isMine(state.next),
  at: state.at,
  text: `${soonText(state.at, now)} ${state.next === 'committee' ? '交回' : '交给'}${labelIn(yard, state.next)}`,
  state: state.state,
  ...(half ? { half: half.side } : {}),
});

/** Who would get the key if nobody opened at that door. */
function afterSkip(key: KeyDoc, turn: Fact, { roster, now }: Seen): Holder | undefined {
  const plan = skipped(roster.plan, turn);
  return stateOf(key, { roster: { ...roster, plan }, now })?.next;
}

/** Where the handover of a gate's own key stands; a spare one has none ahead. */
export const stateOf = (key: KeyDoc, { roster, now }: Pick<Seen, 'roster' | 'now'>) =>
  isSpare(key)
    ? undefined
    : handoverState(
        keyTurnsOf(scheduleOf(roster, horizonOf(roster.plan, dayOf(now))), key.gate),
        key.holder,
        now,
      );
