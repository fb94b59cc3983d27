/** What becomes of a key beside the handovers. Pure. @see docs/domain/roster.md §6 */
import { AppError, refuseIf } from '../kernel/errors';
import {
  type Holder,
  type KeyMove,
  type KeyState,
  type Moved,
  moved,
  refuseLost,
  type Tap,
  withoutHalf,
} from './key-chain';

type Logged = Moved & { readonly move: KeyMove };

/** A line of history that leaves the key where it is. */
function logged(
  key: KeyState,
  way: 'passedOn' | 'lost' | 'retired',
  { by, now }: Pick<Tap, 'by' | 'now'>,
): Logged {
  const no = key.moveCount + 1;
  return {
    key: { ...withoutHalf(key), moveCount: no, loggedAt: now },
    move: { no, from: key.holder, to: key.holder, way, at: now, recordedAt: now, by },
  };
}

/** Nobody answered where it was due; a tap for that household counts no more. */
export function passedOn(key: KeyState, tap: Pick<Tap, 'by' | 'now'>): Logged {
  refuseLost(key);
  return logged(key, 'passedOn', tap);
}

export function lose(key: KeyState, tap: Pick<Tap, 'by' | 'now'>): Logged {
  refuseLost(key);
  const after = logged(key, 'lost', tap);
  return { ...after, key: { ...after.key, lostAt: tap.now } };
}

/** Another one, or the old one found again, comes into somebody's hands. */
export function replaceLost(key: KeyState, to: Holder, tap: Tap): Logged {
  if (key.lostAt === undefined) throw new AppError('KEY_NOT_LOST');
  const { lostAt: _, ...there } = key;
  return moved(there, { to, way: 'replaced', at: tap.now }, tap);
}

/** A spare one comes in: from the committee, also into its own hands. */
export const added = (to: Holder, tap: Tap): Logged =>
  moved(
    { holder: 'committee', since: tap.now, moveCount: 0, code: tap.nextCode, wrongCodes: 0 },
    { to, way: 'added', at: tap.now },
    tap,
  );

/** @throws AppError `KEY_STILL_OUT` while a household has it */
export function retire(key: KeyState, tap: Pick<Tap, 'by' | 'now'>): Logged {
  refuseIf(key.holder !== 'committee' && key.lostAt === undefined, 'KEY_STILL_OUT');
  return logged(key, 'retired', tap);
}

/** Whoever held it lives here no more; a lost one stays lost. */
export const leftBehind = (key: KeyState, to: Holder, tap: Tap): Logged =>
  moved(key, { to, way: 'left', at: tap.now }, tap);
