/** What may be entered, and what the books refuse. @see docs/domain/fund.md §2, §3 */
import type { VoucherForm } from '../../miniprogram/contract/fund-views';
import {
  because,
  committee,
  expectSound,
  gift,
  li,
  opening,
  openStage,
  owner,
  type Stage,
  stranger,
  treasurer,
} from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  await stage.posted(opening(30_000, 120_000));
  await stage.posted(gift(2_500));
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());
afterEach(async () => expectSound(await stage.journals()));

describe('real money', () => {
  it('goes to the bank and comes back, and no more than there is', async () => {
    const cash = await stage.fenIn('cash');
    const { fundFen } = await stage.overview();
    await stage.posted({ kind: 'deposit', fen: cash, ...because('') });
    expect([await stage.fenIn('cash'), (await stage.overview()).fundFen]).toEqual([0, fundFen]);
    expect(await stage.refusal({ kind: 'deposit', fen: 1, ...because('') })).toEqual({
      code: 'CASH_SHORT',
      have: '¥0.00',
    });
    const bank = await stage.fenIn('bank');
    expect(
      await stage.refusal({ kind: 'withdrawal', fen: bank + 1, ...because('') }),
    ).toMatchObject({
      code: 'BANK_SHORT',
    });
    await stage.posted({ kind: 'withdrawal', fen: cash, ...because('') });
    expect(await stage.fenIn('cash')).toBe(cash);
  });

  it('is never spent twice by two signatures at once', async () => {
    const cash = await stage.fenIn('cash');
    const take = { kind: 'deposit', fen: cash, ...because('') } as const;
    const ids = [await stage.propose(take), await stage.propose(take)];
    const replies = await Promise.all(ids.map((id) => stage.sign(id)));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(replies.find(({ ok }) => !ok)).toMatchObject({ code: 'CASH_SHORT' });
    await stage.posted({ kind: 'withdrawal', fen: cash, ...because('') });
  });
});

describe('spending', () => {
  const spend = (pictures: readonly string[], fen = 2_500): VoucherForm => ({
    kind: 'spending',
    fen,
    till: 'cash',
    purpose: 'elders',
    payee: '巷口药店',
    words: '给独居老人买体温计',
    pictures,
  });

  it('needs a picture of what was paid', async () => {
    const reply = await stage.calls.reply('fund', 'propose', owner, { form: spend([]) });
    expect(reply).toMatchObject({ ok: false, code: 'EVIDENCE_NEEDED' });
    const unknown = { form: spend(['cloud://yuanba-local.0/shown/none.jpg']) };
    expect(await stage.calls.reply('fund', 'propose', owner, unknown)).toMatchObject({
      ok: false,
      code: 'PICTURE_BAD',
    });
  });

  it('is read by everybody afterwards: what for, not whom was paid; the picture by members', async () => {
    const cash = await stage.fenIn('cash');
    const voucherId = await stage.propose(spend([await stage.picture()]), owner);
    expect(await stage.calls.done('fund', 'voucher', treasurer, { voucherId })).toMatchObject({
      title: '支出：关爱老人',
      place: '桂花巷9号院',
      proposedAs: '群主',
      facts: { payee: '巷口药店', pictureUrls: [expect.stringMatching(/^http/)] },
      may: { sign: true, decline: true, withdraw: false },
    });
    await stage.sign(voucherId);
    expect(await stage.fenIn('cash')).toBe(cash - 2_500);
    const { journalCount: seq, spendings } = await stage.overview();
    expect(spendings).toEqual([{ account: 'spending_elders', name: '关爱老人', fen: 2_500 }]);
    const seen = await stage.calls.done('fund', 'journal', li, { seq });
    expect(seen).toMatchObject({
      title: '支出：关爱老人',
      place: '桂花巷9号院',
      changeFen: -2_500,
      signers: ['群主', '财务'],
      moves: [
        { account: 'spending_elders', fen: 2_500 },
        { account: 'cash', fen: -2_500 },
      ],
      source: { kind: 'voucher', id: voucherId, voucher: { words: '给独居老人买体温计' } },
    });
    expect(seen.source.voucher?.pictureUrls).toHaveLength(1);
    const outside = await stage.calls.done('fund', 'journal', stranger, { seq });
    expect(outside.source.voucher).toMatchObject({ words: '给独居老人买体温计', pictureUrls: [] });
    for (const view of [seen, outside]) expect(JSON.stringify(view)).not.toContain('巷口药店');
  });

  describe('whose picture nobody looks after any more', () => {
    /** As if a week had gone by since the picture came. */
    const sweep = async (cloudId: string) => {
      const [file] = await stage.database.find<{ _id: string }>('files', { cloudId });
      await stage.database.change('files', file?._id ?? '', { sweepAt: 0 });
      await stage.breathe(5 * 60_000);
      return (await stage.database.find('files', { cloudId })).length > 0;
    };
    const isShown = async (voucherId: `vo_${string}`) => {
      const { facts } = await stage.calls.done('fund', 'voucher', treasurer, { voucherId });
      const [url] = facts.pictureUrls;
      return url !== undefined && (await fetch(url)).ok;
    };

    it('shows it while it waits and when it is posted; what came to nothing lets go of it', async () => {
      const picture = await stage.picture();
      const voucherId = await stage.propose(spend([picture], 100), owner);
      expect([await sweep(picture), await isShown(voucherId)]).toEqual([true, true]);
      await stage.sign(voucherId);
      expect([await sweep(picture), await isShown(voucherId)]).toEqual([true, true]);
      const given = await stage.picture();
      const nothing = await stage.propose(spend([given], 100), owner);
      await stage.calls.done('fund', 'withdrawVoucher', owner, { voucherId: nothing });
      expect(await sweep(given)).toBe(false);
    });

    it('shows it also when another one with the same picture is taken back', async () => {
      const picture = await stage.picture();
      const posted = await stage.propose(spend([picture], 100), owner);
      await stage.sign(posted);
      const voucherId = await stage.propose(spend([picture], 1), owner);
      await stage.calls.done('fund', 'withdrawVoucher', owner, { voucherId });
      expect([await sweep(picture), await isShown(posted)]).toEqual([true, true]);
    });
  });

  it('is asked for by keepers, and entered otherwise by those who keep the money alone', async () => {
    for (const form of [
      { kind: 'deposit', fen: 1, ...because('') },
      { kind: 'withdrawal', fen: 1, ...because('') },
      { kind: 'reversal', corrects: 1, ...because('错了') },
      opening(1, 1),
    ] as const) {
      expect(await stage.calls.reply('fund', 'propose', owner, { form })).toMatchObject({
        ok: false,
        code: 'NOT_ALLOWED',
      });
    }
  });

  it('has words that were checked, and shows none while the check is away', async () => {
    const form = { ...spend([await stage.picture()], 200), words: '加微信领红包 违禁' };
    await stage.product.control('content-safety', { outage: true });
    const voucherId = await stage.propose(form, owner);
    await stage.product.control('content-safety', { outage: false });
    const words = async (by: typeof owner) =>
      (await stage.calls.done('fund', 'voucher', by, { voucherId })).words;
    expect([await words(committee), await words(owner), await words(treasurer)]).toEqual([
      '',
      form.words,
      form.words,
    ]);
    await stage.sign(voucherId);
    const { journalCount: seq } = await stage.overview();
    const shown = async () =>
      (await stage.calls.done('fund', 'journal', li, { seq })).source.voucher?.words;
    expect(await shown()).toBe('');
  });
});

describe('what is owed and what is missing', () => {
  it.each([
    ['supplierPaid', { till: 'cash', payee: '菜农' }, '应付菜农、商家'],
    ['debtCollected', { till: 'cash' }, '应收欠款'],
    ['debtForgiven', {}, '应收欠款'],
    ['shortFound', {}, '现金短缺待查'],
    ['shortWrittenOff', {}, '现金短缺待查'],
    ['overReturned', {}, '现金长款待查'],
    ['overKept', {}, '现金长款待查'],
  ] as const)('%s: never more than stands in the books', async (kind, more, what) => {
    const form = { kind, fen: 100, ...more, ...because('核对过') } as VoucherForm;
    expect(await stage.refusal(form)).toEqual({ code: 'MORE_THAN_OWED', what, have: '¥0.00' });
  });

  it('a shortage lies beside the fund until it is found or written off', async () => {
    const { fundFen } = await stage.overview();
    const seq = await stage.posted(gift(300));
    const short = { debit: 'short', credit: 'cash', corrects: seq, fen: 300 } as const;
    await stage.posted({ kind: 'adjustment', ...short, ...because('数出来少 3 元') });
    expect([(await stage.overview()).fundFen, await stage.fenIn('short')]).toEqual([
      fundFen + 300,
      300,
    ]);
    await stage.posted({ kind: 'shortFound', fen: 100, ...because('在袋子底下') });
    expect([(await stage.overview()).fundFen, await stage.fenIn('short')]).toEqual([
      fundFen + 300,
      200,
    ]);
    await stage.posted({ kind: 'shortWrittenOff', fen: 200, ...because('找不到了') });
    expect([(await stage.overview()).fundFen, await stage.fenIn('short')]).toEqual([
      fundFen + 100,
      0,
    ]);
  });
});

describe('what was wrong', () => {
  it('is reversed once, by a journal that names it, and both stay', async () => {
    const { fundFen } = await stage.overview();
    const seq = await stage.posted(gift(8_800));
    const form = { kind: 'reversal', corrects: seq, ...because('记成了两次') } as const;
    const back = await stage.posted(form);
    expect((await stage.overview()).fundFen).toBe(fundFen);
    expect(await stage.calls.done('fund', 'journal', li, { seq })).toMatchObject({
      changeFen: 8_800,
      correctedBy: [back],
    });
    expect(await stage.calls.done('fund', 'journal', li, { seq: back })).toMatchObject({
      title: `冲正第 ${seq} 笔`,
      corrects: seq,
      changeFen: -8_800,
      source: { voucher: { words: '记成了两次' } },
    });
    expect(await stage.refusal(form)).toEqual({ code: 'REVERSED_ALREADY' });
    expect(await stage.refusal({ ...form, corrects: back })).toEqual({ code: 'NOT_REVERSIBLE' });
    expect(await stage.refusal({ ...form, corrects: 9_999 })).toEqual({ code: 'NOT_FOUND' });
  });

  it('is reversed once, also by two vouchers signed at the same moment', async () => {
    const seq = await stage.posted(gift(700));
    const form = { kind: 'reversal', corrects: seq, ...because('记错了') } as const;
    const ids = [await stage.propose(form), await stage.propose(form), await stage.propose(form)];
    const replies = await Promise.all(ids.map((id) => stage.sign(id)));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    for (const one of replies.filter(({ ok }) => !ok)) {
      expect(one).toMatchObject({ code: 'REVERSED_ALREADY' });
    }
  });
});
