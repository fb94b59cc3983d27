/** On which side of a handover somebody taps. */
import { HOUR_MS } from '../../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import type { EpochMs } from '../../../miniprogram/contract/units';
import { memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import type { Context } from '../../kernel/serve';
import type { Reading } from '../../kernel/store';
import type { KeyDoc } from '../documents';
import { codeFrom, type Holder, type Tap } from '../key-chain';
import { stateOf } from '../key-view';
import { isKeeper, partyOf, rosterOf, yardOf } from '../repository';
import { lookedAt, runningOf } from '../running';

/** Longer ago than this nothing is written down by a tap; a phone that was off that long asks the committee. */
const LATE_MS = 48 * HOUR_MS;

export interface Side {
  readonly household: HouseholdId | undefined;
  readonly keeper: boolean;
}

export const sideOf = ({ caller, call }: Context<unknown>): Side => ({
  household: partyOf(caller, call),
  keeper: isKeeper(caller),
});

export const isOf = ({ household, keeper }: Side, who: Holder): boolean =>
  who === 'committee' ? keeper : who === household;

/** Whom somebody taps for: a side of the handover, else the committee where a keeper taps. */
export const partyIn = ({ household, keeper }: Side, sides: readonly Holder[]): Holder => {
  const own = sides.find((side) => side === household);
  return own ?? (keeper ? 'committee' : (household ?? 'committee'));
};

export const tapOf = ({ caller, cloud, now }: Context<unknown>, at: EpochMs): Tap => ({
  by: memberOf(caller)._id,
  at: Math.max(Math.min(at, now), now - LATE_MS),
  now,
  nextCode: codeFrom(cloud.chance(2)),
});

/** Whose turn it is to receive the key now. @throws AppError `KEY_NOT_DUE` */
export async function nextOf(
  key: KeyDoc,
  { call, now }: Context<unknown>,
  read: Reading,
): Promise<Holder> {
  const roster = lookedAt(runningOf(await rosterOf(read, call)), now);
  const next = stateOf(key, { roster, now })?.next;
  if (next === undefined) throw new AppError('KEY_NOT_DUE');
  return next;
}

/** @throws AppError `NOT_FOUND` for a household of elsewhere */
export async function refuseStranger(
  { store, call, now }: Pick<Context<unknown>, 'store' | 'call' | 'now'>,
  to: Holder,
): Promise<void> {
  if (to === 'committee') return;
  const { plates } = await yardOf(store, call, now);
  refuseIf(plates[to] === undefined, 'NOT_FOUND');
}
