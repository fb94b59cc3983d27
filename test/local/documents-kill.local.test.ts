import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Product, startProduct } from '../support/local';
import { pointSdksAt, type Sdk } from './fixtures/database';

const KILLS = 3;
const folder = mkdtempSync(join(tmpdir(), 'yuanba-kill-'));
let product: Product | undefined;

afterAll(async () => {
  await product?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts on the same folder, as somebody does after a power cut. */
async function start(): Promise<Sdk> {
  product = await startProduct({ folder, durable: true });
  return pointSdksAt(product).node;
}

interface Acknowledged {
  readonly notes: string[];
  readonly moves: string[];
  bumps: number;
}

/** Writes until the server is gone, and remembers only what it was told is done. */
async function until(gone: () => boolean, write: (n: number) => Promise<void>): Promise<void> {
  for (let n = 0; !gone(); n += 1) {
    await write(n).catch((error: unknown) => {
      if (!gone()) throw error;
    });
  }
}

/** One document after another, a counter, and transactions that move between two accounts and log it. */
async function writeUntilKilled(db: Sdk, round: number, told: Acknowledged): Promise<void> {
  const { command: _ } = db;
  let killed = false;
  const gone = () => killed;
  const writers = [
    until(gone, async (n) => {
      const _id = `${round}-${n}`;
      await db.collection('memos').add({ _id, text: '院坝'.repeat(50) });
      told.notes.push(_id);
    }),
    until(gone, async () => {
      await db
        .collection('counters')
        .doc('bumps')
        .update({ n: _.inc(1) });
      told.bumps += 1;
    }),
    until(gone, async (n) => {
      const _id = `${round}-${n}`;
      const tx = await db.startTransaction();
      await tx
        .collection('purses')
        .doc('a')
        .update({ n: _.inc(-1) });
      await tx
        .collection('purses')
        .doc('b')
        .update({ n: _.inc(1) });
      await tx.collection('moves').add({ _id });
      await tx.commit();
      told.moves.push(_id);
    }),
  ];
  await progress(told);
  killed = true;
  await product?.kill();
  await Promise.all(writers);
}

/** In the middle of it: every kind of write has been acknowledged twice more. On a busy machine that takes a while. */
async function progress(told: Acknowledged): Promise<void> {
  const counts = () => [told.notes.length, told.bumps, told.moves.length];
  const enough = counts().map((count) => count + 2);
  for (let look = 0; look < 600; look += 1) {
    await sleep(50);
    if (counts().every((count, i) => count >= (enough[i] ?? 0))) return;
  }
  throw new Error(`the writers do not get on: ${counts()}`);
}

const idsIn = async (db: Sdk, name: string): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for (let skip = 0; ; skip += 1000) {
    const { data } = await db.collection(name).skip(skip).limit(1000).field({ _id: true }).get();
    for (const { _id } of data) ids.add(_id);
    if (data.length < 1000) return ids;
  }
};

it('what was acknowledged survives SIGKILL, and no transaction is torn', async () => {
  const told: Acknowledged = { notes: [], moves: [], bumps: 0 };
  let db = await start();
  for (const name of ['memos', 'counters', 'purses', 'moves']) await db.createCollection(name);
  await db.collection('counters').add({ _id: 'bumps', n: 0 });
  await db.collection('purses').add([
    { _id: 'a', n: 0 },
    { _id: 'b', n: 0 },
  ]);

  for (let round = 1; round <= KILLS; round += 1) {
    await writeUntilKilled(db, round, told);
    db = await start();
    const { data: accounts } = await db.collection('purses').get();
    const moves = await idsIn(db, 'moves');
    const notes = await idsIn(db, 'memos');
    expect(told.notes.filter((id) => !notes.has(id))).toEqual([]);
    expect(told.moves.filter((id) => !moves.has(id))).toEqual([]);
    // A request in flight at each kill may have been done without its answer arriving.
    expect(moves.size).toBeLessThanOrEqual(told.moves.length + round);
    expect(accounts).toEqual([
      { _id: 'a', n: -moves.size },
      { _id: 'b', n: moves.size },
    ]);
    const bumps = (await db.collection('counters').doc('bumps').get()).data[0].n;
    expect(bumps).toBeGreaterThanOrEqual(told.bumps);
    expect(bumps).toBeLessThanOrEqual(told.bumps + round);
  }
  expect(Math.min(told.notes.length, told.bumps, told.moves.length)).toBeGreaterThan(KILLS);
}, 120_000);
