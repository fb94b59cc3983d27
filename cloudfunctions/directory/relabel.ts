/**
 * Brings every copy of a household's label in step: with its people, its helpers, and the courtyard's owner line.
 * The household names who is behind; small updates work the list off, and a run that dies is resumed.
 * @see docs/domain/directory.md §3
 */
import type { MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import { placeDigestId } from '../courtyard/public';
import { after, atLeast, gone, plus, put } from '../kernel/conditions';
import type { MemberDoc } from '../kernel/member-doc';
import type { Store } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import type { HouseholdDoc } from './documents';
import { copiesAfter } from './in-step';
import { isMoved, settlePhones, settlePlace, waitingFor } from './settle';

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
  const moved = isMoved(household);
  const waiting = moved ? await waitingFor(store, household) : [];
  const ids = [...new Set([...behind, ...waiting])].slice(0, LIMITS.listMax);
  const members = await store.getAll<MemberDoc>('members', ids);
  const done = await Promise.all(members.map((member) => bringInStep(store, member, household)));
  if (!done.every(Boolean)) return false;
  if (moved) {
    await settlePhones(store, household);
    if (!(await settlePlace(store, household))) return false;
  }
  return store.claim({
    collection: 'households',
    id: household._id,
    while: { rev: household.rev },
    changes: { relabel: put([]), absorbed: gone() },
  });
}

/**
 * The caller's own copies at once, with what the commit left room for; the tick brings the others in step.
 * Two requests at most, and none for whoever is not behind.
 */
export async function relabelOwn(
  store: Store,
  member: MemberDoc,
  household: HouseholdDoc,
): Promise<void> {
  if (household.relabel?.includes(member._id)) await bringInStep(store, member, household);
}

/** @returns false when the member changed meanwhile; the next round looks again */
async function bringInStep(
  store: Store,
  member: MemberDoc,
  household: HouseholdDoc,
): Promise<boolean> {
  await renameOwner(store, member, household);
  const after = copiesAfter(member, household);
  if (!after) return true;
  const done = await store.claim({
    collection: 'members',
    id: member._id,
    while: { rev: member.rev },
    changes: {
      households: put(after.households),
      actingFor: put(after.actingFor),
      waiting: put(after.waiting),
      accountBehind: put(true),
    },
  });
  const fewer = member.waiting.length - after.waiting.length;
  if (done && fewer > 0) {
    await store.claim({
      collection: 'digests',
      id: placeDigestId(household.courtyardId),
      while: { waitingJoins: atLeast(fewer) },
      changes: { waitingJoins: plus(-fewer) },
    });
  }
  return done;
}

/** The owner's door stands in the courtyard's digest too. */
async function renameOwner(
  store: Store,
  { _id, roles, households }: MemberDoc,
  { courtyardId, label, _id: id, status, absorbed = [] }: HouseholdDoc,
): Promise<void> {
  const owns = roles.some(({ role, scope }) => role === 'owner' && scope === courtyardId);
  const first = households.find((one) => one.courtyardId === courtyardId)?.householdId;
  const isShown = first === id || (first !== undefined && absorbed.includes(first));
  if (!owns || !isShown || status !== 'active') return;
  await store.claim({
    collection: 'digests',
    id: placeDigestId(courtyardId),
    while: { ownerId: _id },
    changes: { ownerLabel: put(label) },
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
