import * as v from 'valibot';
import type { notice } from '../../../miniprogram/contract/notice';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { schemaOf, text } from '../../kernel/parse';
import { refuseNoPicture, takePicture } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';

type AddPicture = (typeof notice)['actions']['addPicture'];

/** Hands in a picture that the phone has put into the cloud's storage. Nobody sees it before it passed the check. */
export const addPicture: HandlerOf<AddPicture> = {
  input: schemaOf<InputOf<AddPicture>>()(v.strictObject({ fileId: text(300) })),
  answersReplays: true,

  async run({ input, call, caller, store, cloud, now }) {
    await refuseNoPicture(cloud, input.fileId);
    const { state } = await takePicture(store, cloud, {
      cloudId: input.fileId,
      communityId: call.communityId,
      ownerId: memberOf(caller)._id,
      openid: caller.openid,
      at: now,
    });
    refuseIf(state === 'refused', 'PICTURE_BAD');
    return { state: state === 'passed' ? 'passed' : 'waiting' };
  },
};
