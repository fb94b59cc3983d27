import * as v from 'valibot';
import type { MemberId } from '../../../miniprogram/contract/ids';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { isKeeper } from '../../courtyard/public';
import { type HouseholdDoc, leftBy, type PersonEntry } from '../../directory/public';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import { firstTime } from '../../kernel/requests';
import type { Context, HandlerOf } from '../../kernel/serve';
import { type Reading, replace, type Write } from '../../kernel/store';
import { loadChangeable } from '../changeable';
import { isGuardian } from '../joining';
import { counted, emptied, left } from '../leaving';
import { forgetPhones } from '../phones';
import { loadMember } from '../repository';

type RemovePerson = (typeof member)['actions']['removePerson'];
type Input = InputOf<RemovePerson>;

/**
 * Somebody does not live behind this door any more. Whoever is a member loses the household with it; that the account
 * is told nothing more about the courtyard, and the count of joined households, follow with the tick.
 */
export const removePerson: HandlerOf<RemovePerson> = {
  input: schemaOf<Input>()(v.strictObject({ householdId: idOf('hh'), personId: idOf('pe') })),

  async run(context) {
    const { input, store } = context;
    await firstTime(context, async (read) => {
      const household = await loadChangeable(read, input.householdId, context);
      const person = household.people.find(({ id }) => id === input.personId);
      if (!person) return [];
      if (person.memberId) {
        return memberLeaves(read, { household, person, context });
      }
      const people = household.people.filter(({ id }) => id !== person.id);
      const { _id } = memberOf(context.caller);
      return [replace('households', leftBy({ ...household, people }, _id))];
    });
    await forgetPhones(store, input.householdId, [input.personId]);
    return {};
  },
};

interface Leaving {
  readonly household: HouseholdDoc;
  readonly person: PersonEntry;
  readonly context: Context<Input>;
}

async function memberLeaves(
  read: Reading,
  { household, person, context }: Leaving,
): Promise<readonly Write[]> {
  const { call } = context;
  refuseEqual({ household, person, context });
  const memberId = person.memberId as MemberId;
  const after = emptied(household, memberId);
  const member = left(await loadMember(read, memberId, call), household._id);
  return [replace('members', member), replace('households', counted(after, memberId))];
}

/** Members of a household are equals: none shows another the door, except a guardian a child. @throws AppError `NOT_ALLOWED` */
function refuseEqual({ household, person, context: { caller } }: Leaving): void {
  const { _id } = memberOf(caller);
  const isChild = person.ageBand === 'u14' && isGuardian(household, _id);
  refuseIf(person.memberId !== _id && !isKeeper(caller.roles) && !isChild, 'NOT_ALLOWED');
}
