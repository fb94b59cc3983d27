/** Who may need neighbours more than others, as far as the register knows. Pure. */
import type { PersonEntry } from './documents';

const OLD: readonly PersonEntry['ageBand'][] = ['60-79', '80+'];

/** 独居老人: one person of the household is written down, and that one is sixty or more. */
export function isElderlyAlone(people: readonly Pick<PersonEntry, 'ageBand'>[]): boolean {
  const [first] = people;
  return people.length === 1 && first !== undefined && OLD.includes(first.ageBand);
}
