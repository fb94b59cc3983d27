/**
 * Kills the local cloud while clients post, 200 times, and looks for anything that was acknowledged and is gone,
 * and for any posting of which only half is there. A posting is one transaction of the SDK: an entry is written and
 * two accounts change by opposite sums, so the accounts must always add up to nothing and equal their entries.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Product, startProduct } from '../test/support/local';
import type { Row } from './support/rows';
import { openSdk, type SdkDatabase } from './support/sdk';

const KILLS = Number(process.env.BENCH_KILLS ?? 200);
const ACCOUNTS = ['a', 'b', 'c', 'd'] as const;
const CLIENTS = 3;

interface Found {
  acknowledged: number;
  lost: number;
  imbalance: number;
}

export async function kill9(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yuanba-kill9-'));
  const acknowledged = new Set<string>();
  const found: Found = { acknowledged: 0, lost: 0, imbalance: 0 };
  try {
    let product = await startProduct({ folder, durable: true });
    await layOut(openSdk(product));
    for (let kill = 0; kill < KILLS; kill += 1) {
      await postUntilKilled(product, acknowledged, 20 + ((kill * 37) % 180));
      product = await startProduct({ folder, durable: true });
      await inspect(openSdk(product), acknowledged, found);
    }
    await product.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  found.acknowledged = acknowledged.size;
  const row = (what: string, count: number): Row => ({
    bench: 'kill9',
    what: `${what}, after ${KILLS} kills and ${found.acknowledged} acknowledged postings`,
    figure: String(count),
    goal: '0',
    met: count === 0 && found.acknowledged > 0,
  });
  return [
    row('acknowledged postings lost', found.lost),
    row('kills that left an imbalance', found.imbalance),
  ];
}

async function layOut(db: SdkDatabase): Promise<void> {
  for (const name of ['bench_accounts', 'bench_entries']) await db.createCollection(name);
  for (const _id of ACCOUNTS) await db.collection('bench_accounts').add({ _id, fen: 0 });
}

async function postUntilKilled(
  product: Product,
  acknowledged: Set<string>,
  afterMs: number,
): Promise<void> {
  let alive = true;
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    const db = openSdk(product);
    for (let i = 0; alive; i += 1) {
      const id = randomUUID();
      const from = ACCOUNTS[(i + client) % ACCOUNTS.length] ?? 'a';
      const to = ACCOUNTS[(i + client + 1) % ACCOUNTS.length] ?? 'b';
      if (await posted(db, { id, from, to, fen: 1 + (i % 9) })) acknowledged.add(id);
    }
  });
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await product.kill();
  alive = false;
  await Promise.all(clients);
}

interface Posting {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly fen: number;
}

/** @returns whether the cloud said it is done; a conflict or a dead connection is no promise either way */
async function posted(db: SdkDatabase, { id, from, to, fen }: Posting): Promise<boolean> {
  try {
    const tx = await db.startTransaction();
    await tx.collection('bench_entries').add({ _id: id, from, to, fen });
    await tx
      .collection('bench_accounts')
      .doc(from)
      .update({ fen: db.command.inc(-fen) });
    await tx
      .collection('bench_accounts')
      .doc(to)
      .update({ fen: db.command.inc(fen) });
    await tx.commit();
    return true;
  } catch {
    return false;
  }
}

async function inspect(
  db: SdkDatabase,
  acknowledged: ReadonlySet<string>,
  found: Found,
): Promise<void> {
  const entries = await everyEntry(db);
  const stored = new Set(entries.map(({ _id }) => _id));
  found.lost = [...acknowledged].filter((id) => !stored.has(id)).length;
  const expected = new Map<string, number>(ACCOUNTS.map((name) => [name, 0]));
  for (const { from, to, fen } of entries) {
    expected.set(from, (expected.get(from) ?? 0) - fen);
    expected.set(to, (expected.get(to) ?? 0) + fen);
  }
  const { data } = await db.collection('bench_accounts').limit(10).get();
  const wrong = (data as { _id: string; fen: number }[]).some(
    (one) => expected.get(one._id) !== one.fen,
  );
  if (wrong || data.length !== ACCOUNTS.length) found.imbalance += 1;
}

interface Entry extends Omit<Posting, 'id'> {
  readonly _id: string;
}

async function everyEntry(db: SdkDatabase): Promise<readonly Entry[]> {
  const all: Entry[] = [];
  for (;;) {
    const { data } = await db.collection('bench_entries').skip(all.length).limit(1000).get();
    all.push(...(data as Entry[]));
    if (data.length < 1000) return all;
  }
}
