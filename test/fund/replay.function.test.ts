/** A request that comes again is answered alike, and its id does nothing else. @see docs/domain/fund.md §3 */
import { type By, freshRequest } from '../support/community';
import { gift, openStage, owner, type Stage, second, treasurer } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());
afterEach(() => stage.product.control('content-safety', { outage: false }));

const away = (outage: boolean) => stage.product.control('content-safety', { outage });
const again = (by: By): By => ({ ...by, requestId: freshRequest() });

describe('asking', () => {
  it('is answered as it was the first time, whatever became of it since', async () => {
    const by = again(owner);
    const propose = (fen: number) =>
      stage.calls.reply('fund', 'propose', by, { form: gift(fen, { words: '卖了纸板' }) });
    const first = await propose(4_400);
    if (!first.ok) throw new Error(first.code);
    const { voucherId } = first.value;
    await stage.calls.done('fund', 'sign', second, { voucherId });
    await away(true);
    expect(await propose(4_400)).toEqual(first);
    await away(false);
    expect(await propose(4_500)).toMatchObject({ ok: false, code: 'INVALID' });
  });
});

describe('a refusal', () => {
  it('is said in words that were checked, and the same no again is answered alike', async () => {
    const voucherId = await stage.propose(gift(100), owner);
    const decline = (reason: string, by: By) =>
      stage.calls.reply('fund', 'decline', by, { voucherId, reason });
    expect(await decline('去办假证', treasurer)).toMatchObject({ code: 'TEXT_RISKY' });
    await away(true);
    expect(await decline('先问问。', treasurer)).toMatchObject({ code: 'CHECK_AWAY' });
    await away(false);
    const by = again(treasurer);
    const no = { ok: true, value: { voucherId, status: 'declined' } };
    expect(await decline('先问问。', by)).toEqual(no);
    await away(true);
    expect(await decline('先问问。', by)).toEqual(no);
    await away(false);
    expect(await decline('不行。', by)).toMatchObject({ ok: false, code: 'INVALID' });
    const seen = await stage.calls.done('fund', 'voucher', owner, { voucherId });
    expect(seen.decided?.reason).toBe('先问问。');
  });

  it('is no answer to a signature under its request id', async () => {
    const voucherId = await stage.propose(gift(100), owner);
    const by = again(second);
    await stage.calls.done('fund', 'decline', by, { voucherId, reason: '先问问。' });
    const reply = await stage.calls.reply('fund', 'sign', by, { voucherId });
    expect(reply).toMatchObject({ ok: false, code: 'INVALID' });
  });
});

describe('a signature', () => {
  it('is answered alike, and its request id takes nothing back', async () => {
    const voucherId = await stage.propose(gift(100), treasurer);
    const by = again(second);
    const sign = () => stage.calls.reply('fund', 'sign', by, { voucherId });
    const first = await sign();
    expect(first).toMatchObject({ ok: true, value: { status: 'posted' } });
    expect(await sign()).toEqual(first);
    const reply = await stage.calls.reply('fund', 'decline', by, { voucherId, reason: '不。' });
    expect(reply).toMatchObject({ ok: false, code: 'VOUCHER_CLOSED' });
  });
});
