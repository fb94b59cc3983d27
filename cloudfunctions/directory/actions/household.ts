import * as v from 'valibot';
import type { directory, HouseholdDetail } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { audit } from '../../kernel/audit';
import { memberOf } from '../../kernel/caller';
import type { MemberDoc } from '../../kernel/member-doc';
import { idOf, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import type { Store } from '../../kernel/store';
import type { HouseholdDoc } from '../documents';
import { loadHousehold } from '../repository';
import { householdRow } from '../rows';

type Household = (typeof directory)['actions']['household'];

/** Who lives behind a door, and what was corrected. That a keeper looked is written down first. */
export const household: HandlerOf<Household> = {
  input: schemaOf<InputOf<Household>>()(v.strictObject({ householdId: idOf('hh') })),

  async run({ input, call, caller, store, cloud, now }) {
    const doc = await loadHousehold(store, input.householdId, call);
    const self = memberOf(caller);
    const isOwn = self.households.some(({ householdId }) => householdId === doc._id);
    if (!isOwn) {
      await audit(store, cloud, {
        communityId: call.communityId,
        courtyardId: doc.courtyardId,
        actor: self._id,
        what: 'directory.household',
        subject: doc._id,
        at: now,
      });
    }
    return {
      ...householdRow(doc),
      people: doc.people.map(({ id, name, ageBand, phoneOnly, memberId }) => ({
        id,
        name,
        ageBand,
        phoneOnly,
        ...(memberId === undefined ? {} : { memberId }),
      })),
      trail: await trailOf(store, doc),
    };
  },
};

async function trailOf(store: Store, { trail }: HouseholdDoc): Promise<HouseholdDetail['trail']> {
  const ids = [...new Set(trail.map(({ by }) => by))].filter((by) => by !== 'setting');
  const members = await store.getAll<MemberDoc>('members', ids.slice(0, 100), ['name']);
  return trail.map(({ at, what, by }) => ({
    at,
    what,
    by: members.find(({ _id }) => _id === by)?.name ?? '社区',
  }));
}
