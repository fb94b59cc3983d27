import fc from 'fast-check';
import {
  credit,
  debit,
  flawOf,
  type Head,
  hashOf,
  headOf,
  type JournalDraft,
  journalAfter,
  NO_JOURNAL,
  reversed,
} from '../../cloudfunctions/fund/chain';
import type { JournalDoc } from '../../cloudfunctions/fund/documents';
import {
  ACCOUNTS,
  type Account,
  ASSETS,
  fundBalance,
  INCOMES,
  type Leg,
  LIABILITIES,
  SPENDINGS,
  total,
} from '../../miniprogram/contract/fund-accounts';
import { sumOf } from '../../miniprogram/contract/money';

const AT = Date.parse('2020-03-12T20:00:00+08:00');

const draft = (legs: readonly Leg[], more: Partial<JournalDraft> = {}): JournalDraft => ({
  communityId: 'cm_test',
  at: AT,
  kind: 'adjustment',
  legs,
  source: { kind: 'voucher', id: 'vo_1' },
  memo: '更正',
  signers: [
    { by: 'mb_1', as: 'treasurer' },
    { by: 'mb_2', as: 'staff' },
  ],
  ...more,
});

const start = { ...NO_JOURNAL, at: 0 };
const next = (before: JournalDoc | undefined, one: JournalDraft): JournalDoc =>
  journalAfter(before ? { ...headOf(before), at: before.at } : start, one);

/** Any pair of accounts with an amount; cash and bank only grow, so that nothing is refused. */
const movement = fc
  .record({
    to: fc.constantFrom(...ACCOUNTS),
    from: fc.constantFrom(...ACCOUNTS.filter((one) => one !== 'cash' && one !== 'bank')),
    more: fc.constantFrom(...ACCOUNTS.filter((one) => one !== 'cash' && one !== 'bank')),
    fen: fc.integer({ min: 1, max: 10_000_000 }),
    rest: fc.nat(5_000),
  })
  .filter(({ to, from, more }) => to !== from && more !== from)
  .map(({ to, from, more, fen, rest }) => [
    debit(to, fen),
    debit(more, rest),
    credit(from, fen + rest),
  ]);

function chainOf(all: readonly (readonly Leg[])[]): readonly JournalDoc[] {
  const chain: JournalDoc[] = [];
  for (const [i, legs] of all.entries())
    chain.push(next(chain.at(-1), draft(legs, { at: AT + i })));
  return chain;
}

const chains = fc.array(movement, { minLength: 1, maxLength: 12 }).map(chainOf);

/** The first flaw of a stored chain, as the auditor finds it. */
function firstFlaw(chain: readonly (JournalDoc | undefined)[]): string | undefined {
  let head: Head = NO_JOURNAL;
  for (const journal of chain) {
    const flaw = flawOf(head, journal);
    if (flaw || !journal) return `${head.seq + 1} ${flaw}`;
    head = headOf(journal);
  }
  return undefined;
}

describe('any sequence of postings', () => {
  it('keeps the legs of every journal and all balances at nothing', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        for (const { legs, balances } of chain) {
          expect(sumOf(legs.map(({ fen }) => fen))).toBe(0);
          expect(legs.every(({ fen }) => fen !== 0)).toBe(true);
          expect(sumOf(Object.values(balances))).toBe(0);
        }
      }),
    );
  });

  it('keeps the fund equal to what there is less what is owed, and to the sum of its journals', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const last = chain.at(-1)?.balances ?? {};
        const ownFen = total(last, ASSETS) - total(last, LIABILITIES);
        expect(fundBalance(last)).toBe(ownFen);
        const own: readonly Account[] = ['opening', ...INCOMES, ...SPENDINGS];
        const moved = chain.flatMap(({ legs }) =>
          legs.filter(({ account }) => own.includes(account)),
        );
        expect(fundBalance(last)).toBe(0 - sumOf(moved.map(({ fen }) => fen)));
      }),
    );
  });

  it('proves itself from the first journal on', () => {
    fc.assert(fc.property(chains, (chain) => expect(firstFlaw(chain)).toBeUndefined()));
  });

  it('is as it was after a journal and its reversal', () => {
    fc.assert(
      fc.property(chains, movement, (chain, legs) => {
        const there = next(chain.at(-1), draft(legs));
        const back = next(there, draft(reversed(there.legs)));
        const before = chain.at(-1)?.balances ?? {};
        for (const account of ACCOUNTS) {
          expect(back.balances[account] ?? 0).toBe(before[account] ?? 0);
        }
      }),
    );
  });
});

describe('a stored chain somebody laid hands on', () => {
  const edits: readonly [name: string, (journal: JournalDoc) => JournalDoc][] = [
    ['an amount', (j) => ({ ...j, legs: j.legs.map((leg) => ({ ...leg, fen: leg.fen * 2 })) })],
    [
      'the balances',
      (j) => ({ ...j, balances: { ...j.balances, cash: 1 + (j.balances.cash ?? 0) } }),
    ],
    ['the instant', (j) => ({ ...j, at: j.at + 1 })],
    ['the month', (j) => ({ ...j, month: '2020-04' })],
    ['the accounts it is found by', (j) => ({ ...j, accounts: [] })],
    ['what corrects what', (j) => ({ ...j, touches: [...j.touches, 1] })],
    ['a signer', (j) => ({ ...j, signers: [{ by: 'mb_3', as: 'admin' }] })],
    [
      'a role',
      (j) => ({ ...j, signers: j.signers.map((one) => ({ ...one, as: 'admin' as const })) }),
    ],
    ['the memo', (j) => ({ ...j, memo: '别的' })],
    ['the source', (j) => ({ ...j, source: { ...j.source, id: 'vo_2' } })],
    ['what it belongs to', (j) => ({ ...j, about: 'gb_1' })],
    ['what it corrects', (j) => ({ ...j, corrects: 1 })],
    ['the courtyard', (j) => ({ ...j, courtyardId: 'cy_2' })],
    ['the kind', (j) => ({ ...j, kind: 'spending' })],
  ];

  it.each(edits)('%s: is found at that very journal', (_, edit) => {
    fc.assert(
      fc.property(chains, fc.nat(), (chain, pick) => {
        const at = pick % chain.length;
        const edited = chain.map((journal, i) => (i === at ? edit(journal) : journal));
        expect(firstFlaw(edited)).toBe(`${at + 1} changed`);
      }),
    );
  });

  it.each(edits)('%s, and hashed again: is found there, or where the next one links', (_, edit) => {
    fc.assert(
      fc.property(
        chains.filter(({ length }) => length > 1),
        fc.nat(),
        (chain, pick) => {
          const at = pick % (chain.length - 1);
          const edited = chain.map((journal, i) => {
            const forged = edit(journal);
            return i === at ? { ...forged, hash: hashOf(forged) } : journal;
          });
          expect(firstFlaw(edited)).toMatch(new RegExp(`^(${at + 1}|${at + 2}) `));
        },
      ),
    );
  });

  it('a journal taken out, or two changed places: is found', () => {
    const chain = chainOf([
      [debit('cash', 100), credit('income_donation', 100)],
      [debit('cash', 200), credit('income_donation', 200)],
      [debit('cash', 300), credit('income_donation', 300)],
    ]);
    const [a, b, c] = chain;
    expect(firstFlaw([a, c])).toBe('2 missing');
    expect(firstFlaw([b, a, c])).toBe('1 missing');
    expect(firstFlaw([a, undefined, c])).toBe('2 missing');
  });
});

describe('one posting', () => {
  it('adds up legs of one account and lets what is nothing fall out', () => {
    const { legs } = next(
      undefined,
      draft([
        debit('cash', 50),
        debit('short', 0),
        debit('cash', 40),
        credit('clearing_groupbuy', 90),
      ]),
    );
    expect(legs).toEqual([
      { account: 'cash', fen: 90 },
      { account: 'clearing_groupbuy', fen: -90 },
    ]);
  });

  it.each([
    ['that do not add up', [debit('cash', 100), credit('income_donation', 99)]],
    ['with parts of a fen', [debit('cash', 0.5), credit('income_donation', 0.5)]],
    ['that are none', []],
    ['that come to nothing', [debit('cash', 5), credit('cash', 5)]],
  ])('with legs %s is a mistake of the caller', (_, legs) => {
    expect(() => next(undefined, draft(legs))).toThrow(RangeError);
  });

  it('never takes more than there is out of the cash box or the bank', () => {
    const first = next(undefined, draft([debit('cash', 1_000), credit('opening', 1_000)]));
    const spend = (fen: number) =>
      next(first, draft([debit('spending_elders', fen), credit('cash', fen)]));
    expect(spend(1_000).balances.cash).toBe(0);
    expect(() => spend(1_001)).toThrow(
      expect.objectContaining({ code: 'CASH_SHORT', details: { have: '¥10.00' } }),
    );
    expect(() => next(first, draft([debit('cash', 1), credit('bank', 1)]))).toThrow(
      expect.objectContaining({ code: 'BANK_SHORT', details: { have: '¥0.00' } }),
    );
  });

  it('is never earlier than the one before, and belongs to a Beijing month', () => {
    const midnight = Date.parse('2020-04-01T00:00:00+08:00');
    const late = next(undefined, draft([debit('cash', 1), credit('opening', 1)], { at: midnight }));
    const early = next(late, draft([debit('cash', 1), credit('opening', 1)], { at: midnight - 1 }));
    expect(late).toMatchObject({ month: '2020-04', seq: 1, _id: 'fd_test.000001', previous: '' });
    expect(early).toMatchObject({
      at: midnight,
      seq: 2,
      _id: 'fd_test.000002',
      previous: late.hash,
    });
    expect(
      next(undefined, draft([debit('cash', 1), credit('opening', 1)], { at: midnight - 1 })).month,
    ).toBe('2020-03');
  });

  it('counts a shortage beside the fund, not against it', () => {
    const { balances } = next(
      undefined,
      draft([debit('cash', 8_700), debit('short', 300), credit('income_flowers', 9_000)]),
    );
    expect(fundBalance(balances)).toBe(9_000);
    expect(total(balances, ['short'])).toBe(300);
  });
});
