import type { TodayView, TurnView } from '../../miniprogram/contract/roster-views';
import { flush } from '../../miniprogram/services/queue';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';
import { home } from './home-view';

const open = pageAt('packages/duty/today/today');
const tap = (value: string) => ({ detail: { value } });

const HOUR = 3_600_000;
const turn = (more: Partial<TurnView> = {}): TurnView => ({
  turnId: '1-hh_10',
  day: '2020-02-09',
  dayText: '2月9日 周日',
  gate: '大门',
  hours: '08:00–20:00',
  startsAt: Date.now() - HOUR,
  endsAt: Date.now() + HOUR,
  label: '2单元 101 李家',
  householdId: 'hh_10',
  mine: true,
  heavy: true,
  state: 'today',
  seeking: false,
  ...more,
});
const view = (more: Partial<TodayView> = {}): TodayView => ({
  status: 'running',
  today: '2020-02-09',
  turns: [turn()],
  tomorrow: [],
  keys: [],
  headline: '',
  phone: '028-8300 0000',
  groupText: {
    duty: '【22号院】2月9日 周日值守\n大门 李家',
    key: '【22号院】今晚 20:00 钥匙交给张家',
  },
  now: Date.now(),
  ...more,
});

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ roles: ['resident'] });
  phone.ok('roster.today', view());
});

it('says who is at the gate and until when, and shows a neighbour nothing to do about it', async () => {
  phone.ok('roster.today', view({ turns: [turn({ mine: false })] }));
  const text = (await open()).text();
  expect(text).toContain('现在门口');
  expect(text).toContain('李家');
  expect(text).toContain('到20:00');
  expect(text).not.toContain('给下一家留句话');
});

it('asks once when one comes back to it, and again when what waited has been sent', async () => {
  const page = await open();
  phone.asked = [];
  page.turn('show');
  await page.run('onShow');
  await settle();
  expect(phone.callsOf('roster.today')).toHaveLength(1);
  phone.ok('roster.readBriefing', {});
  phone.online = false;
  await page.run('readBriefing');
  await settle();
  phone.online = true;
  phone.asked = [];
  await flush();
  await settle();
  expect(phone.callsOf('roster.today')).toHaveLength(1);
});

it('learns the community’s number for whoever comes from a card', async () => {
  session.learn({ phone: '', roles: [] });
  phone.ok('courtyard.home', home);
  phone.answer('roster.today', { ok: false, code: 'ROSTER_NOT_RUNNING' });
  const page = await open({ c: 'cm_donghuan', y: 'cy_c01' });
  await page.run('onCall');
  expect(phone.dialled).toEqual([home.phone.replace(/[^\d]/g, '')]);
});

it('calls the committee where the rules name a number', async () => {
  expect((await open()).text()).not.toContain('问院委会');
  phone.ok('roster.today', view({ contact: '028-8300 1234' }));
  const page = await open();
  await page.press('打电话');
  expect(phone.dialled).toEqual(['02883001234']);
});

it('leaves a word for the next household by tapping alone', async () => {
  phone.ok('roster.endNote', {});
  const page = await open();
  await page.press('给下一家留句话');
  await page.run('send');
  expect(phone.callsOf('roster.endNote')).toEqual([]);
  await page.run('pick', tap('体温枪在'));
  await page.run('pick', tap('登记本在'));
  await page.run('send');
  expect(phone.callsOf('roster.endNote')[0]?.input).toEqual({ text: '体温枪在、登记本在' });
});

it('keeps the word without network and says so', async () => {
  const page = await open();
  phone.online = false;
  await page.press('给下一家留句话');
  await page.run('pick', tap('一切平安'));
  await page.run('send');
  await settle();
  expect(phone.said.join()).toContain('先记在手机里');
  expect(page.text()).toContain('没有网');
});

it('shows what to know once, and not again', async () => {
  phone.ok('roster.today', view({ briefing: '别让老人久站。' }));
  phone.ok('roster.readBriefing', {});
  const page = await open();
  expect(page.text()).toContain('别让老人久站');
  await page.press('看过了');
  expect(phone.callsOf('roster.readBriefing')).toHaveLength(1);
  expect(page.text()).not.toContain('头一回值守');
});

it('copies either text for the group, and its card lands on this very page', async () => {
  const page = await open();
  await page.run('copyKey');
  expect(phone.clipboard).toBe('【22号院】今晚 20:00 钥匙交给张家');
  const card = (await page.run('onShareAppMessage')) as { title: string; path: string };
  expect(card.path).toBe('/packages/duty/today/today?c=cm_donghuan&y=cy_c01');
  expect(card.title.length).toBeLessThanOrEqual(20);
});

it('says who sets it up while there is no roster, and leads a keeper there', async () => {
  phone.ok('roster.today', view({ status: 'none', turns: [] }));
  session.learn({ roles: ['resident', 'owner'] });
  const page = await open();
  expect(page.text()).toContain('群主或院委会');
  await page.press('去排班');
  expect(phone.went).toEqual(['/packages/duty/rules/rules']);
});
