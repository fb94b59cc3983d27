/** A month of the fund as a workbook: the statement, and every entry of it. */
import { dayOf, timeOf } from '../../miniprogram/contract/calendar';
import { ACCOUNT_NAMES, naturalOf } from '../../miniprogram/contract/fund-accounts';
import type { JournalRow, StatementView } from '../../miniprogram/contract/fund-views';
import { ROLE_NAMES } from '../../miniprogram/contract/roles';
import type { JournalDoc } from './documents';
import { journalRow, type Names } from './views';

type Cell = string | number;
type Table = readonly (readonly Cell[])[];

/** A number in a sheet, so that it can be added up there: the one place where yuan are a number. */
const yuan = (fen: number): number => fen / 100;

function statementTable(view: StatementView): Table {
  return [
    [`${view.communityName}微基金 ${view.month} 账单`],
    ['月初', yuan(view.openingFen)],
    ...view.incomes.map(({ name, fen }) => [`收进：${name}`, yuan(fen)]),
    ...view.spendings.map(({ name, fen }) => [`花出：${name}`, yuan(-fen)]),
    [view.closed ? '月底' : '现在', yuan(view.closingFen)],
    [''],
    ['账户', '月初', view.closed ? '月底' : '现在'],
    ...view.accounts.map(({ name, openingFen, closingFen }) => [
      name,
      yuan(openingFen),
      yuan(closingFen),
    ]),
    [''],
    ['笔数', view.journalCount],
    ['对账码', view.code],
  ];
}

const HEADER = [
  '编号',
  '日期',
  '时间',
  '事项',
  '院落',
  '账户变动',
  '微基金增减',
  '微基金余额',
  '签字',
  '对账码',
];

const entryRow = (journal: JournalDoc, row: JournalRow): readonly Cell[] => [
  row.seq,
  dayOf(row.at),
  timeOf(row.at),
  row.title,
  row.place,
  journal.legs
    .map(({ account, fen }) => {
      const natural = naturalOf(account, fen);
      return `${ACCOUNT_NAMES[account]} ${natural > 0 ? '+' : ''}${yuan(natural).toFixed(2)}`;
    })
    .join('；'),
  yuan(row.changeFen),
  yuan(row.fundFen),
  journal.signers.map(({ as }) => ROLE_NAMES[as]).join('、'),
  journal.hash,
];

/** Every entry in a row; what a workbook has no room for is said, never left out in silence. */
export function entryTable(
  { journalCount }: Pick<StatementView, 'journalCount'>,
  journals: readonly JournalDoc[],
  names: Names,
): Table {
  const rows = journals.map((one) => entryRow(one, journalRow(one, names)));
  const more = journalCount - journals.length;
  return more > 0 ? [...rows, [`还有 ${more} 笔没有列出，请在小程序里查看`]] : rows;
}

const WIDTHS = [8, 12, 8, 22, 18, 44, 12, 12, 20, 68].map((width) => ({ width }));

const cells = (table: Table) =>
  table.map((row) =>
    row.map((value) =>
      typeof value === 'number'
        ? { value, type: Number, format: Number.isInteger(value) ? '0.##' : '0.00' }
        : { value, type: String },
    ),
  );

export async function statementFile(
  view: StatementView,
  journals: readonly JournalDoc[],
  names: Names,
): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const header = HEADER.map((value) => ({ value, fontWeight: 'bold' as const }));
  const entries = entryTable(view, journals, names);
  const blob = await writeXlsxFile([
    { data: cells(statementTable(view)), sheet: '账单', columns: [{ width: 28 }, { width: 14 }] },
    { data: [header, ...cells(entries)], sheet: '每一笔', columns: WIDTHS, stickyRowsCount: 1 },
  ]).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
