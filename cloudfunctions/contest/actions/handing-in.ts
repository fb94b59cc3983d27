/** Pictures and videos a phone has sent: what is shown is the copy that is answered. */
import * as v from 'valibot';
import type { contest } from '../../../miniprogram/contract/contest';
import { CONTEST_LIMITS } from '../../../miniprogram/contract/contest-forms';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { schemaOf, text } from '../../kernel/parse';
import { takePicture } from '../../kernel/picture';
import type { Context, HandlerOf } from '../../kernel/serve';
import { takeVideo } from '../../kernel/video';
import { picture } from './inputs';

type Actions = (typeof contest)['actions'];

export const addPicture: HandlerOf<Actions['addPicture']> = {
  input: schemaOf<InputOf<Actions['addPicture']>>()(v.strictObject(picture)),
  answersReplays: true,

  async run(context) {
    const { input, store, cloud } = context;
    const small = await takePicture(
      store,
      cloud,
      sentBy(context, input.thumbId),
      CONTEST_LIMITS.thumbBytes,
    );
    const large = await takePicture(store, cloud, sentBy(context, input.fileId));
    const states = [small.state, large.state];
    refuseIf(states.includes('refused'), 'PICTURE_BAD');
    const isPassed = states.every((state) => state === 'passed');
    return {
      fileId: large.cloudId,
      thumbId: small.cloudId,
      state: isPassed ? 'passed' : 'waiting',
    };
  },
};

export const addVideo: HandlerOf<Actions['addVideo']> = {
  input: schemaOf<InputOf<Actions['addVideo']>>()(v.strictObject({ fileId: text(300) })),
  answersReplays: true,

  async run(context) {
    const { input, store, cloud } = context;
    const sent = sentBy(context, input.fileId);
    const { cloudId } = await takeVideo(store, cloud, sent, CONTEST_LIMITS.videoBytes);
    return { fileId: cloudId };
  },
};

const sentBy = ({ call, caller, now }: Context<unknown>, cloudId: string) => ({
  cloudId,
  communityId: call.communityId,
  ownerId: memberOf(caller)._id,
  openid: caller.openid,
  at: now,
});
