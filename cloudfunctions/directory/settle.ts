/**
 * What follows a household that was merged, split, taken off or left empty, beside its members: telephone numbers,
 * those who wait for its door, and the courtyard's digest. In small commits, each safe to repeat.
 * @see docs/domain/directory.md §3
 */
import type { HouseholdId, MemberId } from '../../miniprogram/contract/ids';
import { create, remove, replace, type Store } from '../kernel/store';
import type { ContactsDoc, HouseholdDoc } from './documents';
import { askersOf, isJoined } from './doors';
import { comparePlace } from './places';
import { loadContacts } from './repository';

/** Whether more than labels changed. */
export const isMoved = (household: HouseholdDoc): boolean =>
  household.status !== 'active' ||
  (household.absorbed ?? []).length > 0 ||
  isJoined(household) === 0;

/** Those who wait for a door that is gone, or that is this household's now. */
export const waitingFor = (
  store: Store,
  { _id, courtyardId, status, absorbed = [] }: HouseholdDoc,
): Promise<readonly MemberId[]> =>
  askersOf(store, courtyardId, status === 'active' ? absorbed : [_id, ...absorbed]);

export async function settlePhones(store: Store, household: HouseholdDoc): Promise<void> {
  const { _id, status, absorbed = [] } = household;
  if (status !== 'active') {
    await store.forget('contacts', _id);
    return;
  }
  if (absorbed.length === 0) return;
  const former = await store.getAll<HouseholdDoc>('households', absorbed, ['status', 'mergedInto']);
  const isOurs = mergedInto(_id, former);
  for (const id of absorbed) await movePhones(store, household, { from: id, all: isOurs(id) });
}

export const settlePlace = (store: Store, { courtyardId }: HouseholdDoc): Promise<boolean> =>
  comparePlace(store, courtyardId);

/** Whether a door became this household, also by way of a third. */
function mergedInto(
  household: HouseholdId,
  former: readonly Pick<HouseholdDoc, '_id' | 'status' | 'mergedInto'>[],
): (id: HouseholdId) => boolean {
  const nextOf = (id: HouseholdId) => former.find((one) => one._id === id)?.mergedInto;
  return (id) => {
    let next = nextOf(id);
    for (let step = 0; step < former.length && next && next !== household; step += 1) {
      next = nextOf(next);
    }
    return next === household;
  };
}

/** All numbers of a door that is this household now; of one that was split, those of whoever moved. */
const movePhones = (
  store: Store,
  { _id, people }: HouseholdDoc,
  { from, all }: { readonly from: HouseholdId; readonly all: boolean },
): Promise<void> =>
  store.transact(async (read) => {
    const contacts = await loadContacts(read, [from, _id]);
    const old = contacts.find((one) => one._id === from);
    const known = contacts.find((one) => one._id === _id);
    const isMoving = ({ personId }: ContactsDoc['phones'][number]) =>
      all || people.some(({ id }) => id === personId);
    const moving = old?.phones.filter(isMoving) ?? [];
    if (!old || moving.length === 0) return { writes: [], value: undefined };
    const phones = old.phones.filter((one) => !isMoving(one));
    const writes = [
      all ? remove('contacts', old) : replace('contacts', { ...old, phones }),
      known
        ? replace('contacts', { ...known, phones: [...known.phones, ...moving] })
        : create('contacts', { ...old, _id, rev: 1, phones: moving }),
    ];
    return { writes, value: undefined };
  });
