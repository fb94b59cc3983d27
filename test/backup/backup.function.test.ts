/** A whole community out of one cloud and into another, through the real administrators' SDK. */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '../../miniprogram/contract/calendar';
import type { BackedCloud, StoredDoc } from '../../scripts/backup/cloud';
import { importCommunity } from '../../scripts/backup/import';
import { printsIn } from '../support/backup';
import { callsOf } from '../support/community';
import { type Product, startProduct } from '../support/local';
import { typed } from '../support/typed';

const COMMUNITY = 'cm_donghuan';
const RESIDENT = { openid: 'o_c01_u1_101_a', courtyard: 'cy_c01' } as const;
const NOW = instant('2026-12-01', '10:00');

let from: Product;
let to: Product;
const folders: string[] = [];

beforeAll(async () => {
  from = await startProduct({ size: 'small' });
  to = await startProduct({ size: 'empty' });
  // A clock that stands still: nothing changes between two looks.
  for (const product of [from, to]) await product.setClock(NOW);
}, 120_000);
afterAll(async () => {
  await from?.close();
  await to?.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yuanba-backup-'));
  folders.push(folder);
  return folder;
}

async function taken(product: Product): Promise<string> {
  const folder = emptyFolder();
  const { said, status } = await typed(
    'export',
    '--local',
    product.sdkUrl,
    '--community',
    COMMUNITY,
    folder,
  );
  expect([status, said]).toEqual([0, expect.stringContaining(COMMUNITY)]);
  return folder;
}

const countsOf = async (product: Product): Promise<Readonly<Record<string, number>>> => {
  const answer = await product.control<{ collections: { name: string; count: number }[] }>(
    'collections',
  );
  return Object.fromEntries(answer.collections.map(({ name, count }) => [name, count]));
};

describe('a community that is taken out and put in elsewhere', () => {
  let backup: string;

  it('takes every document of it', async () => {
    backup = emptyFolder();
    const { said } = await typed(
      'export',
      '--local',
      from.sdkUrl,
      '--community',
      COMMUNITY,
      backup,
    );
    const counts = await countsOf(from);
    const documents = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(documents).toBeGreaterThan(500);
    expect(said).toContain(`✓ ${documents} documents and `);
    expect(said).not.toContain(' and 0 files');
  }, 60_000);

  it('is the same, byte for byte', async () => {
    const { said } = await typed('import', '--local', to.sdkUrl, backup);
    expect(said).toMatch(/✓ \d+ documents \(0 were there already\)/);
    expect(printsIn(await taken(to))).toEqual(printsIn(backup));
  }, 60_000);

  it('is one whole product again: a resident sees what was seen before', async () => {
    const [before, after] = await Promise.all(
      [from, to].map((product) => callsOf(product).done('courtyard', 'home', RESIDENT, {})),
    );
    expect(after).toEqual(before);
  });

  it('doubles nothing when it is put in again', async () => {
    const counts = await countsOf(to);
    const { said } = await typed('import', '--local', to.sdkUrl, backup);
    const [, documents, present] = /✓ (\d+) documents \((\d+) were/.exec(said) ?? [];
    expect(present).toBe(documents);
    expect(await countsOf(to)).toEqual(counts);
  }, 60_000);

  it('is not put where it lives on and has changed since', async () => {
    const by = { openid: 'o_c01_u1_101_a', courtyard: 'cy_c01' } as const;
    await callsOf(from).done('member', 'rename', by, { name: '换了名字' });
    const { said, status } = await typed('import', '--local', from.sdkUrl, backup);
    expect(status).toBe(1);
    expect(said).toContain('is there already and not of this backup');
  }, 60_000);
});

describe('a backup that must not be put in', () => {
  /** Notes what would have been written. */
  function watched(pages: (collection: string) => readonly StoredDoc[]) {
    const written: string[] = [];
    const cloud: BackedCloud = {
      page: async (collection, _, after) => (after === '' ? pages(collection) : []),
      add: async (collection) => void written.push(collection),
      download: async () => undefined,
      async upload(path) {
        written.push(path);
        return `cloud://x.y/${path}`;
      },
    };
    return { cloud, written };
  }

  it('is refused whole when a part of it is damaged', async () => {
    const folder = await taken(to);
    appendFileSync(join(folder, 'documents/members.jsonl'), '{}\n');
    const { cloud, written } = watched(() => []);
    await expect(importCommunity(cloud, folder)).rejects.toThrow('members.jsonl is damaged');
    expect(written).toEqual([]);
  });

  it('is refused where a community of that name lives already', async () => {
    const living = { _id: 'hh_other', communityId: COMMUNITY };
    const { cloud, written } = watched((name) => (name === 'households' ? [living] : []));
    await expect(importCommunity(cloud, await taken(to))).rejects.toThrow(
      'households/hh_other is there already',
    );
    expect(written).toEqual([]);
  });

  it('is refused when it was never finished', async () => {
    const folder = await taken(to);
    rmSync(join(folder, 'manifest.json'));
    const { cloud } = watched(() => []);
    await expect(importCommunity(cloud, folder)).rejects.toThrow('no finished backup');
  });

  it('is not made of a community that does not exist, nor into a folder that holds something', async () => {
    const nobody = await typed(
      'export',
      '--local',
      to.sdkUrl,
      '--community',
      'cm_nobody',
      emptyFolder(),
    );
    expect(nobody).toEqual({ status: 1, said: '✗ there is no community cm_nobody\n' });
    const folder = await taken(to);
    const again = await typed('export', '--local', to.sdkUrl, '--community', COMMUNITY, folder);
    expect(again).toEqual({ status: 1, said: expect.stringContaining('is not empty') });
  }, 60_000);

  it('says what it needs to whoever types it wrong', async () => {
    const { said, status } = await typed('export', '--local', to.sdkUrl);
    expect(status).toBe(2);
    expect(said).toContain('npm run export -- --community');
  });
});
