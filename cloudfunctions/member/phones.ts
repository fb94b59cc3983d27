/** Whoever leaves a household takes the own telephone number out of the call list. */
import type { HouseholdId, PersonId } from '../../miniprogram/contract/ids';
import type { ContactsDoc } from '../directory/public';
import { put } from '../kernel/conditions';
import type { Store } from '../kernel/store';

const ROUNDS = 3;

export async function forgetPhones(
  store: Store,
  household: HouseholdId,
  people: readonly PersonId[],
): Promise<void> {
  for (let round = 0; round < ROUNDS && people.length > 0; round += 1) {
    const contacts = await store.get<ContactsDoc>('contacts', household);
    const rest = contacts?.phones.filter(({ personId }) => !people.includes(personId));
    if (!contacts || rest?.length === contacts.phones.length) return;
    const done = await store.claim({
      collection: 'contacts',
      id: household,
      while: { rev: contacts.rev },
      changes: { phones: put(rest) },
    });
    if (done) return;
  }
}
