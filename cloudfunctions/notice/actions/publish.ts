import * as v from 'valibot';
import type { NoticeState, notice } from '../../../miniprogram/contract/notice';
import { AppError } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { statesOf } from '../../kernel/shown-pictures';
import type { NoticeDoc } from '../documents';
import {
  earlierState,
  publish as published,
  refuseUnpublishable,
  remembered,
  stateOf,
  wordsOf,
} from '../notice';
import { actOf, loadForWriting, move } from '../repository';
import { spreadNow } from '../spread';
import { forNotice } from './inputs';

type Publish = (typeof notice)['actions']['publish'];

/** One update makes a draft a notice; boards, messages and the courtyard tab follow from it. */
export const publish: HandlerOf<Publish> = {
  input: schemaOf<{ noticeId: NoticeDoc['_id'] }>()(v.strictObject(forNotice)),
  answersReplays: true,

  async run(context) {
    const { input, store, cloud, caller, now } = context;
    const act = actOf('publish', context);
    const draft = await loadForWriting(input.noticeId, context);
    const earlier = await earlierRun(context, draft);
    if (earlier) return earlier;
    refuseUnpublishable(draft, now);
    const pictureStates = await statesOf(store, draft.pictures, draft.communityId);
    const checked = await passes(cloud, caller.openid, wordsOf(draft));
    const next = remembered({ ...published(draft, { checked, now }), pictureStates }, act);
    try {
      // The words that were checked are the words that go out: a draft that changed meanwhile is STALE.
      const out = await move(store, draft, next);
      if (out.spreadPending) await spreadNow(store, out, now);
      return stateOf(out);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'STALE')) throw error;
      // Of ten copies of one request one was faster, and this is its answer.
      const latest = await loadForWriting(input.noticeId, context);
      const answer = await earlierRun(context, latest);
      if (!answer) throw error;
      return answer;
    }
  },
};

/** A replay also finishes what its first run may have left undone. */
async function earlierRun(
  context: Context<unknown>,
  latest: NoticeDoc,
): Promise<NoticeState | undefined> {
  const earlier = earlierState(latest, actOf('publish', context));
  if (earlier && latest.spreadPending) await spreadNow(context.store, latest, context.now);
  return earlier;
}
