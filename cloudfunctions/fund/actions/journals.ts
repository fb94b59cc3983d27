import * as v from 'valibot';
import type { fund } from '../../../miniprogram/contract/fund';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { namesOf } from '../../courtyard/public';
import { before } from '../../kernel/conditions';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import type { JournalDoc } from '../documents';
import { journalRow } from '../views';
import { account, month, seq } from './inputs';

type Journals = (typeof fund)['actions']['journals'];

export const journals: HandlerOf<Journals> = {
  input: schemaOf<InputOf<Journals>>()(
    v.strictObject({
      month: v.exactOptional(month),
      account: v.exactOptional(account),
      before: v.exactOptional(seq),
    }),
  ),

  async run({ input, call, store, now }) {
    const { communityId } = call;
    const names = await namesOf(store, communityId, { now });
    const rows = await store.find<JournalDoc>({
      collection: 'journals',
      where: {
        communityId,
        ...(input.month === undefined ? {} : { month: input.month }),
        ...(input.account === undefined ? {} : { accounts: input.account }),
        ...(input.before === undefined ? {} : { seq: before(input.before) }),
      },
      order: [['seq', -1]],
      limit: LIMITS.pageSize + 1,
    });
    const shown = rows.slice(0, LIMITS.pageSize);
    const last = shown.at(-1);
    return {
      items: shown.map((one) => journalRow(one, names)),
      ...(rows.length > shown.length && last ? { next: last.seq } : {}),
    };
  },
};
