/** What a register file changes in the documents. Pure, and nothing a second time. @see docs/domain/directory.md §6 */
import type { CommunityId, HouseholdId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { CourtyardDoc } from '../../courtyard/public';
import { idFrom } from '../../kernel/ids';
import type { ContactsDoc, HouseholdDoc, PersonEntry } from '../documents';
import { type Act, corrected, newHousehold } from '../register';
import type { Entry, PersonLine } from './gather';

/** The same door always gets the same id, so a run that broke off is taken up where it stood. */
export const householdIdOf = ({ courtyardId, unit, door }: Entry): HouseholdId =>
  idFrom('hh', courtyardId, unit, door);

/** The household a line is about: by its door, as the plates have it. */
export const knownAt = (
  { plates }: Pick<CourtyardDoc, 'plates'>,
  { unit, door }: Pick<Entry, 'unit' | 'door'>,
): HouseholdId | undefined =>
  Object.entries(plates).find(([, plate]) => plate.unit === unit && plate.door === door)?.[0] as
    | HouseholdId
    | undefined;

export interface Registered {
  readonly household: HouseholdDoc;
  readonly contacts?: ContactsDoc;
  readonly newPersonCount: number;
}

export function registered(entry: Entry, communityId: CommunityId, act: Act): Registered {
  const { courtyardId, unit, door, family, tenure, people } = entry;
  const place = { id: householdIdOf(entry), communityId, courtyardId };
  const fresh = newHousehold({ unit, door, family, tenure }, place, { ...act, what: '从名册导入' });
  const household = { ...fresh, people: people.map((line) => personEntry(place.id, line)) };
  const contacts = contactsAfter(undefined, household, people);
  return { household, ...(contacts ? { contacts } : {}), newPersonCount: people.length };
}

export interface Updated extends Registered {
  readonly isChanged: boolean;
  /** More people than a household may have; the rest is left out. */
  readonly isFull: boolean;
}

/** A known household brought in line with the file. Nobody who is not in the file is taken off the register. */
export function updated(
  before: HouseholdDoc,
  contacts: ContactsDoc | undefined,
  { entry, act }: { readonly entry: Entry; readonly act: Act },
): Updated {
  const { unit, door, family, tenure } = entry;
  const facts = corrected(before, { unit, door, family, tenure }, act);
  const added = entry.people.filter(({ name }) => !before.people.some((one) => one.name === name));
  const room = LIMITS.peoplePerHousehold - before.people.length;
  const people = [
    ...before.people.map((person) => brought(person, entry.people)),
    ...added.slice(0, room).map((line) => personEntry(before._id, line)),
  ];
  const isSame = JSON.stringify(people) === JSON.stringify(before.people);
  const household = isSame ? facts : { ...facts, people };
  const phones = contactsAfter(contacts, household, entry.people);
  return {
    household,
    ...(phones && phones !== contacts ? { contacts: phones } : {}),
    newPersonCount: Math.min(added.length, Math.max(0, room)),
    isChanged: household !== before || (phones !== undefined && phones !== contacts),
    isFull: added.length > room,
  };
}

const personEntry = (
  household: HouseholdId,
  { name, ageBand, phoneOnly }: PersonLine,
): PersonEntry => ({ id: idFrom('pe', household, name), name, ageBand, phoneOnly });

/** Whoever is a member has WeChat, whatever the file says. */
function brought(person: PersonEntry, lines: readonly PersonLine[]): PersonEntry {
  const line = lines.find(({ name }) => name === person.name);
  if (!line) return person;
  const phoneOnly = person.memberId ? person.phoneOnly : line.phoneOnly;
  return { ...person, ageBand: line.ageBand, phoneOnly };
}

/** The same document when no number is new. */
function contactsAfter(
  contacts: ContactsDoc | undefined,
  { _id, communityId, courtyardId, people }: HouseholdDoc,
  lines: readonly PersonLine[],
): ContactsDoc | undefined {
  const told = lines.flatMap(({ name, phone }) => {
    const person = people.find((one) => one.name === name);
    return phone && person ? [{ personId: person.id, name, phone }] : [];
  });
  const known = contacts?.phones ?? [];
  const isNew = told.some(
    ({ personId, phone }) => !known.some((one) => one.personId === personId && one.phone === phone),
  );
  if (!isNew) return contacts;
  const others = known.filter(({ personId }) => !told.some((one) => one.personId === personId));
  const base = contacts ?? { _id, communityId, rev: 1, courtyardId };
  return { ...base, phones: [...others, ...told] };
}
