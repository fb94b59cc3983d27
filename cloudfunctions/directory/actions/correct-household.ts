import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { loadCourtyard } from '../../courtyard/public';
import { memberOf } from '../../kernel/caller';
import { idOf, schemaOf } from '../../kernel/parse';
import { firstTime } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import type { HouseholdDoc } from '../documents';
import { refuseTaken, withPlate } from '../plates';
import { corrected } from '../register';
import { relabelOwn } from '../relabel';
import { loadHousehold } from '../repository';
import { refuseRisky } from '../risky';
import { householdFields } from '../words';

type CorrectHousehold = (typeof directory)['actions']['correctHousehold'];

/** A wrong door, a wrong name: put right, with what it was in the trail. */
export const correctHousehold: HandlerOf<CorrectHousehold> = {
  input: schemaOf<InputOf<CorrectHousehold>>()(
    v.strictObject({ householdId: idOf('hh'), ...householdFields }),
  ),

  async run(context) {
    const { input, call, caller, store, cloud, now } = context;
    const { householdId, ...fields } = input;
    await refuseRisky(cloud, caller.openid, fields);
    const done: { household?: HouseholdDoc } = {};
    await firstTime(context, async (read) => {
      delete done.household;
      const before = await loadHousehold(read, householdId, call);
      const after = corrected(before, fields, { by: memberOf(caller)._id, now });
      if (after === before) return [];
      const courtyard = await loadCourtyard(read, call);
      refuseTaken(courtyard, fields, householdId);
      done.household = after;
      return [replace('households', after), replace('courtyards', withPlate(courtyard, after))];
    });
    if (done.household) await relabelOwn(store, memberOf(caller), done.household);
    return {};
  },
};
