/** A whole community out of one cloud and into an empty one by the commands themselves, then out of that one again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printsIn } from '../test/support/backup';
import { openDatabase } from '../test/support/database';
import { type Product, startProduct } from '../test/support/local';
import { type Typed, typed } from '../test/support/typed';
import type { Row } from './support/rows';

const COMMUNITY = 'cm_donghuan';

export async function restore(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yuanba-restore-'));
  const from = await startProduct({ size: 'demo' });
  const to = await startProduct({ size: 'empty' });
  try {
    await from.setClock('2026-12-01T10:00:00+08:00');
    await to.setClock('2026-12-01T10:00:00+08:00');
    const before = await take(from, join(folder, 'before'));
    await put(to, join(folder, 'before'));
    const after = await take(to, join(folder, 'after'));
    const database = await openDatabase(to);
    await database.change('communities', COMMUNITY, { name: '另一个名字' });
    const changed = await take(to, join(folder, 'changed'));
    return [
      {
        bench: 'restore',
        what: `parts of ${Object.keys(before).length} that differ after export, import and export`,
        figure: String(differing(before, after)),
        goal: '0',
        met: differing(before, after) === 0,
      },
      {
        bench: 'restore',
        what: 'control: parts that differ when one field was changed in between',
        figure: String(differing(before, changed)),
        goal: '> 0',
        met: differing(before, changed) > 0,
      },
    ];
  } finally {
    await from.close();
    await to.close();
    rmSync(folder, { recursive: true });
  }
}

async function take(product: Product, folder: string): Promise<Prints> {
  await succeeded(typed('export', '--local', product.sdkUrl, '--community', COMMUNITY, folder));
  return printsIn(folder);
}

const put = (product: Product, folder: string) =>
  succeeded(typed('import', '--local', product.sdkUrl, folder));

async function succeeded(run: Promise<Typed>): Promise<void> {
  const { said, status } = await run;
  if (status !== 0) throw new Error(said);
}

type Prints = Readonly<Record<string, string>>;

const differing = (a: Prints, b: Prints): number =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((path) => a[path] !== b[path]).length;
