import * as v from 'valibot';
import type { directory } from '../../../miniprogram/contract/directory';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf, OutputOf } from '../../../miniprogram/contract/protocol';
import { loadCourtyard } from '../../courtyard/public';
import { memberOf } from '../../kernel/caller';
import { DuplicateError } from '../../kernel/database';
import { AppError } from '../../kernel/errors';
import { idFrom } from '../../kernel/ids';
import { idOf, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { create, replace, type Store } from '../../kernel/store';
import { doorWrites } from '../doors';
import { refuseTaken } from '../plates';
import { newHousehold, split } from '../register';
import { loadCommunity, loadHousehold } from '../repository';
import { refuseRisky } from '../risky';
import { householdFields } from '../words';

type SplitHousehold = (typeof directory)['actions']['splitHousehold'];

export const splitHousehold: HandlerOf<SplitHousehold> = {
  input: schemaOf<InputOf<SplitHousehold>>()(
    v.strictObject({
      householdId: idOf('hh'),
      people: v.pipe(v.array(idOf('pe')), v.maxLength(LIMITS.peoplePerHousehold)),
      ...householdFields,
    }),
  ),

  answersReplays: true,

  async run({ input, call, caller, store, cloud, now }) {
    const { householdId, people, ...fields } = input;
    await refuseRisky(cloud, caller.openid, fields);
    const by = memberOf(caller)._id;
    // The request determines the door's id: a copy of the tap finds it there, whatever it is called by now.
    const id = idFrom('hh', householdId, by, call.requestId ?? '');
    return unlessThere(store, id, async () =>
      store.transact(async (read) => {
        const before = await loadHousehold(read, householdId, call);
        const courtyard = await loadCourtyard(read, call);
        refuseTaken(courtyard, fields);
        const place = { id, communityId: call.communityId, courtyardId: before.courtyardId };
        const fresh = newHousehold(fields, place, { by, now, what: '分户' });
        const after = split(before, people, { next: fresh, act: { by, now } });
        const community = await loadCommunity(read, call.communityId);
        const writes = [
          replace('households', after.rest),
          create('households', after.next),
          ...doorWrites({ courtyard, community }, [after.rest, after.next]),
        ];
        return { writes, value: { householdId: id } };
      }),
    );
  },
};

type Split = OutputOf<SplitHousehold>;

/** @throws whatever `work` throws, unless an earlier copy made the household */
async function unlessThere(
  store: Store,
  householdId: HouseholdId,
  work: () => Promise<Split>,
): Promise<Split> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError || error instanceof DuplicateError)) throw error;
    if (!(await store.get('households', householdId, ['rev']))) throw error;
    return { householdId };
  }
}
