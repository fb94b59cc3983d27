import * as v from 'valibot';
import type { fund } from '../../../miniprogram/contract/fund';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { schemaOf, text } from '../../kernel/parse';
import { takePicture } from '../../kernel/picture';
import type { HandlerOf } from '../../kernel/serve';

type AddEvidence = (typeof fund)['actions']['addEvidence'];

/** Hands in a picture that the phone has put into the cloud's storage; what a voucher shows is the copy answered. */
export const addEvidence: HandlerOf<AddEvidence> = {
  input: schemaOf<InputOf<AddEvidence>>()(v.strictObject({ fileId: text(300) })),
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
