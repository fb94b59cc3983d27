import * as v from 'valibot';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import type { HouseholdDoc } from '../../directory/public';
import { memberOf } from '../../kernel/caller';
import { oneOf } from '../../kernel/conditions';
import { refuseIf } from '../../kernel/errors';
import type { MemberDoc } from '../../kernel/member-doc';
import { line, schemaOf } from '../../kernel/parse';
import { earlierOutcome, once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { HandlerOf } from '../../kernel/serve';
import { type Reading, replace, type Write } from '../../kernel/store';
import { loadMember } from '../repository';

type Rename = (typeof member)['actions']['rename'];

/** Leaves room for the member and the request in one commit. */
const CHUNK = 5;

/** A new name everywhere it stands: with the own households, and with those helped. */
export const rename: HandlerOf<Rename> = {
  input: schemaOf<InputOf<Rename>>()(v.strictObject({ name: line(LIMITS.nameLength) })),

  async run(context) {
    const { input, call, caller, store, cloud } = context;
    const self = memberOf(caller);
    // Neighbours see it at once and nobody looks at it first, so it waits for the check.
    refuseIf(!(await passes(cloud, caller.openid, input.name)), 'CHECK_AWAY');
    const places = [...self.households, ...self.actingFor].map((one) => one.householdId);
    // What is written before the commit is not told by it that the request has been here.
    if (places.length > CHUNK && (await earlierOutcome(store, self._id, call))) return {};
    // The member itself comes last: a retry after a break then begins again, and ends complete.
    for (let i = CHUNK; i < places.length; i += CHUNK) {
      await store.transact(async (read) => {
        const writes = await namedIn(read, places.slice(i, i + CHUNK), { ...self, ...input });
        return { writes, value: undefined };
      });
    }
    return once(context, async (read) => {
      const renamed = { ...(await loadMember(read, self._id, call)), name: input.name };
      const writes = await namedIn(read, places.slice(0, CHUNK), renamed);
      return { writes: [replace('members', renamed), ...writes], value: {} };
    });
  },
};

async function namedIn(
  read: Reading,
  ids: readonly HouseholdId[],
  { _id, name }: Pick<MemberDoc, '_id' | 'name'>,
): Promise<readonly Write[]> {
  if (ids.length === 0) return [];
  const households = await read.find<HouseholdDoc>({
    collection: 'households',
    where: { _id: oneOf(ids) },
    limit: ids.length,
  });
  const named = <T extends { readonly name: string; readonly memberId?: string }>(one: T): T =>
    one.memberId === _id ? { ...one, name } : one;
  return households.map((household) =>
    replace('households', {
      ...household,
      people: household.people.map(named),
      helpers: household.helpers.map(named),
    }),
  );
}
