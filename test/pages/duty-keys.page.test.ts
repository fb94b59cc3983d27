import type { KeyView, TodayView } from '../../miniprogram/contract/roster-views';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/duty/keys/keys');

const key = (more: Partial<KeyView> = {}): KeyView => ({
  keyId: 'ky_1',
  name: '大门钥匙',
  gate: '大门',
  spare: false,
  holderLabel: '1单元 602 高家',
  heldByMe: true,
  since: 0,
  lost: false,
  code: '6208',
  next: {
    to: 'hh_10',
    label: '2单元 101 李家',
    mine: false,
    at: 0,
    text: '今晚 20:00 交给2单元 101 李家',
    state: 'due',
  },
  after: '2单元 102 张家',
  may: { give: true, take: false, passOn: true, record: true },
  ...more,
});
const today = (one: KeyView): TodayView => ({
  status: 'running',
  today: '2020-02-09',
  turns: [],
  tomorrow: [],
  keys: [one],
  headline: '',
  phone: '028-8300 0000',
  groupText: { duty: '', key: '' },
  now: Date.now(),
});
const receiving = (): KeyView => {
  const { code: _, after: __, ...rest } = key();
  return {
    ...rest,
    heldByMe: false,
    next: { ...(rest.next as NonNullable<KeyView['next']>), mine: true },
    may: { give: false, take: true, passOn: false, record: true },
  };
};

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  phone.ok('roster.today', today(key()));
  Object.assign(globalThis, { getCurrentPages: () => [] });
});

it('sends the instant of the tap itself, and waits for the other side', async () => {
  phone.ok('roster.giveKey', { state: 'half', moves: 3 });
  const page = await open();
  const before = Date.now();
  await page.run('main');
  const [call] = phone.callsOf('roster.giveKey');
  const at = Number((call?.input as { at?: number } | undefined)?.at);
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(Date.now());
  expect(page.text()).toContain('6208');
});

it('keeps the tap without network, says what is true until then, and offers it no second time', async () => {
  const page = await open();
  phone.online = false;
  await page.run('main');
  await settle();
  expect(page.text()).toContain('没有网，待发送');
  expect(page.text()).toContain('送到以前系统里还算在您家');
  expect(page.text()).not.toContain('交给李家了');
  expect(page.text()).toContain('6208');
});

it('says beside the digits how many tries are left, and empties them', async () => {
  phone.ok('roster.today', today(receiving()));
  phone.answer('roster.takeKey', { ok: false, code: 'KEY_CODE_WRONG', details: { left: 4 } });
  const page = await open();
  for (const digit of '1234') await page.run('press', { detail: { value: digit } });
  await settle();
  expect(phone.callsOf('roster.takeKey')[0]?.input).toMatchObject({ keyId: 'ky_1', code: '1234' });
  expect(page.text()).toContain('还可以试4次');
  expect(page.data().count).toBe(0);
  expect(phone.said).toEqual([]);
});

it('asks once when one comes back to it', async () => {
  const page = await open();
  phone.asked = [];
  page.turn('show');
  await page.run('onShow');
  await settle();
  expect(phone.callsOf('roster.today')).toHaveLength(1);
});

it('asks before a closed door moves the turn, and says who comes instead and that nothing is public', async () => {
  phone.ok('roster.passOn', { moved: 2, turnId: '1-hh_10' });
  phone.confirm = false;
  const page = await open();
  await page.run('passOn');
  expect(phone.said[0]).toContain('2单元 102 张家');
  expect(phone.said[0]).toContain('不在群里说');
  expect(phone.callsOf('roster.passOn')).toEqual([]);
  phone.confirm = true;
  await page.run('passOn');
  expect(phone.callsOf('roster.passOn')[0]?.input).toEqual({ keyId: 'ky_1' });
});

it('hands over for the household of the band', async () => {
  phone.ok('roster.giveKey', { state: 'half', moves: 3 });
  session.actFor({
    id: 'hh_x',
    label: '1单元 701 罗家',
    courtyardId: 'cy_c01',
    personName: '罗婆婆',
  });
  const page = await open();
  await page.run('main');
  session.actForMyself();
  expect(phone.callsOf('roster.giveKey')[0]).toMatchObject({ subject: 'hh_x' });
});

it('says what will appear before there is a roster', async () => {
  phone.ok('roster.today', { ...today(key()), status: 'none', keys: [] });
  expect((await open()).text()).toContain('院里还没有要交接的钥匙');
});
