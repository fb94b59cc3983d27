/** Two people for every fen. @see docs/domain/fund.md §3 */
import type { VoucherForm } from '../../miniprogram/contract/fund-views';
import { freshRequest } from '../support/community';
import {
  admin,
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

describe('the opening', () => {
  it('moves nothing until a second person has signed', async () => {
    const voucherId = await stage.propose(opening(30_000, 120_000));
    expect(await stage.overview()).toMatchObject({ fundFen: 0, journalCount: 0, latest: [] });
    expect(await stage.sign(voucherId, treasurer)).toMatchObject({
      ok: false,
      code: 'SAME_SIGNER',
    });
    expect(await stage.sign(voucherId)).toEqual({
      ok: true,
      value: { voucherId, status: 'posted', seq: 1 },
    });
    expect(await stage.overview()).toMatchObject({
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
    expect(await stage.refusal(opening(1, 0))).toEqual({ code: 'OPENING_DONE' });
  });
});

describe('two people', () => {
  it('are two people, whatever hats one of them wears', async () => {
    const voucherId = await stage.propose(gift(100), both);
    expect(await stage.sign(voucherId, { ...both })).toMatchObject({
      ok: false,
      code: 'SAME_SIGNER',
    });
    const { openid, community = 'cm_test' } = both;
    expect(await stage.sign(voucherId, { openid, community })).toMatchObject({
      code: 'SAME_SIGNER',
    });
    expect(await stage.sign(voucherId, staff)).toMatchObject({ ok: true });
  });

  it('of whom the second keeps the money', async () => {
    const voucherId = await stage.propose(gift(100), owner);
    for (const by of [committee, otherOwner, li, stranger]) {
      expect(await stage.sign(voucherId, by)).toMatchObject({ ok: false });
    }
    expect(await stage.sign(voucherId, farStaff)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(await stage.sign(voucherId, admin)).toMatchObject({ ok: true });
  });

  it('post once, when both treasurers sign at the same moment', async () => {
    const before = (await stage.journals()).length;
    const voucherId = await stage.propose(gift(100), owner);
    const replies = await Promise.all(
      [treasurer, second, staff, admin].map((by) => stage.sign(voucherId, by)),
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
    const replies = await Promise.all(Array.from({ length: 10 }, () => stage.sign(voucherId, by)));
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
        const reply = await stage.sign(id, { ...second, requestId: `again-${id}` });
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
    expect(await stage.sign(voucherId)).toMatchObject({ ok: false, code: 'VOUCHER_CLOSED' });
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
    expect(await stage.sign(voucherId)).toMatchObject({ ok: false, code: 'VOUCHER_CLOSED' });
  });

  it('or is signed: of a withdrawal and a signature at once one holds', async () => {
    for (let round = 0; round < 5; round += 1) {
      const before = (await stage.journals()).length;
      const voucherId = await stage.propose(gift(100), owner);
      const [signed, taken] = await Promise.all([
        stage.sign(voucherId),
        stage.calls.reply('fund', 'withdrawVoucher', owner, { voucherId }),
      ]);
      expect([signed.ok, taken.ok].filter(Boolean)).toHaveLength(1);
      expect(await stage.journals()).toHaveLength(before + (signed.ok ? 1 : 0));
      await stage.breathe();
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
