import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { inStep, loadCourtyard, placeRow, withCourtyard } from '../../courtyard/public';
import { memberOf } from '../../kernel/caller';
import { idFrom } from '../../kernel/ids';
import { schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { create, replace } from '../../kernel/store';
import { refuseTaken, withPlate } from '../plates';
import { newHousehold } from '../register';
import { loadDigests } from '../repository';
import { refuseRisky } from '../risky';
import { householdFields } from '../words';

type AddHousehold = (typeof directory)['actions']['addHousehold'];

export const addHousehold: HandlerOf<AddHousehold> = {
  input: schemaOf<InputOf<AddHousehold>>()(v.strictObject(householdFields)),

  async run(context) {
    const { input, call, caller, cloud, now } = context;
    await refuseRisky(cloud, caller.openid, input);
    return once(context, async (read) => {
      const by = memberOf(caller)._id;
      const courtyard = await loadCourtyard(read, call);
      refuseTaken(courtyard, input);
      const id = idFrom('hh', courtyard._id, by, call.requestId ?? '');
      const place = { id, communityId: call.communityId, courtyardId: courtyard._id };
      const household = newHousehold(input, place, { by, now, what: '新登记' });
      const plated = withPlate(courtyard, household);
      const digests = await loadDigests(read, call.communityId, courtyard._id);
      const row = placeRow(plated);
      const writes = [
        create('households', household),
        replace('courtyards', plated),
        replace('digests', inStep(digests.place, plated)),
        replace('digests', withCourtyard(digests.community, plated._id, row)),
      ];
      return { writes, value: { householdId: id } };
    });
  },
};
