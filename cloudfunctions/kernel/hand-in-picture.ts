/** The handler of every act that takes a picture in. */
import * as v from 'valibot';
import type { PictureSent, PictureTaken } from '../../miniprogram/contract/pictures';
import { memberOf } from './caller';
import { refuseIf } from './errors';
import { schemaOf, text } from './parse';
import { takePicture } from './picture';
import type { Handler } from './serve';

/** What is shown is the copy that is answered, and nobody sees it before it passed the check. */
export const handInPicture: Handler<PictureSent, PictureTaken> = {
  input: schemaOf<PictureSent>()(v.strictObject({ fileId: text(300) })),
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
