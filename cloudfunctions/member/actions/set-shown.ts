import * as v from 'valibot';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { loadCourtyard } from '../../courtyard/public';
import {
  type HouseholdDoc,
  labelled,
  labelOf,
  relabelOwn,
  withPlate,
} from '../../directory/public';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import { firstTime } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { isOwn } from '../changeable';
import { loadHousehold } from '../repository';

type SetShown = (typeof member)['actions']['setShown'];

/** What neighbours read of the own household; the own copy follows at once, the others with the tick. */
export const setShown: HandlerOf<SetShown> = {
  input: schemaOf<InputOf<SetShown>>()(
    v.strictObject({ householdId: idOf('hh'), door: v.boolean(), name: v.boolean() }),
  ),

  async run(context) {
    const { input, call, caller, store } = context;
    const shown = { door: input.door, name: input.name };
    refuseIf(!isOwn(input.householdId, caller), 'NOT_FOUND');
    const done: { household?: HouseholdDoc } = {};
    await firstTime(context, async (read) => {
      delete done.household;
      const before = await loadHousehold(read, input.householdId, call);
      const after = labelled({ ...before, shown });
      done.household = after;
      if (after.label === before.label) return [replace('households', after)];
      const courtyard = await loadCourtyard(read, call);
      return [replace('households', after), replace('courtyards', withPlate(courtyard, after))];
    });
    const { household } = done;
    if (household) await relabelOwn(store, memberOf(caller), household);
    const now = household ?? (await loadHousehold(store, input.householdId, call));
    return { label: labelOf(now, shown) };
  },
};
