/** A month with more entries than a workbook lists. @see docs/domain/fund.md §5 */
import { Readable } from 'node:stream';
import { readSheet } from 'read-excel-file/node';
import {
  credit,
  debit,
  headOf,
  journalAfter,
  monthOf,
  NO_JOURNAL,
} from '../../cloudfunctions/fund/chain';
import { fundIdOf, type JournalDoc } from '../../cloudfunctions/fund/documents';
import { EVENING, li, openStage, type Stage, TOWN } from './stage';

const ENTRIES = 2_003;
const AT_ONCE = 50;

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const chain: JournalDoc[] = [];
  for (let i = 1; i <= ENTRIES; i += 1) {
    const last = chain.at(-1);
    const head = last ? { ...headOf(last), at: last.at } : { ...NO_JOURNAL, at: 0 };
    const draft = {
      communityId: TOWN.id,
      at: EVENING,
      kind: 'donation',
      legs: [debit('cash', 100), credit('income_donation', 100)],
      source: { kind: 'voucher', id: `vo_${i}` },
      memo: '捐款',
      signers: [{ by: 'mb_x', as: 'treasurer' }],
    } as const;
    chain.push(journalAfter(head, draft));
  }
  for (let from = 0; from < ENTRIES; from += AT_ONCE) {
    const some = chain.slice(from, from + AT_ONCE);
    await Promise.all(some.map((one) => stage.database.add('journals', [one])));
  }
  const last = chain.at(-1);
  if (!last) throw new Error('no journals');
  const fund = { _id: fundIdOf(TOWN.id), communityId: TOWN.id, rev: 1, at: last.at };
  await stage.database.add('funds', [{ ...fund, ...headOf(last) }]);
}, 180_000);
afterAll(() => stage?.close());

it('has its sums whole in the workbook, as on the page, and says how many entries are not listed', async () => {
  const asked = { month: monthOf(EVENING) };
  const page = await stage.calls.done('fund', 'statement', li, asked);
  expect(page).toMatchObject({ closingFen: ENTRIES * 100, journalCount: ENTRIES });
  const { base64 } = await stage.calls.done('fund', 'statementFile', li, asked);
  const file = () => Readable.from(Buffer.from(base64, 'base64'));
  const sheet = await readSheet(file(), '账单');
  const cell = (label: string) => sheet.find(([name]) => name === label)?.[1];
  expect([cell('现在'), cell('笔数'), cell('对账码')]).toEqual([ENTRIES, ENTRIES, page.code]);
  const entries = (await readSheet(file(), '每一笔')).slice(1);
  expect(entries).toHaveLength(2_001);
  expect(entries.at(-1)?.[0]).toBe('还有 3 笔没有列出，请在小程序里查看');
}, 60_000);
