import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { idOf, schemaOf } from '../../kernel/parse';
import { firstTime } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { type Reading, remove, replace, type Write } from '../../kernel/store';
import type { HouseholdDoc } from '../documents';
import { askersOf, doorWrites, isJoined } from '../doors';
import { merged } from '../register';
import { relabel } from '../relabel';
import { loadContacts, loadHousehold } from '../repository';

type MergeHouseholds = (typeof directory)['actions']['mergeHouseholds'];

export const mergeHouseholds: HandlerOf<MergeHouseholds> = {
  input: schemaOf<InputOf<MergeHouseholds>>()(
    v.strictObject({ from: idOf('hh'), into: idOf('hh') }),
  ),

  async run(context) {
    const { input, call, caller, store, now } = context;
    await firstTime(context, async (read) => {
      const from = await loadHousehold(read, input.from, call);
      const into = await loadHousehold(read, input.into, call);
      const after = merged(from, into, { by: memberOf(caller)._id, now });
      const behind = new Set([...(after.into.relabel ?? []), ...(await askersOf(read, from))]);
      const joined = isJoined(after.into) - isJoined(from) - isJoined(into);
      const households = [after.from, { ...after.into, relabel: [...behind] }];
      return [
        ...households.map((one) => replace('households', one)),
        ...(await doorWrites(read, call, { households, joined })),
        ...(await contactWrites(read, from, into)),
      ];
    });
    await relabel(store, input.into);
    return {};
  },
};

/** The telephone numbers come along. */
async function contactWrites(
  read: Reading,
  from: HouseholdDoc,
  into: HouseholdDoc,
): Promise<readonly Write[]> {
  const contacts = await loadContacts(read, [from._id, into._id]);
  const old = contacts.find(({ _id }) => _id === from._id);
  if (!old) return [];
  const known = contacts.find(({ _id }) => _id === into._id);
  if (known) {
    const phones = [...known.phones, ...old.phones];
    return [remove('contacts', old), replace('contacts', { ...known, phones })];
  }
  const moved = { ...old, _id: into._id, rev: 1 };
  return [remove('contacts', old), { kind: 'create', collection: 'contacts', docs: [moved] }];
}
