import type { MeView, MyHouseholdView, member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { namesOf } from '../../courtyard/public';
import type { HouseholdDoc } from '../../directory/public';
import { type AccountDoc, accountId } from '../../kernel/account-doc';
import { memberOf } from '../../kernel/caller';
import type { MemberDoc } from '../../kernel/member-doc';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { personView } from '../views';

type Me = (typeof member)['actions']['me'];

/** My household, whom I act for, what I may do. */
export const me: HandlerOf<Me> = {
  input: schemaOf<InputOf<Me>>()(nothing),

  async run({ call, caller, store, now }) {
    const self = memberOf(caller);
    const [names, account, households] = await Promise.all([
      namesOf(store, call.communityId, { now }),
      store.get<AccountDoc>('accounts', accountId(call.communityId, caller.openid), ['credits']),
      store.getAll<HouseholdDoc>(
        'households',
        self.households.map(({ householdId }) => householdId),
      ),
    ]);
    return {
      memberId: self._id,
      name: self.name,
      households: self.households.flatMap(({ householdId }) =>
        households
          .filter(({ _id }) => _id === householdId)
          .map((household) => householdView(household, names.of(household.courtyardId))),
      ),
      actingFor: actingViews(self),
      roles: self.roles
        .filter(({ from, until }) => from <= now && (until === undefined || now < until))
        .map(({ role, scope, until }) => ({
          role,
          place: names.of(scope),
          ...(until === undefined ? {} : { until }),
        })),
      phone: names.phone,
      messageCredits: Object.values(account?.credits ?? {}).reduce((sum, one) => sum + one, 0),
    };
  },
};

const actingViews = ({ actingFor }: MemberDoc): MeView['actingFor'] =>
  actingFor.map(({ householdId, courtyardId, label, personName, status }) => ({
    householdId,
    courtyardId,
    label,
    personName,
    status,
  }));

const householdView = (household: HouseholdDoc, courtyardName: string): MyHouseholdView => ({
  id: household._id,
  courtyardId: household.courtyardId,
  courtyardName,
  unit: household.unit,
  door: household.door,
  family: household.family,
  label: household.label,
  shown: household.shown,
  people: household.people.map(personView),
  away: household.away,
  helpers: household.helpers.map(({ memberId, name, personName, status, since }) => ({
    memberId,
    name,
    personName,
    status,
    since,
  })),
});
