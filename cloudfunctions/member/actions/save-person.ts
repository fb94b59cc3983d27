import * as v from 'valibot';
import { LIMITS } from '../../../miniprogram/contract/limits';
import { AGE_BANDS, type member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { PersonEntry } from '../../directory/public';
import { memberOf } from '../../kernel/caller';
import { found, refuseIf } from '../../kernel/errors';
import { idFrom } from '../../kernel/ids';
import { idOf, line, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { loadChangeable } from '../changeable';

type SavePerson = (typeof member)['actions']['savePerson'];
type Input = InputOf<SavePerson>;

/** Somebody who lives behind the door: added, or put right. */
export const savePerson: HandlerOf<SavePerson> = {
  input: schemaOf<Input>()(
    v.strictObject({
      householdId: idOf('hh'),
      personId: v.exactOptional(idOf('pe')),
      name: line(LIMITS.nameLength),
      ageBand: v.picklist(AGE_BANDS),
      phoneOnly: v.boolean(),
    }),
  ),

  async run(context) {
    const { input, caller, cloud } = context;
    // Only the household itself and its keepers read these names, so an unavailable check keeps nobody waiting.
    await passes(cloud, caller.openid, input.name);
    return once(context, async (read) => {
      const household = await loadChangeable(read, input.householdId, context);
      const person = input.personId
        ? changed(found(household.people.find(({ id }) => id === input.personId)), input)
        : added(context);
      const others = household.people.filter(({ id }) => id !== person.id);
      refuseIf(others.length >= LIMITS.peoplePerHousehold, 'HOUSEHOLD_FULL');
      const people = input.personId
        ? household.people.map((one) => (one.id === person.id ? person : one))
        : [...others, person];
      const writes = [replace('households', { ...household, people })];
      return { writes, value: { personId: person.id } };
    });
  },
};

/** A member is called by the name the member chose, and has a phone with WeChat. */
const changed = (person: PersonEntry, { name, ageBand, phoneOnly }: Input): PersonEntry =>
  person.memberId ? { ...person, ageBand } : { ...person, name, ageBand, phoneOnly };

const added = ({ input, call, caller }: Context<Input>): PersonEntry => ({
  id: idFrom('pe', input.householdId, memberOf(caller)._id, call.requestId ?? ''),
  name: input.name,
  ageBand: input.ageBand,
  phoneOnly: input.phoneOnly,
});
