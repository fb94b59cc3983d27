import * as v from 'valibot';
import type { NoticeId } from '../../../miniprogram/contract/ids';
import type { NoticeText, notice } from '../../../miniprogram/contract/notice';
import { schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import { statesOf } from '../../kernel/shown-pictures';
import { earlierState, refuseUnrevisable, revise as revised, wordsOf } from '../notice';
import { actOf, actOn, loadForWriting } from '../repository';
import { spreadNow } from '../spread';
import { forNotice, noticeText } from './inputs';

export const revise: HandlerOf<(typeof notice)['actions']['revise']> = {
  // The form also knows the audience; a published notice keeps the one it has.
  input: schemaOf<{ noticeId: NoticeId } & NoticeText>()(v.object({ ...forNotice, ...noticeText })),
  answersReplays: true,

  async run(context) {
    const { input, store, cloud, caller, now } = context;
    const { noticeId, ...text } = input;
    const present = await loadForWriting(noticeId, context);
    const earlier = earlierState(present, actOf('revise', context));
    if (earlier) {
      if (present.spreadPending) await spreadNow(store, present, now);
      return earlier;
    }
    refuseUnrevisable(present, text, now);
    const pictureStates = await statesOf(store, text.pictures, present.communityId);
    const checked = await passes(cloud, caller.openid, wordsOf(text));
    const { state, notice: out } = await actOn(noticeId, { what: 'revise', context }, (latest) => ({
      ...revised(latest, text, { checked, now }),
      pictureStates: { ...latest.pictureStates, ...pictureStates },
    }));
    if (out.spreadPending) await spreadNow(store, out, now);
    return state;
  },
};
