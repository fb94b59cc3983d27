import * as v from 'valibot';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { roster } from '../../../miniprogram/contract/roster';
import { before } from '../../kernel/conditions';
import { count, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import type { KeyMoveDoc } from '../documents';
import { moveView } from '../key-history';
import { anyKeyOf, yardOf } from '../repository';
import { forKey } from './inputs';

type KeyHistory = (typeof roster)['actions']['keyHistory'];

const NO_MAX = 1_000_000;

/** Three requests: who, the key, a page of its history; also of one that is out of use. */
export const keyHistory: HandlerOf<KeyHistory> = {
  input: schemaOf<InputOf<KeyHistory>>()(
    v.strictObject({ ...forKey, before: v.exactOptional(count(NO_MAX)) }),
  ),

  async run({ input, store, call, now }) {
    const yard = await yardOf(store, call, now);
    const key = await anyKeyOf(store, input.keyId, call);
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
