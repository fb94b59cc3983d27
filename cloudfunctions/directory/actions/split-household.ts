import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { loadCourtyard } from '../../courtyard/public';
import { memberOf } from '../../kernel/caller';
import { idFrom } from '../../kernel/ids';
import { idOf, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { create, type Reading, replace, type Write } from '../../kernel/store';
import type { HouseholdDoc } from '../documents';
import { doorWrites, isJoined } from '../doors';
import { refuseTaken } from '../plates';
import { newHousehold, split } from '../register';
import { relabel } from '../relabel';
import { loadContacts, loadHousehold } from '../repository';
import { refuseRisky } from '../risky';
import { householdFields } from '../words';

type SplitHousehold = (typeof directory)['actions']['splitHousehold'];

export const splitHousehold: HandlerOf<SplitHousehold> = {
  input: schemaOf<InputOf<SplitHousehold>>()(
    v.strictObject({
      householdId: idOf('hh'),
      people: v.pipe(v.array(idOf('pe')), v.maxLength(LIMITS.peoplePerHousehold)),
      ...householdFields,
    }),
  ),

  async run(context) {
    const { input, call, caller, store, cloud, now } = context;
    const { householdId, people, ...fields } = input;
    await refuseRisky(cloud, caller.openid, fields);
    const by = memberOf(caller)._id;
    const id = idFrom('hh', householdId, by, call.requestId ?? '');
    const done = await once(context, async (read) => {
      const before = await loadHousehold(read, householdId, call);
      refuseTaken(await loadCourtyard(read, call), fields);
      const place = { id, communityId: call.communityId, courtyardId: before.courtyardId };
      const fresh = newHousehold(fields, place, { by, now, what: '分户' });
      const after = split(before, people, { next: fresh, act: { by, now } });
      const joined = isJoined(after.rest) + isJoined(after.next) - isJoined(before);
      const writes = [
        replace('households', after.rest),
        create('households', after.next),
        ...(await doorWrites(read, call, { households: [after.rest, after.next], joined })),
        ...(await contactWrites(read, before, after.next)),
      ];
      return { writes, value: { householdId: id } };
    });
    await relabel(store, id);
    return done;
  },
};

/** Whoever moves takes the own telephone number along. */
async function contactWrites(
  read: Reading,
  from: HouseholdDoc,
  { _id, people }: HouseholdDoc,
): Promise<readonly Write[]> {
  const [contacts] = await loadContacts(read, [from._id]);
  const isMoving = ({ personId }: { personId: string }) => people.some(({ id }) => id === personId);
  const moving = contacts?.phones.filter(isMoving) ?? [];
  if (!contacts || moving.length === 0) return [];
  const rest = contacts.phones.filter((one) => !isMoving(one));
  return [
    replace('contacts', { ...contacts, phones: rest }),
    create('contacts', { ...contacts, _id, rev: 1, phones: moving }),
  ];
}
