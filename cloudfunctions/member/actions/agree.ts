import * as v from 'valibot';
import { type member, PRIVACY_VERSION } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { not, put } from '../../kernel/conditions';
import { refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { askedOf } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';

type Agree = (typeof member)['actions']['agree'];

/** Somebody who is a member already agrees to the privacy text in force; when, and to which, is written down. */
export const agree: HandlerOf<Agree> = {
  input: schemaOf<InputOf<Agree>>()(
    v.strictObject({ privacyVersion: v.pipe(v.string(), v.maxLength(10)) }),
  ),
  answersReplays: true,
  beforeAgreeing: true,

  async run({ input, call, caller, store, now }) {
    const { requestId } = askedOf(call);
    const self = memberOf(caller);
    refuseIf(input.privacyVersion !== PRIVACY_VERSION, 'AGREEMENT_NEEDED');
    // Refused for a copy of the same request: that one has been written down already.
    await store.claim({
      collection: 'members',
      id: self._id,
      while: { 'agreed.requestId': not(requestId) },
      changes: { agreed: put({ version: input.privacyVersion, at: now, requestId }) },
    });
    return {};
  },
};
