/**
 * Writes a file into the register: courtyard by courtyard, in commits small enough for a transaction.
 * Every commit looks again at what stands, so a run that broke off is repeated whole and adds nothing twice.
 */
import type { CommunityId, CourtyardId, HouseholdId } from '../../../miniprogram/contract/ids';
import { type CourtyardDoc, inStep, placeRow, withCourtyard } from '../../courtyard/public';
import { oneOf } from '../../kernel/conditions';
import { found } from '../../kernel/errors';
import { create, type Reading, replace, type Store, type Write } from '../../kernel/store';
import type { ContactsDoc, HouseholdDoc } from '../documents';
import { withPlate } from '../plates';
import type { Act } from '../register';
import { relabel } from '../relabel';
import { loadContacts, loadDigests } from '../repository';
import type { Entry } from './gather';
import type { Known, Look } from './look';
import { knownAt, registered, type Updated, updated } from './plan';

/** New doors in one commit: they are one write, and the document of a courtyard stays small. */
const FRESH_AT_ONCE = 50;
/** Two documents each, beside the courtyard. */
const CHANGED_AT_ONCE = 3;

interface Applying {
  readonly store: Store;
  readonly communityId: CommunityId;
  readonly act: Act;
}

export async function apply(applying: Applying, { fresh, changed }: Look): Promise<void> {
  for (const [courtyardId, entries] of byCourtyard(fresh, ({ courtyardId }) => courtyardId)) {
    for (const some of chunks(entries, FRESH_AT_ONCE)) await register(applying, courtyardId, some);
  }
  for (const [courtyardId, known] of byCourtyard(changed, ({ entry }) => entry.courtyardId)) {
    for (const some of chunks(known, CHANGED_AT_ONCE)) await update(applying, courtyardId, some);
  }
}

const register = (
  { store, communityId, act }: Applying,
  courtyardId: CourtyardId,
  entries: readonly Entry[],
): Promise<void> =>
  store.transact(async (read) => {
    const courtyard = await loadOwn(read, courtyardId, communityId);
    const missing = entries.filter((entry) => !knownAt(courtyard, entry));
    if (missing.length === 0) return { writes: [], value: undefined };
    const made = missing.map((entry) => registered(entry, communityId, act));
    const households = made.map(({ household }) => household);
    const contacts = made.flatMap(({ contacts: one }) => one ?? []);
    const plated = households.reduce(withPlate, courtyard);
    const digests = await loadDigests(read, communityId, courtyardId);
    const writes = [
      create('households', ...households),
      ...(contacts.length > 0 ? [create('contacts', ...contacts)] : []),
      replace('courtyards', plated),
      replace('digests', inStep(digests.place, plated)),
      replace('digests', withCourtyard(digests.community, courtyardId, placeRow(plated))),
    ];
    return { writes, value: undefined };
  });

async function update(
  { store, communityId, act }: Applying,
  courtyardId: CourtyardId,
  known: readonly Known[],
): Promise<void> {
  const ids = known.map(({ id }) => id);
  const behind = await store.transact(async (read) => {
    const courtyard = await loadOwn(read, courtyardId, communityId);
    const households = await householdsOf(read, ids);
    const contacts = await loadContacts(read, ids);
    const changes = known.flatMap(({ id, entry }) => {
      const before = found(households.find(({ _id }) => _id === id));
      const phones = contacts.find(({ _id }) => _id === id);
      const after = updated(before, phones, { entry, act });
      return after.isChanged ? [{ before, phones, after }] : [];
    });
    const plated = changes.map(({ after }) => after.household).reduce(withPlate, courtyard);
    const isPlated = JSON.stringify(plated) !== JSON.stringify(courtyard);
    const writes = [
      ...changes.flatMap(changeWrites),
      ...(isPlated ? [replace('courtyards', plated)] : []),
    ];
    const value = changes
      .filter(({ before, after }) => after.household.label !== before.label)
      .map(({ before }) => before._id);
    return { writes, value };
  });
  for (const id of behind) await relabel(store, id);
}

interface Changed {
  readonly before: HouseholdDoc;
  readonly phones: ContactsDoc | undefined;
  readonly after: Updated;
}

function changeWrites({ before, phones, after }: Changed): readonly Write[] {
  const { household, contacts } = after;
  const put = phones ? replace : create;
  return [
    ...(household === before ? [] : [replace('households', household)]),
    ...(contacts && contacts !== phones ? [put('contacts', contacts)] : []),
  ];
}

async function loadOwn(
  read: Reading,
  id: CourtyardId,
  communityId: CommunityId,
): Promise<CourtyardDoc> {
  const courtyard = await read.get<CourtyardDoc>('courtyards', id);
  return found(courtyard, courtyard?.communityId === communityId);
}

const householdsOf = (
  read: Reading,
  ids: readonly HouseholdId[],
): Promise<readonly HouseholdDoc[]> =>
  read.find<HouseholdDoc>({
    collection: 'households',
    where: { _id: oneOf(ids) },
    limit: ids.length,
  });

function byCourtyard<T>(
  all: readonly T[],
  placeOf: (one: T) => CourtyardId,
): ReadonlyMap<CourtyardId, readonly T[]> {
  const places = new Map<CourtyardId, T[]>();
  for (const one of all) places.set(placeOf(one), [...(places.get(placeOf(one)) ?? []), one]);
  return places;
}

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  );
