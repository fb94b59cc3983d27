import * as v from 'valibot';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { loadCourtyard } from '../../courtyard/public';
import { labelled, labelOf, relabel, withPlate } from '../../directory/public';
import { refuseIf } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import { firstTime } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { isOwn } from '../changeable';
import { loadHousehold } from '../repository';

type SetShown = (typeof member)['actions']['setShown'];

/** What neighbours read of the own household; every copy of it follows. */
export const setShown: HandlerOf<SetShown> = {
  input: schemaOf<InputOf<SetShown>>()(
    v.strictObject({ householdId: idOf('hh'), door: v.boolean(), name: v.boolean() }),
  ),

  async run(context) {
    const { input, call, caller, store } = context;
    const shown = { door: input.door, name: input.name };
    refuseIf(!isOwn(input.householdId, caller), 'NOT_FOUND');
    await firstTime(context, async (read) => {
      const before = await loadHousehold(read, input.householdId, call);
      const after = labelled({ ...before, shown });
      if (after.label === before.label) return [replace('households', after)];
      const courtyard = await loadCourtyard(read, call);
      return [replace('households', after), replace('courtyards', withPlate(courtyard, after))];
    });
    await relabel(store, input.householdId);
    return { label: labelOf(await loadHousehold(store, input.householdId, call), shown) };
  },
};
