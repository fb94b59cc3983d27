import * as v from 'valibot';
import type { NoticeId } from '../../../miniprogram/contract/ids';
import type { notice } from '../../../miniprogram/contract/notice';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { rememberRequest } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { remove } from '../../kernel/store';
import { loadForWriting } from '../repository';
import { forNotice } from './inputs';

/** Takes a draft away for good. Nothing of it is left to answer a replay, so the request is remembered. */
export const discardDraft: HandlerOf<(typeof notice)['actions']['discardDraft']> = {
  input: schemaOf<{ noticeId: NoticeId }>()(v.strictObject(forNotice)),

  async run(context) {
    const { input, store, call, caller, now } = context;
    const draft = await loadForWriting(input.noticeId, context);
    refuseIf(draft.status !== 'draft' && draft.status !== 'checking', 'NOTICE_NOT_DRAFT');
    const outcome = {};
    await store.commit([
      remove('notices', draft),
      rememberRequest(memberOf(caller)._id, call, { outcome, now }),
    ]);
    return outcome;
  },
};
