/** Money given back. @see docs/domain/fund.md §3 */
import type { VoucherForm } from '../../miniprogram/contract/fund-views';
import { because, expectSound, gift, li, openStage, type Stage, treasurer } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.posted(gift(2_500));
}, 120_000);
afterAll(() => stage?.close());

describe('a refund', () => {
  const refund = { kind: 'refund', fen: 100, till: 'cash', income: 'income_donation' } as const;

  it('names what it belongs to, and lowers what came in by it', async () => {
    const nameless = { ...refund, ...because('坏了') } as unknown as VoucherForm;
    const reply = await stage.calls.reply('fund', 'propose', treasurer, { form: nameless });
    expect(reply).toMatchObject({ ok: false, code: 'INVALID' });
    const { fundFen } = await stage.calls.done('fund', 'overview', li, {});
    const seq = await stage.posted({ ...refund, about: 'rd_1', ...because('坏了') });
    expect((await stage.calls.done('fund', 'overview', li, {})).fundFen).toBe(fundFen - 100);
    expect(await stage.calls.done('fund', 'journal', li, { seq })).toMatchObject({
      changeFen: -100,
      source: { about: 'rd_1' },
    });
    expectSound(await stage.journals());
  });
});
