import * as v from 'valibot';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { eraseFromContests } from '../../contest/public';
import { holds, refuseLastAdmin } from '../../courtyard/public';
import { eraseFromCampaigns, eraseFromPots } from '../../flower/public';
import { eraseFromBuying } from '../../groupbuy/public';
import { auditWrite } from '../../kernel/audit';
import { refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { eraseFromNotices } from '../../notice/public';
import { eraseFromRoster } from '../../roster/public';
import { endFor, leaveAll } from '../erasure';
import { refuseOwner } from '../leaving';

type Erase = (typeof member)['actions']['erase'];

const WORD = '删除';

/** Everything about the caller goes. Whoever owns a courtyard hands it over first; so does the last administrator. */
export const erase: HandlerOf<Erase> = {
  input: schemaOf<InputOf<Erase>>()(
    v.strictObject({ word: v.pipe(v.string(), v.trim(), v.maxLength(10)) }),
  ),
  beforeAgreeing: true,

  async run({ input, call, caller, store, cloud, now }) {
    refuseIf(input.word !== WORD, 'ERASE_NOT_CONFIRMED');
    const { member: self, openid } = caller;
    // Nothing is stored: never was, or an earlier try of this request did it.
    if (!self) return {};
    refuseOwner(self);
    const leaving = { memberId: self._id, communityId: call.communityId, now };
    // Said before anything has gone; whoever is the last by the end is told then.
    if (holds(self, 'admin', call.communityId, now)) await refuseLastAdmin(store, leaving);
    await leaveAll(store, self);
    await eraseFromNotices(store, { communityId: call.communityId, memberId: self._id });
    await eraseFromRoster(store, { communityId: call.communityId, memberId: self._id });
    await eraseFromBuying(store, { communityId: call.communityId, memberId: self._id });
    await eraseFromCampaigns(store, { communityId: call.communityId, memberId: self._id });
    await eraseFromContests(store, { communityId: call.communityId, memberId: self._id });
    await eraseFromPots(store, { communityId: call.communityId, memberId: self._id });
    const note = auditWrite(cloud, {
      communityId: call.communityId,
      actor: self._id,
      what: 'member.erase',
      subject: self._id,
      at: now,
    });
    return store.transact(endFor(self, { openid, note, now }));
  },
};
