import type { HouseholdDetail } from '../../miniprogram/contract/directory';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const openPage = pageAt('packages/keeper/household/household');
const open = () => openPage({ id: 'hh_c01u1d702', y: 'cy_c01' });

const detail: HouseholdDetail = {
  id: 'hh_c01u1d702',
  unit: '1单元',
  door: '702',
  family: '曹',
  label: '1单元 702 曹家',
  tenure: 'tenant',
  peopleCount: 2,
  joined: true,
  people: [
    { id: 'pe_a', name: '曹素琴', ageBand: '60-79', phoneOnly: true },
    { id: 'pe_b', name: '苏涛', ageBand: '18-59', phoneOnly: false, memberId: 'mb_b' },
  ],
  trail: [
    { at: 1, what: '门牌 701 改为 702', by: '周群主' },
    { at: 2, what: '姓 曾 改为 曹', by: '廖军' },
  ],
};
const tap = (dataset: object) => ({ currentTarget: { dataset } });
const write = (field: string, value: string) => ({ ...tap({ field }), detail: { value } });

beforeEach(() => {
  keeperPhone.reset();
  session.learn({ courtyardId: 'cy_c01', roles: ['staff'] });
  phone.ok('directory.household', detail);
});

it('shows who lives there, and what was changed, the latest first', async () => {
  const text = (await open()).text();
  for (const words of ['1单元702曹家', '租住', '60–79岁·只用老年手机', '18–59岁·用小程序']) {
    expect(text).toContain(words);
  }
  expect(text.indexOf('姓曾改为曹')).toBeLessThan(text.indexOf('门牌701改为702'));
});

it('corrects a door starting from what is written, and explains a taken one', async () => {
  phone.answer('directory.correctHousehold', { ok: false, code: 'DOOR_TAKEN' });
  const page = await open();
  await page.run('startCorrecting');
  await page.run('write', write('door', '703'));
  await page.run('saveHousehold');
  expect(phone.callsOf('directory.correctHousehold')[0]?.input).toEqual({
    householdId: 'hh_c01u1d702',
    unit: '1单元',
    door: '703',
    family: '曹',
    tenure: 'tenant',
  });
  expect(page.text()).toContain('这个门牌已经登记过了');
});

it('writes down a person with an age band, and asks before taking one out', async () => {
  phone.ok('member.savePerson', { personId: 'pe_c' });
  phone.ok('member.removePerson', {});
  const page = await open();
  await page.run('editPerson', tap({}));
  await page.run('savePerson');
  expect(page.text()).toContain('写一个称呼');
  await page.run('writeName', { detail: { value: ' 曹大爷 ' } });
  await page.run('chooseBand', tap({ id: '80+' }));
  await page.run('savePerson');
  expect(phone.callsOf('member.savePerson')[0]?.input).toEqual({
    householdId: 'hh_c01u1d702',
    name: '曹大爷',
    ageBand: '80+',
    phoneOnly: false,
  });
  phone.confirm = false;
  await page.run('editPerson', tap({ person: detail.people[0] }));
  await page.run('removePerson');
  expect(phone.said.join()).toContain('曹素琴 会从这一户的名单里去掉');
  expect(phone.callsOf('member.removePerson')).toEqual([]);
});

describe('reshaping', () => {
  it('is the community’s: an owner is not offered it', async () => {
    session.learn({ roles: ['owner'] });
    expect((await open()).text()).not.toContain('合并、拆分');
    session.learn({ roles: ['staff'] });
    expect((await open()).text()).toContain('合并、拆分');
  });

  it('merges into another household of the courtyard, never into itself', async () => {
    const row = { ...detail, id: 'hh_c01u1d703', door: '703', label: '1单元 703 曹家' };
    phone.ok('directory.households', { items: [detail, row] });
    phone.ok('directory.mergeHouseholds', {});
    const page = await open();
    await page.run('startMerging');
    await page.run('search', { detail: { value: '曹' } });
    expect((page.data().found as { id: string }[]).map(({ id }) => id)).toEqual(['hh_c01u1d703']);
    await page.run('merge', tap({ id: 'hh_c01u1d703', label: '1单元 703 曹家' }));
    expect(phone.said[0]).toContain('都搬到 1单元 703 曹家');
    expect(phone.callsOf('directory.mergeHouseholds')[0]?.input).toEqual({
      from: 'hh_c01u1d702',
      into: 'hh_c01u1d703',
    });
    expect(phone.went).toEqual(['back']);
  });

  it('splits off those who were chosen, in the household’s order', async () => {
    phone.ok('directory.splitHousehold', { householdId: 'hh_new' });
    const page = await open();
    await page.run('startSplitting');
    await page.run('pickLeaving', tap({ id: 'pe_b' }));
    await page.run('pickLeaving', tap({ id: 'pe_a' }));
    await page.run('pickLeaving', tap({ id: 'pe_a' }));
    await page.run('write', write('door', '704'));
    await page.run('split');
    await settle();
    expect(phone.callsOf('directory.splitHousehold')[0]?.input).toMatchObject({
      unit: '1单元',
      door: '704',
      people: ['pe_b'],
    });
  });
});
