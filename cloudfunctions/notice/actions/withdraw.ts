import * as v from 'valibot';
import type { NoticeId } from '../../../miniprogram/contract/ids';
import type { notice } from '../../../miniprogram/contract/notice';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { withdraw as withdrawn } from '../notice';
import { actOn } from '../repository';
import { spreadNow } from '../spread';
import { forNotice } from './inputs';

export const withdraw: HandlerOf<(typeof notice)['actions']['withdraw']> = {
  input: schemaOf<{ noticeId: NoticeId }>()(v.strictObject(forNotice)),
  answersReplays: true,

  async run(context) {
    const { input, store, now } = context;
    const { state, notice: gone } = await actOn(
      input.noticeId,
      { what: 'withdraw', context },
      (latest) => withdrawn(latest, now),
    );
    if (gone.spreadPending) await spreadNow(store, gone, now);
    return state;
  },
};
