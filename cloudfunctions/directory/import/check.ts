/** What a file says, and what is wrong with it, line by line. Pure. @see docs/domain/directory.md §6 */
import type { Finding } from '../../../miniprogram/contract/directory';
import { LIMITS } from '../../../miniprogram/contract/limits';
import { AGE_BAND_NAMES } from '../../../miniprogram/contract/member';
import type { CourtyardDoc } from '../../courtyard/public';
import { matching, plain } from '../search';
import { tidyDoor, tidyFamily, tidyUnit } from '../words';
import { ageBandOf, type Column, type Line, NEEDED, phoneOf, tenureOf, yesOf } from './columns';
import { type Entry, finding, gathered, type PersonLine, type Read } from './gather';
import type { Sheet } from './sheet';

export interface Checked {
  readonly entries: readonly Entry[];
  readonly findings: readonly Finding[];
}

type Named = Pick<CourtyardDoc, '_id' | 'code' | 'name' | 'aliases' | 'initials'>;

export function checked({ lines, missing }: Sheet, courtyards: readonly Named[]): Checked {
  const lacking = missing.filter((column) => NEEDED.includes(column));
  if (lacking.length > 0) return { entries: [], findings: lacking.map(missingColumn) };
  if (lines.length === 0) {
    return { entries: [], findings: [finding(1, '院落', '表格里一行也没有填')] };
  }
  const findings: Finding[] = [];
  const read = lines.flatMap((line) => {
    const reading = readLine(line, courtyards);
    findings.push(...reading.findings);
    return reading.household ? [reading.household] : [];
  });
  const entries = [...gathered(read, findings)];
  return { entries, findings: findings.sort((a, b) => a.row - b.row) };
}

const missingColumn = (column: Column): Finding =>
  finding(1, column, `第一行缺少“${column}”这一列，请用模板里的表头`);

function readLine(
  { row, cells }: Line,
  courtyards: readonly Named[],
): { readonly household?: Read; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const say = (column: Column, text: string, weight?: Finding['weight']) =>
    findings.push(finding(row, column, text, weight));
  const courtyard = courtyardOf(cells.院落, courtyards, (text) => say('院落', text));
  const door = tidyDoor(cells.门牌);
  if (door === '') say('门牌', '没有写门牌号');
  const family = tidyFamily(cells.户主姓氏);
  if (family === '') say('户主姓氏', '没有写户主姓氏，邻居会看不出是谁家', 'hint');
  const tenure = tenureOf(cells.居住情况);
  if (!tenure) say('居住情况', `“${cells.居住情况}”看不懂，请写自住、租住或外出`);
  refuseLong(cells, say);
  const person = personOf({ row, cells }, say);
  if (findings.some(({ weight }) => weight === 'error') || !courtyard || !tenure) {
    return { findings };
  }
  const household = {
    row,
    courtyardId: courtyard._id,
    unit: tidyUnit(cells.单元),
    door,
    family,
    tenure,
    ...(person ? { person } : {}),
  };
  return { household, findings };
}

type Say = (column: Column, text: string, weight?: Finding['weight']) => void;

const LENGTHS: readonly (readonly [Column, number])[] = [
  ['单元', 10],
  ['门牌', 10],
  ['户主姓氏', 8],
  ['姓名', LIMITS.nameLength],
];

function refuseLong(cells: Line['cells'], say: Say): void {
  for (const [column, max] of LENGTHS) {
    if (cells[column].length > max) say(column, `写得太长了，最多 ${max} 个字`);
  }
}

function courtyardOf(
  text: string,
  courtyards: readonly Named[],
  say: (text: string) => void,
): Named | undefined {
  const wanted = plain(text);
  if (wanted === '') {
    say('没有写是哪个院落');
    return undefined;
  }
  const same = courtyards.filter(({ name, aliases, code }) =>
    [name, ...aliases, code].map(plain).includes(wanted),
  );
  if (same.length === 1) return same[0];
  const [near] = matching(courtyards, text);
  const hint = near ? `，是不是“${near.name}”？` : '，请对照院落名单';
  say(same.length > 1 ? `“${text}”有两个院落都这么叫，请写全名` : `没有叫“${text}”的院落${hint}`);
  return undefined;
}

function personOf({ row, cells }: Line, say: Say): PersonLine | undefined {
  const { 姓名: name, 年龄段: age, 电话: phone } = cells;
  if (name === '') {
    if (age !== '' || phone !== '') say('姓名', '写了年龄段或电话，但没有写姓名');
    return undefined;
  }
  const ageBand = ageBandOf(age);
  if (!ageBand) {
    say('年龄段', `${quoted(age)}看不懂，请写${Object.values(AGE_BAND_NAMES).join('、')}`);
  }
  return { row, name, ageBand: ageBand ?? '18-59', ...reachOf(cells, say) };
}

function reachOf(
  { 只用老年机: only, 电话: phone }: Line['cells'],
  say: Say,
): Pick<PersonLine, 'phoneOnly' | 'phone'> {
  const phoneOnly = yesOf(only);
  const number = phone === '' ? undefined : phoneOf(phone);
  if (phoneOnly === undefined) say('只用老年机', `“${only}”看不懂，请写是或否`);
  if (phone !== '' && !number) say('电话', '电话号码不对，请检查');
  if (phoneOnly && phone === '') say('电话', '只用老年机的人最好写上电话，有事好找', 'hint');
  return { phoneOnly: phoneOnly ?? false, ...(number ? { phone: number } : {}) };
}

const quoted = (text: string): string => (text === '' ? '空着' : `“${text}”`);
