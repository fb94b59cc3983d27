/** A key and its history as documents: what changes and what is added are one commit. */
import type { KeyState as Answer } from '../../miniprogram/contract/roster';
import { create, replace, type Write } from '../kernel/store';
import { type KeyDoc, type KeyMoveDoc, keyMoveId } from './documents';
import type { Holder, KeyMove, Moved } from './key-chain';

/** `party` is for whom it was written down. */
export function keyWrites(before: KeyDoc, { key, move }: Moved, party?: Holder): readonly Write[] {
  const { half, lostAt, loggedAt, ...plain } = { ...before, ...key };
  const doc: KeyDoc = {
    ...plain,
    // What the state does not have any more leaves the document as well.
    ...(half && key.half ? { half } : {}),
    ...(lostAt !== undefined && key.lostAt !== undefined ? { lostAt } : {}),
    ...(loggedAt !== undefined && key.loggedAt !== undefined ? { loggedAt } : {}),
  };
  return [
    replace('keys', doc),
    ...(move ? [create('key_moves', moveDoc(before, move, party))] : []),
  ];
}

export const moveDoc = (
  { _id, communityId }: Pick<KeyDoc, '_id' | 'communityId'>,
  move: KeyMove,
  party?: Holder,
): KeyMoveDoc => ({
  _id: keyMoveId(_id, move.no),
  communityId,
  rev: 1,
  keyId: _id,
  ...move,
  ...(party === undefined ? {} : { party }),
});

export const answerOf = ({ key, move }: Moved): Answer => ({
  state: move ? 'held' : 'half',
  moves: key.moveCount,
});
