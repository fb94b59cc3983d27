import * as v from 'valibot';
import type { fund } from '../../../miniprogram/contract/fund';
import { type AuditView, codeOf } from '../../../miniprogram/contract/fund-views';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { namesOf } from '../../courtyard/public';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { isTreasurer } from '../fund';
import { booksOf, walkFrom } from '../walking';
import { seq } from './inputs';

type Audit = (typeof fund)['actions']['audit'];

/** 对账: anybody recounts the whole chain, a hundred journals a call. */
export const audit: HandlerOf<Audit> = {
  input: schemaOf<InputOf<Audit>>()(v.strictObject({ from: v.exactOptional(seq) })),

  async run({ input, call, caller, store, now }): Promise<AuditView> {
    const told = isTreasurer(caller.roles);
    await namesOf(store, call.communityId, { now });
    const { fund: head, recount } = await booksOf(store, call.communityId);
    if (!head) return { checked: 0, of: 0, ok: true, code: '', told };
    const books = { fund: head, ...(recount ? { recount } : {}) };
    const step = await walkFrom(store, books, input.from ?? 0);
    return {
      checked: step.head.seq,
      of: head.seq,
      ok: step.broken === undefined,
      ...(step.broken ? { brokenAt: step.broken.seq, flaw: step.broken.flaw } : {}),
      ...(step.ended ? {} : { next: step.head.seq }),
      code: codeOf(step.head.hash),
      told,
    };
  },
};
