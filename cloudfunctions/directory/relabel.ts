/**
 * Brings every copy of a household's label in step: with its people, its helpers, and the courtyard's owner line.
 * The household names who is behind; small updates work the list off, and a run that dies is resumed.
 * @see docs/domain/directory.md §3
 */
import type { MemberId } from '../../miniprogram/contract/ids';
import { placeDigestId } from '../courtyard/public';
import { after, put } from '../kernel/conditions';
import type { MemberDoc } from '../kernel/member-doc';
import type { Store } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import type { HouseholdDoc } from './documents';

const ROUNDS = 3;

/** @returns whether everybody is in step; if not, the tick goes on */
export async function relabel(store: Store, id: HouseholdDoc['_id']): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const household = await store.get<HouseholdDoc>('households', id);
    if (!household?.relabel || household.relabel.length === 0) return true;
    if (await workOff(store, household, household.relabel)) return true;
  }
  return false;
}

async function workOff(
  store: Store,
  household: HouseholdDoc,
  behind: readonly MemberId[],
): Promise<boolean> {
  const members = await store.getAll<MemberDoc>('members', behind);
  const done = await Promise.all(members.map((member) => relabelOne(store, member, household)));
  if (!done.every(Boolean)) return false;
  return store.claim({
    collection: 'households',
    id: household._id,
    while: { rev: household.rev },
    changes: { relabel: put([]) },
  });
}

/** The places are counted in the document as it was read, so the update holds only for that revision. */
async function relabelOne(
  store: Store,
  { _id, rev, households, actingFor, roles }: MemberDoc,
  { _id: id, courtyardId, label }: HouseholdDoc,
): Promise<boolean> {
  const behind = (list: readonly { householdId: string; label: string }[], field: string) =>
    list.flatMap((one, i) =>
      one.householdId === id && one.label !== label ? [[`${field}.${i}.label`, put(label)]] : [],
    );
  const changes = [...behind(households, 'households'), ...behind(actingFor, 'actingFor')];
  if (roles.some(({ role, scope }) => role === 'owner' && scope === courtyardId)) {
    await store.claim({
      collection: 'digests',
      id: placeDigestId(courtyardId),
      while: { ownerId: _id },
      changes: { ownerLabel: put(label) },
    });
  }
  if (changes.length === 0) return true;
  return store.claim({
    collection: 'members',
    id: _id,
    while: { rev },
    changes: Object.fromEntries(changes),
  });
}

const HOUSEHOLDS_MAX = 20;

/** For the tick: what an instance that died left behind. @returns how many households are in step again */
export async function resumeRelabels({ store, late }: TickContext): Promise<number> {
  const left = await store.find<HouseholdDoc>({
    collection: 'households',
    where: { relabel: after('mb_') },
    limit: HOUSEHOLDS_MAX,
    fields: ['rev'],
  });
  let count = 0;
  for (const { _id } of left) {
    if (late()) break;
    if (await relabel(store, _id)) count += 1;
  }
  return count;
}
