/** A month that everybody can check. @see docs/domain/fund.md §5 */
import { Readable } from 'node:stream';
import { readSheet } from 'read-excel-file/node';
import type { By } from '../support/community';
import { meterOf } from '../support/metered';
import {
  because,
  expectSound,
  gift,
  li,
  opening,
  openStage,
  type Stage,
  second,
  stranger,
  treasurer,
} from './stage';

let stage: Stage;
const DAY_MS = 24 * 3_600_000;

/** March: an opening, gifts, a deposit. April, after its first midnight: a gift and its reversal. */
beforeAll(async () => {
  stage = await openStage();
  await stage.posted(opening(10_000, 50_000));
  await stage.posted(gift(12_345));
  await stage.posted({ kind: 'deposit', fen: 2_000, ...because('') });
  // 2020-03-31 23:59:59.999 at +08:00 is still March.
  const last = Date.parse('2020-03-31T23:59:59.999+08:00');
  await stage.breathe(last - Date.parse('2020-03-12T20:00:00+08:00'));
  await stage.posted(gift(100));
  await stage.breathe(1);
  const seq = await stage.posted(gift(700));
  await stage.posted({ kind: 'reversal', corrects: seq, ...because('记错了') });
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());

const statement = (month: string) => stage.calls.done('fund', 'statement', stranger, { month });
const journals = (input: { month?: string; account?: 'cash' | 'bank'; before?: number }) =>
  stage.calls.done('fund', 'journals', stranger, input);

describe('a statement', () => {
  it('of the first month begins with nothing and ends with what is there', async () => {
    expect(await statement('2020-03')).toMatchObject({
      openingFen: 0,
      closingFen: 72_445,
      incomes: [
        { account: 'opening', fen: 60_000 },
        { account: 'income_donation', fen: 12_445 },
      ],
      spendings: [],
      accounts: expect.arrayContaining([
        { account: 'cash', name: '现金箱', openingFen: 0, closingFen: 20_445 },
        { account: 'bank', name: '银行存折', openingFen: 0, closingFen: 52_000 },
      ]),
      journalCount: 4,
      closed: true,
    });
  });

  it('of the next begins where that one ended, and ends with what the public page says', async () => {
    const april = await statement('2020-04');
    const { fundFen, code } = await stage.calls.done('fund', 'overview', li, {});
    expect(april).toMatchObject({
      openingFen: 72_445,
      closingFen: fundFen,
      incomes: [],
      spendings: [],
      journalCount: 2,
      closed: false,
      code,
    });
  });

  it('of a month in which nothing happened, and of one before there was a fund', async () => {
    expect(await statement('2020-05')).toMatchObject({
      openingFen: 72_445,
      closingFen: 72_445,
      journalCount: 0,
    });
    expect(await statement('2019-12')).toMatchObject({ openingFen: 0, closingFen: 0, code: '' });
  });

  it('is a text for the group that anybody understands', async () => {
    const { text, code } = await statement('2020-03');
    expect(text.split('\n')).toEqual([
      '【东环路社区微基金】3月账单',
      '月初有 ¥0.00',
      '收进：期初结余 +¥600.00',
      '收进：捐款 +¥124.45',
      '花出：没有',
      '月底有 ¥724.45（现金 ¥204.45，银行 ¥520.00）',
      '这个月 4 笔，每一笔都能点开看是哪来的、花在哪',
      `对账码 ${code}`,
    ]);
  });

  it('is a workbook whose entries add up to it', async () => {
    const { name, base64 } = await stage.calls.done('fund', 'statementFile', stranger, {
      month: '2020-03',
    });
    expect(name).toBe('东环路社区微基金2020-03.xlsx');
    const file = () => Readable.from(Buffer.from(base64, 'base64'));
    const entries = await readSheet(file(), '每一笔');
    const rows = entries.slice(1);
    expect(rows.map(([seq]) => seq)).toEqual([1, 2, 3, 4]);
    const changes = rows.map((row) => Number(row[6]));
    expect(changes).toEqual([600, 123.45, 0, 1]);
    const sheet = await readSheet(file(), '账单');
    expect(sheet.find(([label]) => label === '月底')?.[1]).toBe(724.45);
    expect(rows.at(-1)?.[7]).toBe(724.45);
    expect(JSON.stringify(entries)).not.toMatch(/mb_|财务甲|财务乙/);
  });
});

describe('the list of entries', () => {
  it('newest first, by month, by account, and from a number on', async () => {
    const seqs = async (input: Parameters<typeof journals>[0]) =>
      (await journals(input)).items.map(({ seq }) => seq);
    expect(await seqs({})).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await seqs({ month: '2020-03' })).toEqual([4, 3, 2, 1]);
    expect(await seqs({ account: 'bank' })).toEqual([3, 1]);
    expect(await seqs({ month: '2020-04', account: 'cash' })).toEqual([6, 5]);
    expect(await seqs({ before: 3 })).toEqual([2, 1]);
  });

  it('says of money that only changed its place that the fund did not change', async () => {
    const { items } = await journals({ before: 4 });
    expect(items[0]).toMatchObject({
      title: '现金存银行',
      changeFen: 0,
      amountFen: 2_000,
      fundFen: 72_345,
    });
  });

  it('names nobody', async () => {
    const { items } = await journals({});
    expect(JSON.stringify(items)).not.toMatch(/mb_|财务甲|财务乙|hh_/);
  });
});

describe('what it asks of the database', () => {
  const costOf = (action: string, input: object, by: By = treasurer) =>
    meterOf(stage.product).costOf('fund', action, by, input);

  it('opens a page with at most three requests', async () => {
    // Warm: the instance has heard the community's name once.
    await costOf('overview', {});
    expect(await costOf('overview', {})).toBeLessThanOrEqual(3);
    expect(await costOf('journals', {})).toBe(2);
    expect(await costOf('journal', { seq: 1 })).toBe(3);
    expect(await costOf('statement', { month: '2020-03' })).toBe(3);
    expect(await costOf('statementFile', { month: '2020-03' })).toBeLessThanOrEqual(4);
    expect(await costOf('audit', {})).toBe(3);
    expect(await costOf('vouchers', { status: 'posted' })).toBe(2);
  });

  it('asks and signs with at most ten', async () => {
    expect(await costOf('propose', { form: gift(1) })).toBeLessThanOrEqual(10);
    const voucherId = await stage.propose(gift(100));
    expect(await costOf('voucher', { voucherId })).toBeLessThanOrEqual(3);
    expect(await costOf('sign', { voucherId }, second)).toBeLessThanOrEqual(10);
    const seq = (await stage.journals()).length;
    const back = await stage.propose({ kind: 'reversal', corrects: seq, ...because('试一试') });
    expect(await costOf('sign', { voucherId: back }, second)).toBeLessThanOrEqual(10);
    expectSound(await stage.journals());
  });
});

describe('a month long gone', () => {
  it('keeps its code: what was written down in the group still agrees', async () => {
    const { code } = await statement('2020-03');
    await stage.breathe(3 * DAY_MS);
    await stage.posted(gift(500));
    expect((await statement('2020-03')).code).toBe(code);
    expect((await stage.calls.done('fund', 'journal', li, { seq: 4 })).code).toBe(code);
  });
});
