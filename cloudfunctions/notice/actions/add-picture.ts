import * as v from 'valibot';
import type { notice } from '../../../miniprogram/contract/notice';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { schemaOf, text } from '../../kernel/parse';
import { takePicture } from '../../kernel/picture';
import type { HandlerOf } from '../../kernel/serve';

type AddPicture = (typeof notice)['actions']['addPicture'];

/**
 * Hands in a picture that the phone has put into the cloud's storage; what the notice shows is the copy that is
 * answered. Nobody sees it before it passed the check.
 */
export const addPicture: HandlerOf<AddPicture> = {
  input: schemaOf<InputOf<AddPicture>>()(v.strictObject({ fileId: text(300) })),
  answersReplays: true,

  async run({ input, call, caller, store, cloud, now }) {
    const { cloudId, state } = await takePicture(store, cloud, {
      cloudId: input.fileId,
      communityId: call.communityId,
      ownerId: memberOf(caller)._id,
      openid: caller.openid,
      at: now,
    });
    refuseIf(state === 'refused', 'PICTURE_BAD');
    return { fileId: cloudId, state: state === 'passed' ? 'passed' : 'waiting' };
  },
};
