import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { found } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import { firstTime } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { remove, replace } from '../../kernel/store';
import { askersOf, doorWrites, isJoined, refuseOwnersDoor } from '../doors';
import { archived } from '../register';
import { relabel } from '../relabel';
import { loadContacts, loadHousehold } from '../repository';

type ArchiveHousehold = (typeof directory)['actions']['archiveHousehold'];

/** A door that is no home any more. Its members are told nothing more about the courtyard. */
export const archiveHousehold: HandlerOf<ArchiveHousehold> = {
  input: schemaOf<InputOf<ArchiveHousehold>>()(v.strictObject({ householdId: idOf('hh') })),

  async run(context) {
    const { input, call, caller, store, now } = context;
    await firstTime(context, async (read) => {
      const before = await loadHousehold(read, input.householdId, call);
      await refuseOwnersDoor(read, before);
      const after = archived(before, { by: memberOf(caller)._id, now });
      const behind = new Set([...(after.relabel ?? []), ...(await askersOf(read, before))]);
      const household = { ...after, relabel: [...behind] };
      const [contacts] = await loadContacts(read, [before._id]);
      return [
        replace('households', household),
        ...(await doorWrites(read, call, { households: [household], joined: -isJoined(before) })),
        ...(contacts ? [remove('contacts', found(contacts))] : []),
      ];
    });
    await relabel(store, input.householdId);
    return {};
  },
};
