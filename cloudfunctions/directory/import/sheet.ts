/** From an uploaded file to lines of text. */
import { LIMITS } from '../../../miniprogram/contract/limits';
import { AppError, refuseIf } from '../../kernel/errors';
import { COLUMNS, type Column, type Line } from './columns';

/** What a file of the greatest allowed size may unpack to; more is an attempt to fill the memory. */
const UNPACKED_MAX = 40_000_000;

export interface Sheet {
  readonly lines: readonly Line[];
  /** Columns of the template that the file does not have. */
  readonly missing: readonly Column[];
}

/** @throws AppError `REGISTER_UNREADABLE` for what is no .xlsx, `REGISTER_TOO_BIG` */
export async function readRegister(bytes: Uint8Array): Promise<Sheet> {
  refuseIf(bytes.length > LIMITS.registerBytes, 'REGISTER_TOO_BIG', { max: LIMITS.registerRows });
  refuseIf(unpackedSize(bytes) > UNPACKED_MAX, 'REGISTER_UNREADABLE');
  const [head = [], ...body] = await cellsOf(bytes);
  const columnAt = new Map(head.map((title, i) => [title, i]));
  const missing = COLUMNS.filter((column) => !columnAt.has(column));
  const lines = body
    .map((cells, i) => ({ row: i + 2, cells: byColumn(cells, columnAt) }))
    .filter(({ cells }) => Object.values(cells).some((text) => text !== ''));
  refuseIf(lines.length > LIMITS.registerRows, 'REGISTER_TOO_BIG', { max: LIMITS.registerRows });
  return { lines, missing };
}

async function cellsOf(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  // Few calls are about files; the others start without the reader.
  const reader = await import('read-excel-file/universal');
  try {
    const rows = await reader.readSheet(new Blob([Uint8Array.from(bytes)]));
    return rows.map((row) => row.map(textOf));
  } catch (error) {
    const isKnown =
      error instanceof reader.InvalidInputError || error instanceof reader.InvalidSpreadsheetError;
    // Whatever else a broken file makes the reader say, to the person it is a file that does not open.
    throw new AppError('REGISTER_UNREADABLE', {}, isKnown ? {} : { cause: error });
  }
}

/** Excel keeps doors and phones as numbers; people mean the digits. */
const textOf = (cell: unknown): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return cell instanceof Date ? '' : String(cell).replace(/\s+/g, ' ').trim();
};

const byColumn = (cells: readonly string[], columnAt: ReadonlyMap<string, number>): Line['cells'] =>
  Object.fromEntries(
    COLUMNS.map((column) => [column, cells[columnAt.get(column) ?? -1] ?? '']),
  ) as Line['cells'];

const DIRECTORY_ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;

/**
 * What the archive says its parts unpack to, added up from its directory.
 * @see APPNOTE.TXT 4.3.12, central directory structure
 */
export function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += 1) {
    if (bytes[at] !== 0x50 || view.getUint32(at, true) !== DIRECTORY_ENTRY) continue;
    sum += view.getUint32(at + 24, true);
  }
  return sum;
}
