/** The secretary's month in the browser: found under 办事, read, one section's courtyards, sent on in three ways. */
import { instant } from '../../miniprogram/contract/calendar';
import { type Journey, startJourney } from '../support/journey';

let journey: Journey;

const STAFF = 'o_staff_02';
const RESIDENT = 'o_c01_u1_101_a';
/** Figures of a month that has begun weeks ago. */
const NOW = instant('2026-03-20', '10:00');

beforeAll(async () => {
  journey = await startJourney();
  await journey.product.setClock(NOW);
  await journey.product.control('reset', { size: 'small' });
}, 240_000);
afterAll(() => journey?.close());

it('staff find the month, read it, and look at every courtyard’s figures of one section', async () => {
  const phone = await journey.phone({ as: STAFF, path: 'pages/errands/errands' });
  await phone.tap('每月一页');
  await phone.see('2026年3月');
  await phone.see('数字算到昨天 24:00，每天夜里重算。');
  for (const title of ['通知到户', '大门值守', '一起买菜', '微基金']) await phone.see(title);
  await phone.tap(/^大门值守$/);
  await phone.see(/应守 \d+ 天，有人守 \d+ 天/);
  await phone.look('month-1-yards');
  await phone.tap('上个月');
  await phone.see('2026年2月');
  await phone.see(/一起买菜还会补/);
  await phone.close();
}, 90_000);

it('and send it on: as a text, as a workbook, as a picture', async () => {
  const phone = await journey.phone({ as: STAFF, path: 'packages/keeper/month/month' });
  await phone.loaded();
  await phone.tap('抄给群里');
  await phone.tap(/^同意$/);
  await phone.see('已复制');
  await phone.tap('做成表格');
  await phone.see('发出表格');
  await phone.tap('做成图片');
  await phone.see('发到群里');
  await phone.close();
}, 90_000);

it('nobody else gets there', async () => {
  const phone = await journey.phone({ as: RESIDENT, path: 'pages/errands/errands' });
  await phone.see('看通知');
  expect(await phone.page.getByText('每月一页').count()).toBe(0);
  await phone.goTo('packages/keeper/month/month');
  await phone.see('回到院落');
  await phone.close();
}, 60_000);
