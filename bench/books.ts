/**
 * Kills the product while people sign for money, and looks at the books afterwards: what was acknowledged is there,
 * no entry without its voucher nor voucher without its entry, the chain proves itself, the fund is the sum of it. The
 * same with the very documents of a signature written one after the other, the voucher first, shows that half a
 * signature is seen when there is one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { flawOf, type Head, headOf, NO_JOURNAL, sameBalances } from '../cloudfunctions/fund/chain';
import type { FundDoc, JournalDoc, VoucherDoc } from '../cloudfunctions/fund/documents';
import { legsOf, posted as signedBy, titleOf } from '../cloudfunctions/fund/fund';
import { postOn } from '../cloudfunctions/fund/posting';
import type { VoucherId } from '../miniprogram/contract/ids';
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
  /** Whether they were sound before the first kill; a control that breaks them by itself shows nothing. */
  readonly wasSound: boolean;
}

/** How a signature is written: by the function, or, for the control, document by document. */
export type Way = 'transaction' | 'separately';

export async function killedWhileSigning(kills: number, way: Way): Promise<Books> {
  const folder = mkdtempSync(join(tmpdir(), 'yuanba-books-'));
  const signed = new Set<string>();
  let unsound = 0;
  let lost = 0;
  try {
    let product = await startProduct({ folder, durable: true });
    const database = await openDatabase(product);
    await settle(database, TOWN, EVENING);
    for (let i = 0; i < CLIENTS; i += 1) await signOne(product, database, { way, fen: 100 });
    const { isSound: wasSound } = await lookAt(database);
    for (let kill = 0; kill < kills; kill += 1) {
      await signUntilKilled(product, signed, { way, afterMs: (kill * 53) % 200 });
      product = await startProduct({ folder, durable: true });
      const database = await openDatabase(product);
      const { journals, isSound } = await lookAt(database);
      const posted = new Set(journals.map(({ source }) => source.id));
      lost = [...signed].filter((id) => !posted.has(id)).length;
      if (!isSound) unsound += 1;
    }
    await product.close();
    return { acknowledged: signed.size, lost, unsound, wasSound };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Signing {
  readonly way: Way;
  readonly fen: number;
}

/** Asked for through the product; signed through it too, or write by write. */
async function signOne(product: Product, database: Database, { way, fen }: Signing) {
  const { done } = callsOf(product);
  const { voucherId } = await done('fund', 'propose', treasurer, { form: gift(fen) });
  const requestId = freshRequest();
  if (way === 'transaction') await done('fund', 'sign', { ...second, requestId }, { voucherId });
  else await signSeparately(database, voucherId, requestId);
  return voucherId;
}

/** The planted bug: what a signature writes, the voucher first and then its entry. */
async function signSeparately(database: Database, id: VoucherId, requestId: string) {
  const voucher = await database.get<VoucherDoc>('vouchers', id);
  const fund = await database.get<FundDoc>('funds', 'fd_test');
  if (!voucher) throw new Error('nothing was asked for');
  const { communityId, form, proposedBy } = voucher;
  const by = { by: 'mb_second', as: 'treasurer' } as const;
  const { writes, seq } = postOn(fund, {
    ...{ communityId, at: EVENING, kind: form.kind, legs: legsOf(form), memo: titleOf(form) },
    ...{ source: { kind: 'voucher', id }, signers: [proposedBy, by] },
  });
  const decision = { by, at: EVENING, requestId, print: '' };
  await database.replace('vouchers', signedBy(voucher, decision, seq));
  for (const write of writes) {
    if (write.kind === 'create') await database.add(write.collection, write.docs);
    if (write.kind === 'replace') await database.replace(write.collection, write.doc);
  }
}

interface Killing {
  readonly way: Way;
  readonly afterMs: number;
}

async function signUntilKilled(
  product: Product,
  signed: Set<string>,
  { way, afterMs }: Killing,
): Promise<void> {
  let alive = true;
  const database = await openDatabase(product);
  // Without a transaction two would break the chain between them; here only the kill may.
  const people = way === 'transaction' ? CLIENTS : 1;
  const clients = Array.from({ length: people }, async (_, client) => {
    for (let i = 0; alive; i += 1) {
      try {
        signed.add(await signOne(product, database, { way, fen: 100 + i + client }));
      } catch {
        // A dead line, or too many taps: no promise either way.
        await sleep(WAIT_MS);
      }
    }
  });
  // Instances start with the first calls; what is killed is people in the middle of signing.
  const before = signed.size;
  for (let i = 0; i < WAITS && signed.size < before + people; i += 1) await sleep(WAIT_MS);
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
