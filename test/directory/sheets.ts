/** Register files as people make them: a real .xlsx, uploaded as the phone does. */
import writeXlsxFile from 'write-excel-file/node';
import { COLUMNS } from '../../cloudfunctions/directory/import/columns';
import type { Product } from '../support/local';

export type Cells = readonly (string | number | boolean | null)[];

export const xlsx = (rows: readonly Cells[], head: Cells = COLUMNS): Promise<Buffer> =>
  writeXlsxFile([head, ...rows].map((row) => [...row])).toBuffer();

let made = 0;

/** @returns the fileID */
export async function upload(
  product: Product,
  bytes: Buffer,
  folder = 'registers',
): Promise<string> {
  made += 1;
  const path = encodeURIComponent(`${folder}/test-${process.pid}-${made}.xlsx`);
  const url = `${product.url}/phone/upload?openid=o_admin&path=${path}`;
  const response = await fetch(url, { method: 'POST', body: new Uint8Array(bytes) });
  const { fileID } = (await response.json()) as { fileID: string };
  return fileID;
}
