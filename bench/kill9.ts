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
import { type Books, killedWhileSigning } from './books';
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

/** How a posting is written: as one transaction, or, for the control, write by write. */
type Way = 'transaction' | 'separately';

/** The control shows that this harness sees half a posting when there is one. */
const CONTROL_KILLS = Math.min(KILLS, 40);

export async function kill9(): Promise<readonly Row[]> {
  const found = await killing('transaction', KILLS);
  const control = await killing('separately', CONTROL_KILLS);
  const books = await killedWhileSigning(CONTROL_KILLS, 'transaction');
  const planted = await killedWhileSigning(CONTROL_KILLS, 'separately');
  const after = `after ${KILLS} kills and ${found.acknowledged} acknowledged postings`;
  const row = (what: string, count: number): Row => ({
    bench: 'kill9',
    what: `${what}, ${after}`,
    figure: String(count),
    goal: '0',
    met: count === 0 && found.acknowledged > 0,
  });
  return [
    row('acknowledged postings lost', found.lost),
    row('kills after which the books did not balance', found.imbalance),
    {
      bench: 'kill9',
      what: `control: the same postings without a transaction, ${CONTROL_KILLS} kills after which the books did not balance`,
      figure: String(control.imbalance),
      goal: '> 0',
      met: control.imbalance > 0,
    },
    ...booksRows(books),
    {
      bench: 'kill9',
      what: `micro-fund, control: the voucher written before its entry without a transaction, ${CONTROL_KILLS} kills after which they disagreed`,
      figure: String(planted.unsound),
      goal: '> 0',
      met: planted.unsound > 0 && planted.wasSound,
    },
  ];
}

function booksRows({ acknowledged, lost, unsound }: Books): readonly Row[] {
  const after = `after ${CONTROL_KILLS} kills and ${acknowledged} acknowledged signatures`;
  const row = (what: string, count: number): Row => ({
    bench: 'kill9',
    what: `${what}, ${after}`,
    figure: String(count),
    goal: '0',
    met: count === 0 && acknowledged > 0,
  });
  return [
    row('micro-fund: acknowledged signatures without their entry', lost),
    row('micro-fund: kills after which chain, balances or vouchers disagreed', unsound),
  ];
}

async function killing(way: Way, kills: number): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), 'yuanba-kill9-'));
  const acknowledged = new Set<string>();
  const found: Found = { acknowledged: 0, lost: 0, imbalance: 0 };
  try {
    let product = await startProduct({ folder, durable: true });
    await layOut(openSdk(product));
    for (let kill = 0; kill < kills; kill += 1) {
      await postUntilKilled(product, { acknowledged, way, afterMs: 20 + ((kill * 37) % 180) });
      product = await startProduct({ folder, durable: true });
      await inspect(openSdk(product), acknowledged, found);
    }
    await product.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { ...found, acknowledged: acknowledged.size };
}

async function layOut(db: SdkDatabase): Promise<void> {
  for (const name of ['bench_accounts', 'bench_entries']) await db.createCollection(name);
  for (const _id of ACCOUNTS) await db.collection('bench_accounts').add({ _id, fen: 0 });
}

interface Round {
  readonly acknowledged: Set<string>;
  readonly way: Way;
  readonly afterMs: number;
}

async function postUntilKilled(
  product: Product,
  { acknowledged, way, afterMs }: Round,
): Promise<void> {
  let alive = true;
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    const db = openSdk(product);
    for (let i = 0; alive; i += 1) {
      const id = randomUUID();
      const from = ACCOUNTS[(i + client) % ACCOUNTS.length] ?? 'a';
      const to = ACCOUNTS[(i + client + 1) % ACCOUNTS.length] ?? 'b';
      const posting = { id, from, to, fen: 1 + (i % 9) };
      if (await succeeded(way === 'transaction' ? asOne(db, posting) : separately(db, posting))) {
        acknowledged.add(id);
      }
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

/** A conflict or a dead connection is no promise either way. */
const succeeded = (posting: Promise<void>): Promise<boolean> =>
  posting.then(
    () => true,
    () => false,
  );

async function asOne(db: SdkDatabase, posting: Posting): Promise<void> {
  const tx = await db.startTransaction();
  await write(tx, db, posting);
  await tx.commit();
}

const separately = (db: SdkDatabase, posting: Posting): Promise<void> => write(db, db, posting);

async function write(
  at: Pick<SdkDatabase, 'collection'>,
  { command }: SdkDatabase,
  { id, from, to, fen }: Posting,
): Promise<void> {
  await at.collection('bench_entries').add({ _id: id, from, to, fen });
  await at
    .collection('bench_accounts')
    .doc(from)
    .update({ fen: command.inc(-fen) });
  await at
    .collection('bench_accounts')
    .doc(to)
    .update({ fen: command.inc(fen) });
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
