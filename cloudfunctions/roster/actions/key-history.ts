import * as v from 'valibot';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { dutyDigestId } from '../../courtyard/public';
import { courtyardOf } from '../../kernel/caller';
import { before } from '../../kernel/conditions';
import { count, schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import type { DutyDigest } from '../digest';
import type { KeyDoc, KeyMoveDoc } from '../documents';
import { moveView } from '../key-history';
import { anyKeyOf, type Yard, yardOf } from '../repository';
import { forKey } from './inputs';

type KeyHistory = (typeof roster)['actions']['keyHistory'];

const NO_MAX = 1_000_000;

/** Three requests: who, the digest, a page of its history; one more for a key that is out of use. */
export const keyHistory: HandlerOf<KeyHistory> = {
  input: schemaOf<InputOf<KeyHistory>>()(
    v.strictObject({ ...forKey, before: v.exactOptional(count(NO_MAX)) }),
  ),

  async run(context) {
    const { input, store, now } = context;
    const { key, yard } = await keyAndYard(context);
    const { pageSize } = LIMITS;
    const moves = await store.find<KeyMoveDoc>({
      collection: 'key_moves',
      where: { keyId: key._id, no: before(input.before ?? NO_MAX) },
      order: [['no', -1]],
      limit: pageSize + 1,
    });
    const shown = moves.slice(0, pageSize);
    const last = shown.at(-1);
    return {
      items: shown.map((move) => moveView(move, yard, now)),
      ...(moves.length > pageSize && last ? { next: last.no } : {}),
    };
  },
};

/** @throws AppError `NOT_FOUND` */
async function keyAndYard({
  input,
  store,
  call,
  now,
}: Context<InputOf<KeyHistory>>): Promise<{ readonly key: KeyDoc; readonly yard: Yard }> {
  const digest = await store.get<DutyDigest>('digests', dutyDigestId(courtyardOf(call)));
  const known = digest?.communityId === call.communityId ? digest : undefined;
  const yard = known ? { name: '', plates: known.homes } : await yardOf(store, call, now);
  return { key: known?.keys[input.keyId] ?? (await anyKeyOf(store, input.keyId, call)), yard };
}
