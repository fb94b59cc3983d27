/** A signature leaves an entry or nothing, wherever the line breaks. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalDoc, VoucherDoc } from '../../cloudfunctions/fund/documents';
import type { FaultKind } from '../../local/cloud/services/faults';
import type { VoucherForm } from '../../miniprogram/contract/fund-views';
import type { VoucherId } from '../../miniprogram/contract/ids';
import { type By, freshRequest } from '../support/community';
import {
  because,
  expectSound,
  gift,
  openStage,
  owner,
  type Stage,
  second,
  treasurer,
} from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.posted(gift(1_000));
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe(40_000));
afterEach(() => fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' }));

const KINDS: readonly FaultKind[] = ['crash', 'lost-reply', 'drop', 'error'];
const OPERATIONS = [
  'database.getDocument',
  'database.insertDocument',
  'database.modifyDocument',
  'database.commitTransaction',
];
/** An instance that dies with its hands on the documents is a case of its own: see below. */
const holds = (kind: FaultKind, operation: string): boolean =>
  kind === 'crash' && /insert|commit/.test(operation);
const cases = OPERATIONS.flatMap((operation) =>
  KINDS.filter((kind) => !holds(kind, operation)).map((kind) => [kind, operation] as const),
);

/** The platform ends a transaction nobody finishes after half a minute. */
const RETRY_MS = 2_000;
const RETRIES = 25;

/** Nothing, or all of it: the voucher, its journal, and the fund's head. */
async function expectWhole(voucherId: VoucherId): Promise<readonly JournalDoc[]> {
  const voucher = await stage.database.get<VoucherDoc>('vouchers', voucherId);
  const journals = await stage.journals();
  const own = journals.filter(({ source }) => source.id === voucherId);
  expect(own.map(({ seq }) => seq)).toEqual(voucher?.seq === undefined ? [] : [voucher.seq]);
  expect(voucher?.status).toBe(own.length === 1 ? 'posted' : 'proposed');
  expectSound(journals);
  expect(await stage.audited()).toMatchObject({ ok: true, of: journals.length });
  return own;
}

/** As the phone does: the same request, until it is answered. */
async function retried(call: () => Promise<{ ok: boolean; code?: string }>) {
  for (let tries = 0; ; tries += 1) {
    const reply = await call();
    if (reply.ok || reply.code !== 'BUSY' || tries === RETRIES) return reply;
    await sleep(RETRY_MS);
  }
}

describe('a signature into which a fault strikes', () => {
  async function strike(kind: FaultKind, operation: string): Promise<void> {
    const voucherId = await stage.propose(gift(100), owner);
    const by: By = { ...second, requestId: freshRequest() };
    const call = () => stage.calls.reply('fund', 'sign', by, { voucherId });
    await stage.product.control('faults', { rules: [{ kind, operation, count: 1 }] });
    await call().catch(() => undefined);
    const { rules } = await stage.product.control<{ rules: { struck: number }[] }>('faults');
    expect(rules[0]?.struck).toBe(1);
    await fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' });
    await expectWhole(voucherId);
    expect(await retried(call)).toMatchObject({ ok: true, value: { status: 'posted' } });
    expect(await expectWhole(voucherId)).toHaveLength(1);
  }

  it.each(cases)(
    '%s at %s: is there whole or not at all, and whole after the retry',
    strike,
    60_000,
  );

  it('the same, when the instance dies with its hands on the books: they are held for half a minute', async () => {
    await strike('crash', 'database.insertDocument');
  }, 90_000);
});

describe('everything at once', () => {
  /** Nothing, when a fault struck the asking itself. */
  const proposed = (form: VoucherForm): Promise<VoucherId | undefined> =>
    stage.propose(form, owner).catch(() => undefined);

  it('signatures, reversals, withdrawals and faults leave sound books', async () => {
    const before = (await stage.journals()).length;
    await stage.product.control('faults', {
      rules: [
        { kind: 'error', operation: 'database.modifyDocument', count: 3, chance: 0.2 },
        { kind: 'lost-reply', operation: 'database.commitTransaction', count: 3, chance: 0.2 },
      ],
    });
    const work = Array.from({ length: 12 }, async (_, i) => {
      const voucherId = await proposed(gift(100 + i));
      if (!voucherId) return;
      const by = { ...(i % 2 ? second : treasurer), requestId: freshRequest() };
      await stage.calls.reply('fund', 'sign', by, { voucherId }).catch(() => undefined);
      await stage.calls.reply('fund', 'sign', by, { voucherId }).catch(() => undefined);
      if (i % 3 === 0) {
        await stage.calls
          .reply('fund', 'withdrawVoucher', owner, { voucherId })
          .catch(() => undefined);
      }
    });
    await Promise.all(work);
    await fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' });
    await stage.breathe(31_000);
    const back = { kind: 'reversal', corrects: 1, ...because('记错了') } as const;
    expect(await stage.posted(back)).toBeGreaterThan(before);
    const journals = await stage.journals();
    expect(journals.length).toBeGreaterThan(before + 1);
    expectSound(journals);
    expect(await stage.audited()).toMatchObject({ ok: true });
  }, 60_000);
});
