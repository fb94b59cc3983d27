/** One holder at any time, and a history that only grows. Pure. @see docs/domain/roster.md §6 */
import type { HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { refuseIf } from '../kernel/errors';

/** A household, or the committee. */
export type Holder = HouseholdId | 'committee';

/**
 * `taps`: both sides tapped. `code`: the receiver typed the giver's code. `recorded`: somebody wrote down afterwards
 * what had happened at the door. `replaced`: the committee put a key in the place of one that was lost. `left`: the
 * holder is gone, and somebody else answers for it. `added`: a spare one came in. The others leave it where it is.
 */
export type MoveWay =
  | 'taps'
  | 'code'
  | 'recorded'
  | 'replaced'
  | 'left'
  | 'added'
  | 'passedOn'
  | 'lost'
  | 'retired';

export interface KeyMove {
  readonly no: Count;
  readonly from: Holder;
  readonly to: Holder;
  readonly way: MoveWay;
  /** When the key changed hands. */
  readonly at: EpochMs;
  /** When it was written down; later than `at` when somebody had no network. */
  readonly recordedAt: EpochMs;
  readonly by: MemberId;
}

/** One side has tapped, the other has not yet. */
export interface HalfHandover {
  readonly side: 'giver' | 'receiver';
  readonly to: Holder;
  readonly by: MemberId;
  readonly at: EpochMs;
}

export interface KeyState {
  readonly holder: Holder;
  readonly since: EpochMs;
  /** Lines of its history so far; the next one has this number plus one. */
  readonly moveCount: Count;
  /** Of the last line, when that is later than `since`. */
  readonly loggedAt?: EpochMs;
  readonly half?: HalfHandover;
  /** Four digits the holder was given with the key and reads aloud when it is handed on. */
  readonly code: string;
  readonly wrongCodes: Count;
  readonly lostAt?: EpochMs;
}

export const WRONG_CODES_MAX = 5;

export interface Tap {
  readonly by: MemberId;
  /** Of the tap itself, also when it arrives later. */
  readonly at: EpochMs;
  readonly now: EpochMs;
  /** The code of the next handover. */
  readonly nextCode: string;
}

export interface Moved {
  readonly key: KeyState;
  /** Absent while one side has not tapped yet. */
  readonly move?: KeyMove;
}

/** The holder taps 交出去了. With the receiver's tap already there, the key changes hands. */
export function give(key: KeyState, to: Holder, tap: Tap): Moved {
  refuseLost(key);
  refuseIf(to === key.holder, 'KEY_HELD_ALREADY');
  if (key.half?.side === 'receiver' && key.half.to === to) {
    return moved(key, { to, way: 'taps', at: key.half.at }, tap);
  }
  return { key: { ...key, half: { side: 'giver', to, by: tap.by, at: tap.at } } };
}

/** The receiver taps 收到了. With the holder's tap already there, the key changes hands. */
export function take(key: KeyState, to: Holder, tap: Tap): Moved {
  refuseLost(key);
  refuseIf(to === key.holder, 'KEY_HELD_ALREADY');
  if (key.half?.side === 'giver' && key.half.to === to) {
    return moved(key, { to, way: 'taps', at: key.half.at }, tap);
  }
  return { key: { ...key, half: { side: 'receiver', to, by: tap.by, at: tap.at } } };
}

/** The receiver types what the holder reads aloud; the holder's phone may be off. */
export function takeByCode(
  key: KeyState,
  { to, code }: { readonly to: Holder; readonly code: string },
  tap: Tap,
): Moved & { readonly right: boolean } {
  refuseLost(key);
  refuseIf(to === key.holder, 'KEY_HELD_ALREADY');
  refuseIf(key.wrongCodes >= WRONG_CODES_MAX, 'KEY_CODE_LOCKED');
  if (code !== key.code) {
    return { right: false, key: { ...key, wrongCodes: key.wrongCodes + 1 } };
  }
  return { right: true, ...moved(key, { to, way: 'code', at: tap.at }, tap) };
}

/**
 * Somebody writes down what happened; for people without phones, and when both phones were off. That the key is still
 * where it was takes back a tap by mistake; nothing has happened then.
 */
export function record(key: KeyState, to: Holder, tap: Tap): Moved {
  refuseLost(key);
  if (to === key.holder && key.half) return { key: withoutHalf(key) };
  refuseIf(to === key.holder, 'KEY_HELD_ALREADY');
  return moved(key, { to, way: 'recorded', at: tap.at }, tap);
}

/** @throws AppError `KEY_LOST` */
export function refuseLost({ lostAt }: KeyState): void {
  refuseIf(lostAt !== undefined, 'KEY_LOST');
}

export function moved(
  key: KeyState,
  { to, way, at }: { readonly to: Holder; readonly way: MoveWay; readonly at: EpochMs },
  { by, now, nextCode }: Tap,
): Moved & { readonly move: KeyMove } {
  const no = key.moveCount + 1;
  const { loggedAt = 0, ...plain } = withoutHalf(key);
  // History is in order: nothing happens before the line that came before, or after now.
  const happened = Math.min(Math.max(at, key.since, loggedAt), now);
  return {
    key: {
      ...plain,
      holder: to,
      since: happened,
      moveCount: no,
      code: nextCode,
      wrongCodes: 0,
    },
    move: { no, from: key.holder, to, way, at: happened, recordedAt: now, by },
  };
}

/** Who tapped, while the other side has not. */
export const tapperOf = ({ half, holder }: KeyState): Holder | undefined =>
  half?.side === 'giver' ? holder : half?.to;

export const withoutHalf = ({ half: _, ...key }: KeyState): KeyState => key;

/** Who held the key at an instant; the committee before the first move. */
export function holderAt(moves: readonly KeyMove[], at: EpochMs): Holder {
  let holder: Holder = 'committee';
  for (const move of moves) {
    if (move.at > at) break;
    holder = move.to;
  }
  return holder;
}

/** Four digits from two bytes of chance. */
export const codeFrom = (chance: Uint8Array): string => {
  const [high = 0, low = 0] = chance;
  return String((high * 256 + low) % 10_000).padStart(4, '0');
};
