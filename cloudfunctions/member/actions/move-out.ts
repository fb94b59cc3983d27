import * as v from 'valibot';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { HouseholdDoc } from '../../directory/public';
import { memberOf } from '../../kernel/caller';
import { found } from '../../kernel/errors';
import { idOf, schemaOf } from '../../kernel/parse';
import { isReplay } from '../../kernel/replay';
import { askedOf } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import { forget } from '../account';
import { counted, emptied, left } from '../leaving';
import { livesIn } from '../people';
import { forgetPhones } from '../phones';
import { loadMember } from '../repository';

type MoveOut = (typeof member)['actions']['moveOut'];

/** The household stays as it is for the others; the last owner hands the courtyard over first. */
export const moveOut: HandlerOf<MoveOut> = {
  input: schemaOf<InputOf<MoveOut>>()(v.strictObject({ householdId: idOf('hh') })),
  beforeAgreeing: true,

  async run({ input, call, caller, store, now }) {
    const { _id } = memberOf(caller);
    const asked = askedOf(call);
    const { after, lines } = await store.transact(async (read) => {
      const leaver = await loadMember(read, _id, call);
      const before = leaver.households.find((one) => one.householdId === input.householdId);
      const isDone = leaver.answered?.some((one) => isReplay(one, asked));
      if (isDone) return { writes: [], value: { after: leaver, lines: [] } };
      found(before, livesIn(leaver, input.householdId));
      const answer = {
        householdId: input.householdId,
        outcome: 'left',
        at: now,
        ...asked,
      } as const;
      const gone = left(leaver, input.householdId, answer);
      const household = found(await read.get<HouseholdDoc>('households', input.householdId));
      const empty = emptied(household, _id);
      const writes = [replace('members', gone), replace('households', counted(empty, _id))];
      const lines = household.people.flatMap(({ id, memberId }) => (memberId === _id ? [id] : []));
      return { writes, value: { after: gone, lines } };
    });
    // At once, so that no message about the courtyard follows somebody who left it.
    await forget(store, after, caller.openid);
    await forgetPhones(store, input.householdId, lines);
    return {};
  },
};
