/** Two people for every fen. @see docs/domain/fund.md §3 */
import type { VoucherForm } from '../../miniprogram/contract/fund-views';
import { freshRequest } from '../support/community';
import {
  admin,
  because,
  both,
  committee,
  expectSound,
  farStaff,
  gift,
  li,
  opening,
  openStage,
  otherOwner,
  owner,
  type Stage,
  second,
  staff,
  stranger,
  treasurer,
} from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());
afterEach(async () => expectSound(await stage.journals()));

const overview = (by = li) => stage.calls.done('fund', 'overview', by, {});
const sign = (voucherId: `vo_${string}`, by = second) =>
  stage.calls.reply('fund', 'sign', by, { voucherId });
const refusal = async (form: VoucherForm) => {
  const voucherId = await stage.propose(form);
  const reply = await sign(voucherId);
  await stage.calls.done('fund', 'withdrawVoucher', treasurer, { voucherId });
  return reply.ok ? 'OK' : { code: reply.code, ...reply.details };
};
const place = async (account: string) =>
  (await overview()).places.find((one) => one.account === account)?.fen ?? 0;

describe('the opening', () => {
  it('moves nothing until a second person has signed', async () => {
    const voucherId = await stage.propose(opening(30_000, 120_000));
    expect(await overview()).toMatchObject({ fundFen: 0, journalCount: 0, latest: [] });
    expect(await sign(voucherId, treasurer)).toMatchObject({ ok: false, code: 'SAME_SIGNER' });
    expect(await sign(voucherId)).toEqual({
      ok: true,
      value: { voucherId, status: 'posted', seq: 1 },
    });
    expect(await overview()).toMatchObject({
      fundFen: 150_000,
      openingFen: 150_000,
      journalCount: 1,
      places: [
        { account: 'cash', fen: 30_000 },
        { account: 'bank', fen: 120_000 },
      ],
    });
  });

  it('comes once, until it is reversed', async () => {
    expect(await refusal(opening(1, 0))).toEqual({ code: 'OPENING_DONE' });
  });
});

describe('two people', () => {
  it('are two people, whatever hats one of them wears', async () => {
    const voucherId = await stage.propose(gift(100), both);
    expect(await sign(voucherId, { ...both })).toMatchObject({ ok: false, code: 'SAME_SIGNER' });
    const { openid, community = 'cm_test' } = both;
    expect(await sign(voucherId, { openid, community })).toMatchObject({ code: 'SAME_SIGNER' });
    expect(await sign(voucherId, staff)).toMatchObject({ ok: true });
  });

  it('of whom the second keeps the money', async () => {
    const voucherId = await stage.propose(gift(100), owner);
    for (const by of [committee, otherOwner, li, stranger]) {
      expect(await sign(voucherId, by)).toMatchObject({ ok: false });
    }
    expect(await sign(voucherId, farStaff)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await sign(voucherId, admin)).toMatchObject({ ok: true });
  });

  it('post once, when both treasurers sign at the same moment', async () => {
    const before = (await stage.journals()).length;
    const voucherId = await stage.propose(gift(100), owner);
    const replies = await Promise.all(
      [treasurer, second, staff, admin].map((by) => sign(voucherId, by)),
    );
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    const rest = replies.flatMap((one) => (one.ok ? [] : [one.code]));
    expect(rest).toEqual(['VOUCHER_CLOSED', 'VOUCHER_CLOSED', 'VOUCHER_CLOSED']);
    expect(await stage.journals()).toHaveLength(before + 1);
  });

  it('post once, when one signature arrives ten times', async () => {
    const before = (await stage.journals()).length;
    const voucherId = await stage.propose(gift(100), owner);
    const by = { ...second, requestId: freshRequest() };
    const replies = await Promise.all(Array.from({ length: 10 }, () => sign(voucherId, by)));
    expect(new Set(replies.map((one) => JSON.stringify(one)))).toEqual(
      new Set([
        JSON.stringify({ ok: true, value: { voucherId, status: 'posted', seq: before + 1 } }),
      ]),
    );
    expect(await stage.journals()).toHaveLength(before + 1);
  });

  it('post each of twenty vouchers signed at once, one after the other', async () => {
    const before = (await stage.journals()).length;
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, i) => stage.propose(gift(100 + i), i % 2 ? owner : treasurer)),
    );
    const signed = async (id: `vo_${string}`): Promise<boolean> => {
      for (let tries = 0; tries < 10; tries += 1) {
        const reply = await sign(id, { ...second, requestId: `again-${id}` });
        if (reply.ok) return true;
        expect(['BUSY']).toContain(reply.code);
      }
      return false;
    };
    expect(await Promise.all(ids.map(signed))).toEqual(ids.map(() => true));
    const journals = await stage.journals();
    expect(journals).toHaveLength(before + 20);
    expect(journals.map(({ seq }) => seq)).toEqual(journals.map((_, i) => i + 1));
    expect(await stage.audited()).toMatchObject({ ok: true, checked: before + 20 });
  }, 60_000);
});

describe('what ends without a journal', () => {
  it('is taken back by whoever asked, and by nobody else', async () => {
    const voucherId = await stage.propose(gift(100), owner);
    const take = (by = owner) => stage.calls.reply('fund', 'withdrawVoucher', by, { voucherId });
    expect(await take(committee)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await take(otherOwner)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await take(treasurer)).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
    expect(await take()).toMatchObject({ ok: true, value: { status: 'withdrawn' } });
    expect(await sign(voucherId)).toMatchObject({ ok: false, code: 'VOUCHER_CLOSED' });
  });

  it('is declined with a reason, which whoever asked reads', async () => {
    const voucherId = await stage.propose(gift(100), owner);
    const decline = { voucherId, reason: '先去问问院委会。' };
    expect(await stage.calls.done('fund', 'decline', treasurer, decline)).toEqual({
      voucherId,
      status: 'declined',
    });
    expect(await stage.calls.done('fund', 'voucher', owner, { voucherId })).toMatchObject({
      status: 'declined',
      decided: { as: '财务', reason: '先去问问院委会。' },
      may: { sign: false, decline: false, withdraw: false },
    });
    expect(await sign(voucherId)).toMatchObject({ ok: false, code: 'VOUCHER_CLOSED' });
  });

  it('or is signed: of a withdrawal and a signature at once one holds', async () => {
    for (let round = 0; round < 5; round += 1) {
      const before = (await stage.journals()).length;
      const voucherId = await stage.propose(gift(100), owner);
      const [signed, taken] = await Promise.all([
        sign(voucherId),
        stage.calls.reply('fund', 'withdrawVoucher', owner, { voucherId }),
      ]);
      expect([signed.ok, taken.ok].filter(Boolean)).toHaveLength(1);
      expect(await stage.journals()).toHaveLength(before + (signed.ok ? 1 : 0));
      await stage.breathe();
    }
  });
});

describe('real money', () => {
  it('goes to the bank and comes back, and no more than there is', async () => {
    const cash = await place('cash');
    const { fundFen } = await overview();
    await stage.posted({ kind: 'deposit', fen: cash, ...because('') });
    expect([await place('cash'), (await overview()).fundFen]).toEqual([0, fundFen]);
    expect(await refusal({ kind: 'deposit', fen: 1, ...because('') })).toEqual({
      code: 'CASH_SHORT',
      have: '¥0.00',
    });
    const bank = await place('bank');
    expect(await refusal({ kind: 'withdrawal', fen: bank + 1, ...because('') })).toMatchObject({
      code: 'BANK_SHORT',
    });
    await stage.posted({ kind: 'withdrawal', fen: cash, ...because('') });
    expect(await place('cash')).toBe(cash);
  });

  it('is never spent twice by two signatures at once', async () => {
    const cash = await place('cash');
    const take = { kind: 'deposit', fen: cash, ...because('') } as const;
    const ids = [await stage.propose(take), await stage.propose(take)];
    const replies = await Promise.all(ids.map((id) => sign(id)));
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
    const cash = await place('cash');
    const voucherId = await stage.propose(spend([await stage.picture()]), owner);
    expect(await stage.calls.done('fund', 'voucher', treasurer, { voucherId })).toMatchObject({
      title: '支出：关爱老人',
      place: '桂花巷9号院',
      proposedAs: '群主',
      facts: { payee: '巷口药店', pictureUrls: [expect.stringMatching(/^http/)] },
      may: { sign: true, decline: true, withdraw: false },
    });
    await sign(voucherId);
    expect(await place('cash')).toBe(cash - 2_500);
    const { journalCount: seq, spendings } = await overview();
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

  it('keeps its picture for as long as the books are kept, and lets go of what came to nothing', async () => {
    const [kept, given] = [await stage.picture(), await stage.picture()];
    await sign(await stage.propose(spend([kept], 100), owner));
    const voucherId = await stage.propose(spend([given], 100), owner);
    await stage.calls.done('fund', 'withdrawVoucher', owner, { voucherId });
    const sweepAt = async (cloudId: string) =>
      (await stage.database.find<{ sweepAt: number }>('files', { cloudId }))[0]?.sweepAt ?? 0;
    expect(new Date(await sweepAt(kept)).getUTCFullYear()).toBe(9999);
    expect(new Date(await sweepAt(given)).getUTCFullYear()).toBe(2020);
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
    await sign(voucherId);
    const { journalCount: seq } = await overview();
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
    expect(await refusal(form)).toEqual({ code: 'MORE_THAN_OWED', what, have: '¥0.00' });
  });

  it('a shortage lies beside the fund until it is found or written off', async () => {
    const { fundFen } = await overview();
    const seq = await stage.posted(gift(300));
    const short = { debit: 'short', credit: 'cash', corrects: seq, fen: 300 } as const;
    await stage.posted({ kind: 'adjustment', ...short, ...because('数出来少 3 元') });
    expect([(await overview()).fundFen, await place('short')]).toEqual([fundFen + 300, 300]);
    await stage.posted({ kind: 'shortFound', fen: 100, ...because('在袋子底下') });
    expect([(await overview()).fundFen, await place('short')]).toEqual([fundFen + 300, 200]);
    await stage.posted({ kind: 'shortWrittenOff', fen: 200, ...because('找不到了') });
    expect([(await overview()).fundFen, await place('short')]).toEqual([fundFen + 100, 0]);
  });
});

describe('what was wrong', () => {
  it('is reversed once, by a journal that names it, and both stay', async () => {
    const { fundFen } = await overview();
    const seq = await stage.posted(gift(8_800));
    const form = { kind: 'reversal', corrects: seq, ...because('记成了两次') } as const;
    const back = await stage.posted(form);
    expect((await overview()).fundFen).toBe(fundFen);
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
    expect(await refusal(form)).toEqual({ code: 'REVERSED_ALREADY' });
    expect(await refusal({ ...form, corrects: back })).toEqual({ code: 'NOT_REVERSIBLE' });
    expect(await refusal({ ...form, corrects: 9_999 })).toEqual({ code: 'NOT_FOUND' });
  });

  it('is reversed once, also by two vouchers signed at the same moment', async () => {
    const seq = await stage.posted(gift(700));
    const form = { kind: 'reversal', corrects: seq, ...because('记错了') } as const;
    const ids = [await stage.propose(form), await stage.propose(form), await stage.propose(form)];
    const replies = await Promise.all(ids.map((id) => sign(id)));
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    for (const one of replies.filter(({ ok }) => !ok)) {
      expect(one).toMatchObject({ code: 'REVERSED_ALREADY' });
    }
  });
});

describe('who sees vouchers', () => {
  const list = (by = treasurer, status: 'proposed' | 'posted' = 'proposed') =>
    stage.calls.done('fund', 'vouchers', by, { status });

  it('treasurers see all, keepers those of their courtyard', async () => {
    const mine = await stage.propose(gift(100), owner);
    const theirs = await stage.propose(gift(100), otherOwner);
    const all = (await list()).items.map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining([mine, theirs]));
    const here = (await list(committee)).items;
    expect(here.map(({ id }) => id)).toContain(mine);
    expect(here.map(({ id }) => id)).not.toContain(theirs);
    expect(here.every(({ place: where }) => where === '桂花巷9号院')).toBe(true);
    const one = stage.calls.reply('fund', 'voucher', committee, { voucherId: theirs });
    expect(await one).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    const foreign = await stage.calls.done('fund', 'vouchers', farStaff, { status: 'proposed' });
    expect(foreign.items).toEqual([]);
  });

  it('page by page, each once', async () => {
    await stage.breathe();
    for (let i = 0; i < 23; i += 1) await stage.propose(gift(100 + i), otherOwner);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const input = { status: 'proposed', ...(after ? { after } : {}) } as const;
      const page = await stage.calls.done('fund', 'vouchers', otherOwner, input);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(seen).toHaveLength(24);
    expect(new Set(seen).size).toBe(24);
  }, 30_000);
});

describe('a voucher that comes again', () => {
  it('is one voucher, and another one under its request id is refused', async () => {
    const by = { ...owner, requestId: freshRequest() };
    const first = await stage.calls.done('fund', 'propose', by, { form: gift(4_200) });
    expect(await stage.calls.done('fund', 'propose', by, { form: gift(4_200) })).toEqual(first);
    const other = await stage.calls.reply('fund', 'propose', by, { form: gift(4_300) });
    expect(other).toMatchObject({ ok: false, code: 'INVALID' });
  });

  it.each([
    ['nothing', { ...gift(0) }],
    ['less than nothing', { ...gift(-5) }],
    ['parts of a fen', { ...gift(0.5) }],
    ['more than there is in the world', { ...gift(1e12) }],
    ['a field nobody knows', { ...gift(5), signers: ['mb_x'] }],
    [
      'an adjustment of an account with itself',
      {
        kind: 'adjustment',
        corrects: 1,
        fen: 1,
        debit: 'cash',
        credit: 'cash',
        words: '错',
        pictures: [],
      },
    ],
    [
      'a spending without a reason',
      {
        kind: 'spending',
        fen: 1,
        till: 'cash',
        purpose: 'elders',
        payee: '店',
        words: ' ',
        pictures: [],
      },
    ],
  ])('of %s is no voucher', async (_, form) => {
    const reply = await stage.calls.reply('fund', 'propose', treasurer, {
      form: form as VoucherForm,
    });
    expect(reply).toMatchObject({ ok: false, code: 'INVALID' });
  });
});
