/** 导入名册: what a dry run found, line by line. Pure. */
import type { Finding, ImportReport } from '../../../contract/directory';
import { thousands } from '../../../services/words';

export interface FindingLine {
  readonly key: string;
  /** As the file's rows are numbered, so people find them. */
  readonly where: string;
  readonly text: string;
  readonly error: boolean;
  readonly weight: string;
}

export interface RegisterPage {
  readonly headline: string;
  /** What importing will do, for the question before it. */
  readonly summary: string;
  readonly figures: readonly { readonly name: string; readonly count: number }[];
  readonly rowCount: number;
  readonly errorCount: number;
  /** `2 处要改，1 处提醒`. */
  readonly findingsLine: string;
  readonly findings: readonly FindingLine[];
  readonly moreCount: number;
  readonly mayImport: boolean;
  readonly applied: boolean;
}

const SHOWN = 100;

/** Errors first, then hints, each by row. */
export function registerPage(report: ImportReport): RegisterPage {
  const sorted = [...report.findings].sort(
    (a, b) => Number(b.weight === 'error') - Number(a.weight === 'error') || a.row - b.row,
  );
  const errorCount = sorted.filter(({ weight }) => weight === 'error').length;
  const changes = report.newHouseholdCount + report.changedHouseholdCount + report.newPersonCount;
  return {
    headline: headlineOf(report, errorCount, changes),
    summary: `添 ${thousands(report.newHouseholdCount)} 户、改 ${thousands(report.changedHouseholdCount)} 户、添 ${thousands(report.newPersonCount)} 人`,
    figures: [
      { name: '新住户', count: report.newHouseholdCount },
      { name: '有改动', count: report.changedHouseholdCount },
      { name: '没有变', count: report.unchangedHouseholdCount },
      { name: '新的人', count: report.newPersonCount },
    ],
    rowCount: report.rowCount,
    errorCount,
    findingsLine: findingsLine(errorCount, sorted.length - errorCount),
    findings: sorted.slice(0, SHOWN).map(findingLine),
    moreCount: Math.max(0, sorted.length - SHOWN),
    mayImport: errorCount === 0 && changes > 0 && !report.applied,
    applied: report.applied,
  };
}

function headlineOf(report: ImportReport, errors: number, changes: number): string {
  if (report.applied) return `${thousands(report.rowCount)} 行都导入好了`;
  if (errors > 0) return `${thousands(report.rowCount)} 行里有 ${errors} 处要改`;
  if (changes === 0) return `${thousands(report.rowCount)} 行都已经在名册里了，不用再导入`;
  return `${thousands(report.rowCount)} 行都看懂了，可以导入`;
}

const findingsLine = (errors: number, hints: number): string =>
  [errors > 0 ? `${errors} 处要改` : '', hints > 0 ? `${hints} 处提醒` : '']
    .filter((part) => part !== '')
    .join('，');

const findingLine = (finding: Finding, i: number): FindingLine => ({
  key: `${finding.row}.${finding.column}.${i}`,
  where: `第 ${finding.row} 行 ${finding.column}`,
  text: finding.text,
  error: finding.weight === 'error',
  weight: finding.weight === 'error' ? '要改' : '提醒',
});

export const EMPTY_REGISTER: RegisterPage = {
  headline: '',
  summary: '',
  figures: [],
  rowCount: 0,
  errorCount: 0,
  findingsLine: '',
  findings: [],
  moreCount: 0,
  mayImport: false,
  applied: false,
};
