import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { loadCourtyard } from '../../courtyard/public';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { doorWrites, refuseOwnersDoor } from '../doors';
import { archived } from '../register';
import { loadDigests, loadTwo } from '../repository';

type ArchiveHousehold = (typeof directory)['actions']['archiveHousehold'];

/**
 * A door that is no home any more. Its telephone numbers go at once; its members are told nothing more about the
 * courtyard once the tick has been by. That it is archived already tells a replay.
 */
export const archiveHousehold: HandlerOf<ArchiveHousehold> = {
  input: schemaOf<InputOf<ArchiveHousehold>>()(v.strictObject({ householdId: idOf('hh') })),
  answersReplays: true,

  async run({ input: { householdId }, call, caller, store, now }) {
    const { phonesNow } = await store.transact(async (read) => {
      const [before] = await loadTwo(read, [householdId, householdId], call);
      if (before.status === 'archived') return { writes: [], value: { phonesNow: true } };
      refuseIf(before.status !== 'active', 'NOT_FOUND');
      const courtyard = await loadCourtyard(read, call);
      const { community, place } = await loadDigests(read, call.communityId, courtyard._id);
      const wasAsked = await refuseOwnersDoor(read, before, place);
      const household = archived(before, { by: memberOf(caller)._id, now });
      const writes = [
        replace('households', household),
        ...doorWrites({ courtyard, community }, [household]),
      ];
      return { writes, value: { phonesNow: !wasAsked } };
    });
    // Where the members had to be asked, the tick does it.
    if (phonesNow) await store.forget('contacts', householdId);
    return {};
  },
};
