import * as v from 'valibot';
import type { NoticeId } from '../../../miniprogram/contract/ids';
import type { notice } from '../../../miniprogram/contract/notice';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { release as released } from '../notice';
import { actOn } from '../repository';
import { spreadNow } from '../spread';
import { forNotice } from './inputs';

/** Lets out by hand what the check could not look at; the act stays in the notice with who did it. */
export const release: HandlerOf<(typeof notice)['actions']['release']> = {
  input: schemaOf<{ noticeId: NoticeId }>()(v.strictObject(forNotice)),
  answersReplays: true,

  async run(context) {
    const { input, store, now } = context;
    const { state, notice: out } = await actOn(
      input.noticeId,
      { what: 'release', context },
      (latest) => released(latest, now),
    );
    if (out.spreadPending) await spreadNow(store, out, now);
    return state;
  },
};
