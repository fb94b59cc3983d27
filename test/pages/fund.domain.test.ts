/** What the pages of the fund make of what they are told and of what is filled in. */
import {
  ASSETS,
  balanceOf,
  fundBalance,
  LIABILITIES,
} from '../../miniprogram/contract/fund-accounts';
import {
  JOURNAL_KINDS,
  type JournalView,
  type StatementView,
} from '../../miniprogram/contract/fund-views';
import {
  ASKED,
  type Asking,
  BELONGING,
  begun,
  EMPTY,
  kindsFor,
  NO_BELONGING,
  readForm,
  seqOf,
  shapeOf,
} from '../../miniprogram/packages/fund/services/ask-form';
import { barsOf, entryModel, placeModel } from '../../miniprogram/packages/fund/services/fund';
import { journalModel } from '../../miniprogram/packages/fund/services/journal-view';
import { monthBy, statementSheet } from '../../miniprogram/packages/fund/services/statement-view';
import { A4 } from '../../miniprogram/services/paper';

const NOW = Date.parse('2020-03-12T20:00:00+08:00');
const picture = { fileId: 'cloud://x/shown/1.jpg', url: 'tmp' };
const filled = (more: Partial<Asking>): Asking => ({ ...EMPTY, ...more });

describe('the form', () => {
  it('becomes a voucher once nothing is missing, and says what is until then', () => {
    const wrong = (more: Partial<Asking>) => {
      const read = readForm(filled(more));
      return 'wrong' in read ? read.wrong : '';
    };
    const whole = { yuan: '25.5', payee: '药店', words: ' 体温计 ', pictures: [picture] };
    expect(wrong({})).toContain('钱写数字');
    expect(wrong({ ...whole, yuan: '0' })).toContain('钱写数字');
    expect(wrong({ ...whole, payee: ' ' })).toContain('付给谁');
    expect(wrong({ ...whole, words: '' })).toContain('为了什么');
    expect(wrong({ ...whole, pictures: [] })).toContain('拍一张');
    expect(readForm(filled(whole))).toEqual({
      form: {
        kind: 'spending',
        fen: 2_550,
        till: 'cash',
        purpose: 'elders',
        payee: '药店',
        words: '体温计',
        pictures: ['cloud://x/shown/1.jpg'],
      },
    });
  });

  it('lets either side of the opening be empty, but not both', () => {
    const opening = (yuan: string, bankYuan: string) =>
      readForm(filled({ kind: 'opening', yuan, bankYuan }));
    expect(opening('', '1,200')).toMatchObject({ form: { cashFen: 0, bankFen: 120_000 } });
    expect(opening('', '')).toMatchObject({ wrong: expect.any(String) });
    expect(opening('12', 'x')).toMatchObject({ wrong: expect.any(String) });
  });

  it('of what belongs to a door names round and household, and no more than there is', () => {
    const door = { about: 'gb_1', householdId: 'hh_1', whose: '1单元 101', mostFen: 850 } as const;
    const refund = (more: Partial<Asking>) =>
      readForm({ ...filled({ ...door, words: '烂了', yuan: '3.5', ...more }), kind: 'refund' });
    expect(refund({})).toMatchObject({
      form: { kind: 'refund', fen: 350, about: 'gb_1', householdId: 'hh_1', whose: '1单元 101' },
    });
    expect(refund({ yuan: '8.51' })).toMatchObject({ wrong: '最多 ¥8.50' });
    expect(refund({ words: '' })).toMatchObject({ wrong: expect.stringContaining('为了什么') });
    expect(refund({ whose: '' })).toMatchObject({ wrong: '写上退给谁' });
    const nameless = refund({ householdId: '' });
    expect('form' in nameless && 'householdId' in nameless.form).toBe(false);
  });

  it('begins a debt with all of it, a refund with nothing', () => {
    const belongs = { ...NO_BELONGING, mostFen: 123_450, whose: '' };
    expect(begun('debtForgiven', belongs).yuan).toBe('1234.50');
    expect(begun('debtCollected', { ...belongs, mostFen: 800 }).yuan).toBe('8');
    expect(begun('refund', belongs).yuan).toBe('');
  });

  it('of every kind has all its fields on the page', () => {
    for (const kind of [...ASKED, ...BELONGING]) {
      if (kind === 'correct') continue;
      const everything = {
        ...filled({
          yuan: '1',
          bankYuan: '1',
          payee: '店',
          whose: '家',
          words: '事',
          about: 'gb_1',
        }),
        ...{ kind, pictures: [picture] },
      };
      const read = readForm(everything);
      if ('wrong' in read) throw new Error(`${kind}: ${read.wrong}`);
      const fields = new Set(Object.keys(read.form));
      const shape = shapeOf(kind);
      expect([kind, shape.till, shape.purpose, shape.payee, shape.whose]).toEqual([
        kind,
        fields.has('till'),
        fields.has('purpose'),
        fields.has('payee'),
        fields.has('whose'),
      ]);
    }
  });

  it('offers every kind of voucher somewhere', () => {
    const offered: readonly string[] = [...ASKED, ...BELONGING, 'reversal', 'adjustment'];
    const kinds = JOURNAL_KINDS.filter((kind) => kind !== 'handIn' && kind !== 'settlement');
    expect(kinds.filter((kind) => !offered.includes(kind))).toEqual([]);
  });

  it('finds an entry by its number', () => {
    expect(['12', ' 3 ', '0', '十二', ''].map((seq) => seqOf({ seq }))).toEqual([
      ...[12, 3, undefined, undefined, undefined],
    ]);
  });

  it('offers keepers what they may ask for', () => {
    expect(kindsFor(false).map(({ id }) => id)).toEqual(['spending', 'donation']);
    expect(kindsFor(true)).toHaveLength(ASKED.length);
  });
});

describe('an entry', () => {
  const row = {
    seq: 7,
    at: NOW,
    kind: 'deposit',
    title: '现金存银行',
    place: '',
    changeFen: 0,
    amountFen: 20_000,
    fundFen: 100_000,
  } as const;

  it('has a sign when the fund grew or shrank, and none when money only changed its place', () => {
    expect(entryModel(row, NOW)).toMatchObject({
      money: '¥200.00',
      tone: '',
      line: '第 7 笔 · 今天',
    });
    expect(entryModel({ ...row, changeFen: -350 }, NOW)).toMatchObject({
      money: '-¥3.50',
      tone: 'out',
    });
    expect(entryModel({ ...row, changeFen: 12_000, place: '桂花巷9号院' }, NOW)).toMatchObject({
      money: '+¥120.00',
      spoken: '现金存银行 第 7 笔 · 今天 · 桂花巷9号院 +¥120.00',
    });
  });

  it('says of two signers of one role that they are two, and of every account what became of it', () => {
    const view: JournalView = {
      ...row,
      moves: [
        { account: 'bank', name: '银行存折', fen: 20_000 },
        { account: 'cash', name: '现金箱', fen: -20_000 },
      ],
      signers: ['财务', '财务'],
      source: { kind: 'voucher', id: 'vo_1' },
      correctedBy: [],
      code: 'AAAA0000',
      previousCode: '',
      may: { adjust: false, reverse: false },
    };
    const model = journalModel(view, NOW);
    expect(model.signers).toBe('财务（两位）');
    expect(model.moves.map(({ how, fen }) => [how, fen])).toEqual([
      ['多了', 20_000],
      ['少了', 20_000],
    ]);
    expect(model.effect).toContain('没有变多也没有变少');
  });
});

describe('where the money is', () => {
  it('is what there is less what is owed, and together what the fund has', () => {
    const balances = { cash: 36_250, bank: 206_610, supplier: -20_540, income_donation: -222_320 };
    const rows = [...ASSETS, ...LIABILITIES].map((account) => ({
      ...{ account, name: '', fen: balanceOf(balances, account) },
    }));
    const sum = rows.map(placeModel).reduce((all, { fen }) => all + fen, 0);
    expect(sum).toBe(fundBalance(balances));
    expect(placeModel({ account: 'supplier', name: '应付菜农、商家', fen: 500 })).toMatchObject({
      ...{ fen: -500, note: expect.stringContaining('没付') },
    });
  });
});

describe('bars', () => {
  it('are as long as their share of the largest; a loss has none', () => {
    const bars = barsOf([
      { account: 'income_groupbuy', name: '团购结余', fen: -500 },
      { account: 'income_donation', name: '捐款', fen: 20_000 },
      { account: 'income_flowers', name: '认养捐入', fen: 5_000 },
    ]);
    expect(bars.map(({ percent }) => percent)).toEqual([0, 100, 25]);
  });
});

describe('months', () => {
  it.each([
    ['2020-03', -1, '2020-02'],
    ['2020-01', -1, '2019-12'],
    ['2020-12', 1, '2021-01'],
  ] as const)('%s and %d is %s', (month, by, other) => {
    expect(monthBy(month, by)).toBe(other);
  });

  it('fit on one sheet of A4 even with every kind of income and spending', () => {
    const many = Array.from({ length: 7 }, (_, i) => ({
      account: 'spending_other' as const,
      name: `用途${i}`,
      fen: 100,
    }));
    const view: StatementView = {
      month: '2020-03',
      communityName: '东环路社区',
      openingFen: 0,
      closingFen: 1,
      incomes: many.slice(0, 4),
      spendings: many,
      accounts: [{ account: 'cash', name: '现金箱', openingFen: 0, closingFen: 1 }],
      journalCount: 11,
      closed: true,
      code: 'AAAA0000',
      text: '',
      now: NOW,
    };
    const lowest = Math.max(...statementSheet(view).lines.map(({ y }) => y));
    expect(lowest).toBeLessThan(A4.height - 20);
  });
});
