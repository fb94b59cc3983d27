import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { loadCourtyard } from '../../courtyard/public';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { doorWrites } from '../doors';
import { merged } from '../register';
import { loadCommunity, loadTwo } from '../repository';

type MergeHouseholds = (typeof directory)['actions']['mergeHouseholds'];

/**
 * Two doors that are one household. The commit holds the doors and their number; members, telephone numbers and
 * waiting requests follow with the tick. That a door is merged already tells a replay.
 */
export const mergeHouseholds: HandlerOf<MergeHouseholds> = {
  input: schemaOf<InputOf<MergeHouseholds>>()(
    v.strictObject({ from: idOf('hh'), into: idOf('hh') }),
  ),
  answersReplays: true,

  run: ({ input, call, caller, store, now }) =>
    store.transact(async (read) => {
      const [from, into] = await loadTwo(read, [input.from, input.into], call);
      if (from.status === 'merged' && from.mergedInto === into._id) {
        return { writes: [], value: {} };
      }
      refuseIf(from.status !== 'active' || into.status !== 'active', 'NOT_FOUND');
      const after = merged(from, into, { by: memberOf(caller)._id, now });
      const courtyard = await loadCourtyard(read, call);
      const community = await loadCommunity(read, call.communityId);
      const writes = [
        replace('households', after.from),
        replace('households', after.into),
        ...doorWrites({ courtyard, community }, [after.from, after.into]),
      ];
      return { writes, value: {} };
    }),
};
