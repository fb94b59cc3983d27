import type { JournalDoc } from '../../cloudfunctions/fund/documents';
import { type Database, openDatabase } from '../support/database';
import { type Journey, type Phone, startJourney } from '../support/journey';

let journey: Journey;
let database: Database;

const RESIDENT = 'o_c01_u1_101_a';
const NEWCOMER = 'o_c01_new_c';
const STAFF = 'o_staff_02';
const SECOND = 'o_staff_03';

beforeAll(async () => {
  journey = await startJourney();
  database = await openDatabase(journey.product);
}, 180_000);
afterAll(() => journey?.close());

const open = (as: string, page: string, query = ''): Promise<Phone> =>
  journey.phone({ as, path: `packages/fund/${page}/${page}${query}` });

it('somebody who has joined nothing reads what there is, where it went, and what an entry came from', async () => {
  const phone = await open(NEWCOMER, 'fund');
  await phone.see('微基金，现在有');
  await phone.see('都对得上');
  await phone.tap(/^绿化/);
  await phone.tap(/支出：绿化/);
  await phone.see('院门口花箱换土、买花');
  await phone.see('微基金变少了');
  // Whom it was paid to, and the picture, are not for the street.
  expect(await phone.page.getByText('花鸟市场').count()).toBe(0);
  expect(await phone.page.getByLabel('第 1 张图片，点开看大图').count()).toBe(0);
  await phone.close();
}, 60_000);

it('a month is read, turned, and copied for the group', async () => {
  const phone = await open(RESIDENT, 'statement');
  await phone.see('现在有');
  await phone.tap('抄给群里');
  // WeChat asks once before a clipboard is used.
  await phone.tap(/^同意$/);
  await phone.see('已复制');
  await phone.tap('上个月');
  await phone.see('月底有');
  await phone.close();
}, 60_000);

it('one fills in a gift, cannot sign it alone, and another signs; the fund has it at once', async () => {
  const first = await open(STAFF, 'ask');
  await first.tap('收到捐款');
  await first.tap('交给另一个人签');
  await first.see('钱写数字');
  await first.fill('多少钱', '66.6');
  await first.fill('说明', '腊八节义卖');
  await first.look('fund-1-ask');
  await first.tap('交给另一个人签');
  await first.see('等财务或社区的另一个人来签');
  expect(await first.page.getByText('签字入账').filter({ visible: true }).count()).toBe(0);
  await first.close();

  const second = await open(SECOND, 'vouchers');
  await second.tap(/腊八节义卖/);
  await second.see('¥66.60');
  await second.tap('签字入账');
  // WeChat asks for the message that tells when the books differ.
  await second.tap('允许');
  await second.see('签了就入账');
  await second.tap('签字');
  await second.see('已入账');
  await second.tap(/看第 \d+ 笔账/);
  await second.see('微基金变多了');
  await second.look('fund-2-entry');
  await second.close();

  const anybody = await open(RESIDENT, 'entries');
  await anybody.see('+¥66.60');
  await anybody.close();
}, 90_000);

it('a settlement that was worked out wrong is put right in plain words, by two people', async () => {
  const [settled] = await database.find<JournalDoc>('journals', { kind: 'settlement' });
  const supplier = settled?.legs.find(({ account }) => account === 'supplier');
  if (!settled || !supplier) throw new Error('the demo has settled nothing');
  const first = await open(STAFF, 'journal', `?seq=${settled.seq}`);
  await first.tap('记错了，更正');
  await first.tap(/^应付菜农、商家 ¥/);
  await first.fill('差多少', '12');
  await first.tap(/^团购结余$/);
  await first.tap('交给另一个人签');
  await first.see('写一句哪里错了');
  await first.fill('哪里错了', '菜农的萝卜少算了 8 根');
  await first.see('签了以后');
  await first.look('fund-4-correct');
  await first.tap('交给另一个人签');
  await first.see('等财务或社区的另一个人来签');
  await first.close();

  const second = await open(SECOND, 'vouchers');
  await second.tap(/菜农的萝卜少算了 8 根/);
  await second.see('少 ¥12.00');
  await second.tap('签字入账');
  await second.tap('允许');
  await second.see('签了就入账');
  await second.tap('签字');
  await second.see('已入账');
  await second.close();

  const anybody = await open(RESIDENT, 'journal', `?seq=${settled.seq}`);
  await anybody.tap(/^第 \d+ 笔更正了它$/);
  await anybody.see('菜农的萝卜少算了 8 根');
  expect(await anybody.page.getByText('记错了，更正').filter({ visible: true }).count()).toBe(0);
  await anybody.close();
}, 90_000);

it('at the door of a settled round a keeper asks for money back, and no more than was paid', async () => {
  const [round] = await database.find<{ _id: string; courtyards: readonly string[] }>('rounds', {
    status: 'settled',
  });
  if (!round) throw new Error('the demo has settled nothing');
  const yard = round.courtyards[0] ?? '';
  const keeper = await journey.phone({
    as: STAFF,
    path: `packages/buying/door/door?id=${round._id}&y=${yard}`,
  });
  await keeper.tap(/家送过了$/);
  await keeper.tap(/现金 ¥/);
  await keeper.tap('退款给这家');
  await keeper.fill('退多少钱', '9999');
  await keeper.fill('说明', '有一把豌豆尖烂了');
  await keeper.tap('交给另一个人签');
  await keeper.see(/^最多 ¥/);
  await keeper.fill('退多少钱', '1.5');
  await keeper.look('fund-5-refund');
  await keeper.tap('交给另一个人签');
  await keeper.see('等财务或社区的另一个人来签');
  await keeper.see('看这一次团购');
  await keeper.close();
}, 60_000);

it('anybody recounts; when somebody changed the books in the database, the page names the entry', async () => {
  const phone = await open(RESIDENT, 'audit');
  await phone.see('对得上');
  const [spent] = await database.find<JournalDoc>('journals', { kind: 'spending' });
  if (!spent) throw new Error('the demo has spent nothing');
  const forged = spent.legs.map((leg) => ({ ...leg, fen: leg.fen * 10 }));
  await database.replace('journals', { ...spent, legs: forged } as never);
  await phone.tap('从头再算一遍');
  await phone.see('对不上');
  await phone.see(new RegExp(`第 ${spent.seq} 笔：这一笔被改动过`));
  await phone.look('fund-3-broken');
  await database.replace('journals', spent as never);
  await phone.tap('从头再算一遍');
  await phone.see('对得上');
  await phone.close();
}, 60_000);
