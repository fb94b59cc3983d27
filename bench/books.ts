/**
 * Kills the product while people sign for money, and looks at the books afterwards: what was acknowledged is there,
 * no entry without its voucher nor voucher without its entry, the chain proves itself, the fund is the sum of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { flawOf, type Head, headOf, NO_JOURNAL, sameBalances } from '../cloudfunctions/fund/chain';
import type { FundDoc, JournalDoc, VoucherDoc } from '../cloudfunctions/fund/documents';
import { EVENING, gift, second, TOWN, treasurer } from '../test/fund/stage';
import { callsOf, freshRequest } from '../test/support/community';
import { type Database, openDatabase } from '../test/support/database';
import { settle } from '../test/support/factories';
import { type Product, startProduct } from '../test/support/local';

const CLIENTS = 3;
const WAIT_MS = 20;
const WAITS = 500;

export interface Books {
  readonly acknowledged: number;
  /** Signatures that were acknowledged and have no entry. */
  readonly lost: number;
  /** Kills after which the books were not sound. */
  readonly unsound: number;
}

export async function killedWhileSigning(kills: number): Promise<Books> {
  const folder = mkdtempSync(join(tmpdir(), 'yuanba-books-'));
  const signed = new Set<string>();
  let unsound = 0;
  let lost = 0;
  try {
    let product = await startProduct({ folder, durable: true });
    await settle(await openDatabase(product), TOWN, EVENING);
    for (let kill = 0; kill < kills; kill += 1) {
      await signUntilKilled(product, signed, (kill * 53) % 200);
      product = await startProduct({ folder, durable: true });
      const database = await openDatabase(product);
      const { journals, isSound } = await lookAt(database);
      const posted = new Set(journals.map(({ source }) => source.id));
      lost = [...signed].filter((id) => !posted.has(id)).length;
      if (!isSound) unsound += 1;
    }
    await product.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { acknowledged: signed.size, lost, unsound };
}

async function signUntilKilled(
  product: Product,
  signed: Set<string>,
  afterMs: number,
): Promise<void> {
  let alive = true;
  const { done } = callsOf(product);
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let i = 0; alive; i += 1) {
      try {
        const form = gift(100 + i + client);
        const { voucherId } = await done('fund', 'propose', treasurer, { form });
        await done('fund', 'sign', { ...second, requestId: freshRequest() }, { voucherId });
        signed.add(voucherId);
      } catch {
        // A dead line, or too many taps: no promise either way.
        await sleep(WAIT_MS);
      }
    }
  });
  // Instances start with the first calls; what is killed is people in the middle of signing.
  const before = signed.size;
  for (let i = 0; i < WAITS && signed.size < before + CLIENTS; i += 1) await sleep(WAIT_MS);
  await sleep(afterMs);
  await product.kill();
  alive = false;
  await Promise.all(clients);
}

async function lookAt(
  database: Database,
): Promise<{ readonly journals: readonly JournalDoc[]; readonly isSound: boolean }> {
  const journals = await everything<JournalDoc>(database, 'journals');
  const vouchers = await everything<VoucherDoc>(database, 'vouchers');
  const [fund] = await database.find<FundDoc>('funds', { _id: 'fd_test' });
  const head = provenHead([...journals].sort((a, b) => a.seq - b.seq));
  const isHead =
    head !== undefined &&
    head.hash === (fund?.hash ?? '') &&
    sameBalances(head.balances, fund?.balances ?? {});
  const seqs = vouchers.flatMap(({ seq, status }) => (status === 'posted' ? [seq] : []));
  const isPaired = seqs.length === journals.length && new Set(seqs).size === journals.length;
  return { journals, isSound: isHead && isPaired };
}

/** @returns nothing for a chain that is broken */
function provenHead(journals: readonly JournalDoc[]): Head | undefined {
  let head: Head = NO_JOURNAL;
  for (const journal of journals) {
    if (flawOf(head, journal)) return undefined;
    head = headOf(journal);
  }
  return head;
}

const PAGE = 1000;

/** What a test's database hands out at once is enough here; a bench that outgrows it says so. */
async function everything<T extends { readonly _id: string }>(
  database: Database,
  collection: string,
): Promise<readonly T[]> {
  const all = await database.find<T>(collection);
  if (all.length === PAGE) throw new Error(`more ${collection} than this bench reads`);
  return all;
}
