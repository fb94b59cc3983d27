import { noticeContract } from '../../miniprogram/services/notice';
import { doOrKeep, flush } from '../../miniprogram/services/queue';
import { session } from '../../miniprogram/services/session';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';
import { home, NOW } from './home-view';

const open = pageAt('pages/home/home');

beforeEach(() => {
  phone.reset();
  session.actForMyself();
  phone.ok('courtyard.home', home);
});

it('shows the courtyard, what waits, the gate and the latest notices', async () => {
  const page = await open();
  const text = page.text();
  for (const words of [
    '3巷22号院',
    '一级响应',
    '2月9日周日',
    '2件',
    '开着，20:00关',
    '昨天16:10',
  ]) {
    expect(text).toContain(words);
  }
});

it('asks the cloud once for all of it', async () => {
  await open();
  expect(phone.asked).toHaveLength(1);
});

it('opens the notice that waits for my own household without a band', async () => {
  const page = await open();
  await page.press('回一声');
  expect(phone.went).toEqual(['/pages/notice/view/view?id=nt_a&y=cy_c01']);
  await page.run('onShow');
  expect(page.data().actingLabel).toBe('');
});

it('opens it from its words as well as from its button', async () => {
  const page = await open();
  await page.press('9 点到 11 点');
  expect(phone.went).toHaveLength(1);
});

it('puts the band up before a notice is answered for somebody else', async () => {
  const page = await open();
  await page.press('帮着回');
  await page.run('onShow');
  expect(page.text()).toContain('正在为3单元402彭家代办');
});

it('dials the community', async () => {
  const page = await open();
  await page.press('社区电话');
  expect(phone.dialled).toEqual(['02883000000']);
});

it('shows the last view with its age when there is no network', async () => {
  await open();
  phone.online = false;
  const page = await open();
  expect(page.text()).toContain('没有网，这是刚才的样子');
  expect(page.text()).toContain('体温枪借到院里了');
});

it('says why and offers another try when there is no network and nothing is kept', async () => {
  phone.online = false;
  const page = await open();
  expect(page.text()).toContain('网络不好');
  phone.online = true;
  await page.press('再试一次');
  expect(page.text()).toContain('3巷22号院');
});

it('leads a stranger to the doors of the courtyard the card names', async () => {
  phone.ok('courtyard.home', {
    ...home,
    standing: { status: 'stranger' },
    waiting: [],
    notices: [],
  });
  const page = await open({ c: 'cm_donghuan', y: 'cy_c01' });
  expect(phone.callsOf('courtyard.home')[0]).toMatchObject({ courtyardId: 'cy_c01' });
  await page.press('找到您家的门牌');
  expect(phone.went).toEqual(['/pages/join/join?y=cy_c01']);
});

it('tells somebody who was not let in, until a door is asked for again', async () => {
  const asks = { ...home, waiting: [], notices: [] };
  phone.ok('courtyard.home', { ...asks, standing: { status: 'waiting', door: '3单元 402' } });
  await open();
  phone.ok('courtyard.home', { ...asks, standing: { status: 'stranger' } });
  const page = await open();
  expect(page.text()).toContain('上次选的3单元402没有通过');
  expect((await open()).text()).toContain('上次选的3单元402没有通过');
  phone.ok('courtyard.home', { ...asks, standing: { status: 'waiting', door: '3单元 401' } });
  expect((await open()).text()).not.toContain('没有通过');
});

it('marks a drill on the page', async () => {
  phone.ok('courtyard.home', { ...home, drill: true });
  expect((await open()).text()).toContain('演练中');
});

it('turns to its large layout when the system text is large', async () => {
  phone.fontSizeScaleFactor = 1.6;
  expect((await open()).data().sizeClass).toBe('large');
});

it('asks where one belongs when the courtyard it remembers is no more', async () => {
  phone.answer('courtyard.home', ({ courtyardId }) =>
    courtyardId === 'cy_gone' ? { ok: false, code: 'NOT_FOUND' } : { ok: true, value: home },
  );
  const page = await open({ y: 'cy_gone' });
  expect(page.text()).toContain('3巷22号院');
});

it('says in the list that 收到 waits in the phone, and asks again when it has been sent', async () => {
  phone.ok('notice.confirm', { noticeId: 'nt_a', how: 'self', at: NOW, earlier: false });
  const page = await open();
  phone.online = false;
  await doOrKeep(noticeContract, 'confirm', { noticeId: 'nt_a', version: 1 }, '收到');
  await settle();
  expect(page.text()).toContain('待发送');
  expect(page.text()).toContain('没有网，1件先记在手机里');
  phone.online = true;
  phone.ok('courtyard.home', { ...home, waiting: [] });
  await flush();
  await settle();
  expect(page.text()).not.toContain('等我办');
});

it('lets the day and the gate go on while the view lies in the phone', async () => {
  jest.useFakeTimers({
    now: NOW,
    doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'],
  });
  const duty = { headline: '今天门口：2单元 101 梁家，到 20:00', mine: true };
  phone.ok('courtyard.home', { ...home, duty });
  expect((await open()).text()).toContain('今天门口');
  phone.online = false;
  jest.setSystemTime(NOW + 14 * 3_600_000);
  const text = (await open()).text();
  jest.useRealTimers();
  expect(text).toContain('2月10日周一');
  expect(text).toContain('关着，8:00开');
  expect(text).not.toContain('今天门口');
});
