import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const openPage = pageAt('packages/keeper/households/households');
const open = () => openPage({ y: 'cy_c01' });

const row = (unit: string, door: string, family: string) => ({
  id: `hh_c01u${unit[0]}d${door}`,
  unit,
  door,
  family,
  label: `${unit} ${door} ${family}家`,
  tenure: 'owner',
  peopleCount: 3,
  joined: true,
});
const type = (value: string) => ({ detail: { value } });
const write = (field: string, value: string) => ({
  currentTarget: { dataset: { field } },
  detail: { value },
});

beforeEach(() => {
  keeperPhone.reset();
  session.learn({ courtyardId: 'cy_c01', roles: ['owner'] });
  phone.answer('directory.households', ({ input }) => {
    const { after } = input as { after?: string };
    const items = after ? [row('2单元', '301', '李')] : [row('1单元', '101', '曾')];
    return { ok: true, value: after ? { items } : { items, next: 'c1' } };
  });
});

it('opens with one page of doors, by unit', async () => {
  const text = (await open()).text();
  expect(text).toContain('1单元101曾家自住·3人·用小程序');
  expect(phone.callsOf('directory.households')).toHaveLength(1);
});

it('reads itself again when one comes back from a household', async () => {
  const page = await open();
  page.turn('show');
  await settle();
  expect(phone.callsOf('directory.households')).toHaveLength(2);
});

it('searches the whole courtyard, also what was not shown yet', async () => {
  const page = await open();
  await page.run('search', type('李'));
  await settle();
  expect(page.text()).toContain('2单元301李家');
  expect(page.text()).not.toContain('曾家');
  expect(page.text()).toContain('找到1户');
});

it('finds by door and family together, in any order', async () => {
  const page = await open();
  await page.run('search', type('李 301'));
  expect(page.text()).toContain('李家');
  await page.run('search', type('曾 301'));
  expect(page.text()).toContain('没有找到');
});

describe('adding a household', () => {
  it('explains a missing door beside it, and one that is taken', async () => {
    const page = await open();
    await page.run('startAdding');
    await page.run('add');
    expect(page.text()).toContain('写上门牌');
    phone.answer('directory.addHousehold', { ok: false, code: 'DOOR_TAKEN' });
    await page.run('write', write('door', ' 303 '));
    await page.run('add');
    expect(phone.callsOf('directory.addHousehold')[0]?.input).toMatchObject({ door: '303' });
    expect(page.text()).toContain('这个门牌已经登记过了');
  });

  it('is not offered to a volunteer', async () => {
    session.learn({ roles: ['volunteer'] });
    expect((await open()).text()).not.toContain('添一户');
  });
});

it('keeps the doors it has when the next page does not come', async () => {
  const page = await open();
  phone.answer('directory.households', { ok: false, code: 'OFFLINE' });
  await page.run('onReachBottom');
  expect(page.text()).toContain('曾家');
  expect(page.text()).toContain('点这里再试');
});
