/** 采购总表 as a spreadsheet. */
import type { TotalsView } from '../../miniprogram/contract/groupbuy-desk';
import { totalsCells } from './lists';

export async function totalsFileOf(view: TotalsView): Promise<Uint8Array> {
  // The spreadsheet code is evaluated only by the calls that need it.
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const [head = [], ...rows] = totalsCells(view);
  const data = [
    head.map((value) => ({ value: String(value), fontWeight: 'bold' as const })),
    ...rows.map((row) =>
      row.map((value) =>
        typeof value === 'number' ? { value, type: Number } : { value, type: String },
      ),
    ),
  ];
  const columns = head.map((_, i) => ({ width: i === 0 ? 16 : 12 }));
  const sheet = { data, sheet: '采购总表', columns, stickyRowsCount: 1, stickyColumnsCount: 1 };
  const blob = await writeXlsxFile([sheet]).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}
