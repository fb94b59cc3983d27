/** The month of the demo equals what every domain says of itself, and names nobody. */
import { Readable } from 'node:stream';
import { readSheet } from 'read-excel-file/node';
import type { NoticeDoc } from '../../cloudfunctions/notice/documents';
import { instant } from '../../miniprogram/contract/calendar';
import type { CourtyardId, RoundId } from '../../miniprogram/contract/ids';
import type { MonthView } from '../../miniprogram/contract/report';
import { at, type Calls, callsOf, smallTown } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { type Product, startProduct } from '../support/local';
import { figuresIn } from './stage';

let product: Product;
let calls: Calls;
let database: Database;
let view: MonthView;

const MONTH = '2026-03';
const ADMIN = { openid: 'o_staff_01' };
const OVER = instant('2026-04-01', '03:05');
const town = smallTown();

beforeAll(async () => {
  product = await startProduct({ size: 'small' });
  database = await openDatabase(product);
  await product.setClock('2026-03-20T10:00:00+08:00');
  await product.control('reset', { size: 'small' });
  await product.setClock(OVER);
  calls = callsOf(product);
  view = await calls.done('report', 'month', ADMIN, {});
}, 240_000);
afterAll(() => product?.close());

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
/** A column of a section, by courtyard. */
function columnOf(key: string, label: string): Readonly<Record<string, number>> {
  const index = view.sections.findIndex((section) => section.key === key);
  const column = view.sections[index]?.columns.findIndex((one) => one.label === label) ?? -1;
  return Object.fromEntries(
    view.yards.map(({ id, figures }) => [id, figures[index]?.[column] ?? -1]),
  );
}

describe('the month of the demo', () => {
  it('reach: what the boards of its notices say', async () => {
    const all = await database.find<NoticeDoc>('notices');
    const out = ({ versions, publishedAt }: NoticeDoc) => versions[0]?.publishedAt ?? publishedAt;
    const inMonth = all.filter(
      (one) => out(one) >= instant('2026-03-01') && out(one) < instant('2026-04-01'),
    );
    const asking = inMonth.filter(
      ({ mustConfirm, status }) => mustConfirm && status === 'published',
    );
    const boards = await Promise.all(
      asking.map(({ _id }) => calls.done('notice', 'communityBoard', ADMIN, { noticeId: _id })),
    );
    const rows = boards.flatMap(({ courtyards }) => courtyards);
    const by = (way: 'self' | 'helper' | 'phone' | 'door') =>
      sum(boards.map(({ countByWay }) => countByWay[way]));
    expect(boards.length).toBeGreaterThanOrEqual(3);
    expect(figuresIn(view, 'reach')).toMatchObject({
      发出通知: inMonth.length,
      其中请大家回执: boards.length,
      应送到: sum(rows.map(({ householdCount }) => householdCount)),
      自己看到: by('self'),
      家人邻居代看: by('helper'),
      '电话、上门告知': by('phone') + by('door'),
      没通知到: sum(rows.map(({ householdCount, reachedCount }) => householdCount - reachedCount)),
    });
    const not = (yard: CourtyardId) =>
      sum(
        rows
          .filter(({ id }) => id === yard)
          .map(({ householdCount, reachedCount }) => householdCount - reachedCount),
      );
    for (const { id } of view.yards) expect(columnOf('reach', '没通知到')[id]).toBe(not(id));
  });

  it('duty: what the rosters of its courtyards show', async () => {
    const served = await Promise.all(
      town.neighbourhoods.slice(0, 2).map(async ({ owner }) => {
        const { turns } = await calls.done('roster', 'month', at(owner), { month: MONTH });
        return turns.filter(({ state, householdId }) => state === 'served' && householdId);
      }),
    );
    const minutes = (turns: (typeof served)[number]) =>
      sum(turns.map(({ startsAt, endsAt }) => (endsAt - startsAt) / 60_000));
    expect(figuresIn(view, 'duty')).toMatchObject({
      有值守的院子: 2,
      有人守: sum(served.map((turns) => new Set(turns.map(({ day }) => day)).size)),
      出力的家庭: sum(served.map((turns) => new Set(turns.map((one) => one.householdId)).size)),
      一共守了: sum(served.map(minutes)),
    });
    const cards = await database.find<{ status: string }>('care_cards');
    const answered = cards.filter(({ status }) => status === 'answered').length;
    expect([answered, cards.length - answered]).toEqual([
      figuresIn(view, 'duty').回了的关照卡,
      figuresIn(view, 'duty').还没回的关照卡,
    ]);
  });

  it('buying: what the totals and settlements of its rounds say', async () => {
    const rounds = await database.find<{ _id: RoundId; closesAt: number }>('rounds');
    const ended = rounds.filter(({ closesAt }) => closesAt < instant('2026-04-01'));
    const totals = await Promise.all(
      ended.map(({ _id }) => calls.done('groupbuy', 'totals', ADMIN, { roundId: _id })),
    );
    const sheets = await Promise.all(
      ended.map(({ _id }) => calls.done('groupbuy', 'settlement', ADMIN, { roundId: _id })),
    );
    const posted = sheets.flatMap(({ posted: one }) => one?.profitFen ?? []);
    expect(figuresIn(view, 'buying')).toMatchObject({
      截单团购: 3,
      下单: sum(totals.map(({ households }) => households)),
      订到: sum(totals.map(({ units }) => units)),
      货款: sum(sheets.map(({ takingsFen }) => takingsFen)),
      还没收到的钱: sum(sheets.map(({ owedFen }) => owedFen)),
      已经结算: posted.length,
      结余进微基金: sum(posted),
    });
    const units = (yard: CourtyardId) =>
      sum(
        totals
          .flatMap(({ yards }) => yards)
          .map((one) => (one.courtyardId === yard ? one.units : 0)),
      );
    for (const { id } of view.yards) expect(columnOf('buying', '订到')[id]).toBe(units(id));
  });

  it('fund: what the public statement says', async () => {
    const { incomes, spendings, ...statement } = await calls.done('fund', 'statement', ADMIN, {
      month: MONTH,
    });
    const moved = [
      ...incomes.map(({ name, fen }) => [`收进：${name}`, fen]),
      ...spendings.map(({ name, fen }) => [`花出：${name}`, fen]),
    ];
    const { items } = await calls.done('fund', 'vouchers', ADMIN, { status: 'proposed' });
    expect(figuresIn(view, 'fund')).toEqual({
      月初有: statement.openingFen,
      ...Object.fromEntries(moved),
      月底有: statement.closingFen,
      记了: statement.journalCount,
      等人签字的单子: items.length,
      从头核对无误: statement.journalCount,
    });
  });

  it('every figure of courtyards adds up to the community’s', () => {
    for (const { key, columns } of view.sections) {
      for (const { label } of columns) {
        const own = sum(Object.values(columnOf(key, label)));
        expect([label, own]).toEqual([label, figuresIn(view, key)[label]]);
      }
    }
  });

  it('names no person, no door and no telephone, stored or shown', async () => {
    const members = await database.find<{ name: string }>('members');
    const homes = await database.find<{ label: string; _id: string }>('households');
    const contacts = await database.find<{ phones: { phone: string; name: string }[] }>('contacts');
    const secrets = new Set([
      ...members.flatMap(({ name }) => (name.length > 1 ? [name] : [])),
      ...homes.flatMap(({ label, _id }) => [label, _id]),
      ...contacts.flatMap(({ phones }) => phones.flatMap(({ phone, name }) => [phone, name])),
    ]);
    expect(secrets.size).toBeGreaterThan(200);
    const { base64 } = await calls.done('report', 'monthFile', ADMIN, { month: MONTH });
    const sheets = await Promise.all(
      ['每月一页', '各院落'].map((name) =>
        readSheet(Readable.from(Buffer.from(base64, 'base64')), name),
      ),
    );
    const heard = JSON.stringify([await database.find('months'), view, sheets]);
    expect([...secrets].filter((secret) => heard.includes(secret))).toEqual([]);
    expect(heard).not.toMatch(/mb_|hh_|o_staff/);
  });

  it('is a workbook with a row for every courtyard', async () => {
    const { name, base64 } = await calls.done('report', 'monthFile', ADMIN, { month: MONTH });
    expect(name).toBe('东环路社区2026-03每月一页.xlsx');
    const yards = await readSheet(Readable.from(Buffer.from(base64, 'base64')), '各院落');
    expect(yards.map(([first]) => first)).toEqual([
      '院落',
      ...view.yards.map((one) => one.name),
      '合计',
    ]);
    expect(view.text.split('\n').length).toBeLessThanOrEqual(12);
  });
});
