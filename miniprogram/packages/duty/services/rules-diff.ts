/** What a publication changes, in sentences. Pure. */
import type { RulesForm } from '../../../contract/roster-views';
import type { EpochMs } from '../../../contract/units';
import { PARTS, type Part, partTexts } from './rules-form';

export const PART_NAMES: Readonly<Record<Part, string>> = {
  when: '起止',
  gates: '门和时间',
  order: '先后',
  who: '谁参加',
  rest: '休息',
  briefing: '值守须知和电话',
};

export interface Difference {
  readonly name: string;
  readonly was: string;
  readonly is: string;
}

/** Part by part, in the words the page uses. */
export function differencesOf(was: RulesForm, is: RulesForm, now: EpochMs): readonly Difference[] {
  const around = { now, status: 'running' as const };
  const before = partTexts(was, around);
  const after = partTexts(is, around);
  return PARTS.filter((part) => differs(part, was, is)).map((part) => ({
    name: PART_NAMES[part],
    was: before[part],
    is: after[part],
  }));
}

const OF_PART: Readonly<Record<Part, readonly (keyof RulesForm)[]>> = {
  when: ['startsOn', 'endsOn'],
  gates: ['posts'],
  order: ['orderBy', 'seed', 'order'],
  who: ['tenants', 'tenantsFromRound', 'exempt', 'joins'],
  rest: ['restDays', 'heavyDays'],
  briefing: ['briefing', 'contact'],
};

const differs = (part: Part, was: RulesForm, is: RulesForm): boolean =>
  OF_PART[part].some((field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]));
