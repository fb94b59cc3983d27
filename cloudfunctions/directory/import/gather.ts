/** The lines of one door are one household; what they say of it must agree. Pure. */
import type { Finding, Tenure } from '../../../miniprogram/contract/directory';
import type { CourtyardId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { AgeBand } from '../../../miniprogram/contract/member';
import type { Column } from './columns';

/** A household as the file has it. */
export interface Entry {
  readonly row: number;
  readonly courtyardId: CourtyardId;
  readonly unit: string;
  readonly door: string;
  readonly family: string;
  readonly tenure: Tenure;
  readonly people: readonly PersonLine[];
}

export interface PersonLine {
  readonly row: number;
  readonly name: string;
  readonly ageBand: AgeBand;
  readonly phoneOnly: boolean;
  readonly phone?: string;
}

export const finding = (
  row: number,
  column: Column,
  text: string,
  weight: Finding['weight'] = 'error',
): Finding => ({ row, column, weight, text });

export interface Read extends Omit<Entry, 'people'> {
  readonly person?: PersonLine;
}

/** By door, in the order of the file; what is wrong goes to `findings`. */
export function gathered(lines: readonly Read[], findings: Finding[]): Iterable<Entry> {
  const byDoor = new Map<string, Entry>();
  for (const { person, ...line } of lines) {
    const key = [line.courtyardId, line.unit, line.door].join('\n');
    const known = byDoor.get(key) ?? { ...line, people: [] };
    findings.push(...contradictions(known, line));
    byDoor.set(key, person ? withPerson(known, person, findings) : known);
  }
  return byDoor.values();
}

function contradictions(known: Entry, line: Omit<Read, 'person'>): readonly Finding[] {
  const found: Finding[] = [];
  if (known.family !== line.family) {
    found.push(
      finding(
        line.row,
        '户主姓氏',
        `和第 ${known.row} 行同一个门牌，姓氏却不一样（“${known.family}”）`,
      ),
    );
  }
  if (known.tenure !== line.tenure) {
    found.push(finding(line.row, '居住情况', `和第 ${known.row} 行同一个门牌，居住情况却不一样`));
  }
  return found;
}

function withPerson(entry: Entry, person: PersonLine, findings: Finding[]): Entry {
  const twin = entry.people.find(({ name }) => name === person.name);
  if (twin) {
    const text = `和第 ${twin.row} 行是同一家的同一个姓名，只导入一次`;
    findings.push(finding(person.row, '姓名', text, 'hint'));
    return entry;
  }
  if (entry.people.length >= LIMITS.peoplePerHousehold) {
    findings.push(finding(person.row, '姓名', `这一户超过了 ${LIMITS.peoplePerHousehold} 个人`));
    return entry;
  }
  return { ...entry, people: [...entry.people, person] };
}
