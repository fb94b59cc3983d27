/** 社区总览: totals and the list of courtyards. Pure. */
import type { CourtyardRow, OverviewView } from '../../../contract/directory';
import type { CourtyardId } from '../../../contract/ids';
import { groupBy, percent, thousands } from '../../../services/words';

export interface CourtyardLine {
  readonly id: CourtyardId;
  readonly name: string;
  readonly line: string;
  readonly bound: boolean;
}

export interface OverviewPage {
  readonly communityName: string;
  readonly figures: readonly { readonly name: string; readonly count: string }[];
  readonly joined: { readonly share: number; readonly line: string };
  readonly bound: { readonly share: number; readonly line: string };
}

export const overviewPage = ({ communityName, totals }: OverviewView): OverviewPage => ({
  communityName,
  figures: [
    { name: '院落', count: thousands(totals.courtyardCount) },
    { name: '居民小组', count: thousands(totals.residentGroupCount) },
    { name: '住户', count: thousands(totals.householdCount) },
    { name: '常住', count: thousands(totals.permanentCount) },
    { name: '流动', count: thousands(totals.floatingCount) },
    { name: '60 岁以上', count: thousands(totals.aged60Count) },
    { name: '没门卫的院', count: thousands(totals.unguardedCount) },
  ],
  joined: {
    share: percent(totals.joinedHouseholdCount, totals.householdCount),
    line: `${thousands(totals.joinedHouseholdCount)} / ${thousands(totals.householdCount)} 家`,
  },
  bound: {
    share: percent(totals.boundCount, totals.courtyardCount),
    line: `${thousands(totals.boundCount)} / ${thousands(totals.courtyardCount)} 个院`,
  },
});

/** Courtyards by resident group, in the register's order. */
export function courtyardGroups(rows: readonly CourtyardRow[]): readonly {
  readonly name: string;
  readonly rows: readonly CourtyardLine[];
}[] {
  const sorted = [...rows].sort((a, b) => a.residentGroup - b.residentGroup);
  return groupBy(sorted, (row) => `第 ${row.residentGroup} 居民小组`).map(
    ({ key, rows: inGroup }) => ({
      name: key,
      rows: inGroup.map(courtyardLine),
    }),
  );
}

function courtyardLine(row: CourtyardRow): CourtyardLine {
  const alias = row.aliases.length === 0 ? '' : `又叫 ${row.aliases.join('、')} · `;
  return {
    id: row.id,
    name: row.name,
    line: `${alias}${row.householdCount} 户`,
    bound: row.groupBound,
  };
}

/** Name, alias or code contains the text. Pinyin initials are the server's to answer. */
export function matching(rows: readonly CourtyardRow[], text: string): readonly CourtyardRow[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter((row) =>
    [row.name, row.code, ...row.aliases].some((word) => word.toLowerCase().includes(wanted)),
  );
}

/** What somebody types for 东环路3巷 is `dhl3x`, and only the register knows initials. */
export const looksLikeInitials = (text: string): boolean =>
  /^(?=.*[a-z])[a-z\d]+$/i.test(text.trim());

export const EMPTY_OVERVIEW: OverviewPage = {
  communityName: '',
  figures: [],
  joined: { share: 0, line: '' },
  bound: { share: 0, line: '' },
};
