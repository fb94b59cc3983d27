import { LIMITS } from '../../../miniprogram/contract/limits';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { isKeeper } from '../../courtyard/public';
import type { HouseholdDoc } from '../../directory/public';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { mayConsent } from '../helping';
import { livesIn } from '../people';

type HelperRequests = (typeof member)['actions']['helperRequests'];

/** The offers of help the caller may answer: to the own household, and for keepers those to phone-only people. */
export const helperRequests: HandlerOf<HelperRequests> = {
  input: schemaOf<InputOf<HelperRequests>>()(nothing),

  async run({ call, caller, store }) {
    const self = memberOf(caller);
    const households = await store.find<HouseholdDoc>({
      collection: 'households',
      where: { courtyardId: courtyardOf(call), 'helpers.status': 'asked' },
      limit: LIMITS.listMax,
    });
    const consenter = {
      memberId: self._id,
      isKeeper: isKeeper(caller.roles),
      livesIn: (household: HouseholdDoc['_id']) => livesIn(self, household),
    };
    const items = households
      .filter(({ communityId, status }) => communityId === call.communityId && status === 'active')
      .flatMap((household) =>
        household.helpers
          .filter((link) => link.status === 'asked' && mayConsent(household, link, consenter))
          .map(({ memberId, name, personName, since }) => ({
            householdId: household._id,
            label: household.label,
            memberId,
            helperName: name,
            personName,
            at: since,
          })),
      )
      .sort((a, b) => a.at - b.at);
    return { items };
  },
};
