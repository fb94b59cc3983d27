import type { NoticeView } from '../../miniprogram/contract/notice';
import { flush, waiting } from '../../miniprogram/services/queue';
import { session } from '../../miniprogram/services/session';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const NOW = Date.parse('2020-02-09T01:45:00Z');
const open = pageAt('pages/notice/view/view');

const view: NoticeView = {
  id: 'nt_a',
  status: 'published',
  version: 2,
  title: '明天上午全院消毒',
  body: '时间：明天 9:00 到 11:00\n请您：鞋架、纸箱收回家\n辛苦大家了',
  category: 'health',
  mustConfirm: true,
  pinned: false,
  validUntil: Date.parse('2020-02-10T04:00:00Z'),
  pictures: [],
  by: '桂枝巷9号院 院委会',
  fromCommunity: false,
  publishedAt: Date.parse('2020-02-09T01:20:00Z'),
  expired: false,
  pictureUrls: [],
  picturesWaiting: 0,
  audience: [{ id: 'cy_c01', name: '桂枝巷9号院' }],
  forHousehold: { id: 'hh_c01u2d101', label: '2单元 101 梁家' },
  questions: [
    {
      id: 'qs_a',
      text: '花盆太重，搬不动',
      at: Date.parse('2020-02-09T01:30:00Z'),
      asker: '一位邻居',
      mine: false,
      status: 'shown',
      answer: {
        text: '莫搬，我们来抬',
        at: Date.parse('2020-02-09T01:40:00Z'),
        toAll: true,
        status: 'shown',
      },
    },
  ],
  may: { edit: false, withdraw: false, release: false, readBoard: false, answer: false },
  phone: '028-8300 0000',
  now: NOW,
};
const query = { id: 'nt_a', c: 'cm_donghuan', y: 'cy_c01' };
const confirmed = { noticeId: 'nt_a', how: 'self', at: NOW, earlier: false };

beforeEach(() => {
  phone.reset();
  session.actForMyself();
  phone.ok('notice.view', view);
  phone.ok('notice.confirm', confirmed);
});

it('says what one must know, in labelled lines, and whose word it is', async () => {
  const text = (await open(query)).text();
  for (const words of ['要每家回一声', '今天09:20', '第2版', '明天9:00到11:00', '莫搬，我们来抬']) {
    expect(text).toContain(words);
  }
});

it('answers 收到 for my household with the version that was read', async () => {
  const page = await open(query);
  await page.press('我家回：收到');
  expect(phone.callsOf('notice.confirm')).toEqual([
    expect.objectContaining({
      input: { noticeId: 'nt_a', version: 2 },
      courtyardId: 'cy_c01',
      requestId: expect.stringMatching(/^rq/),
    }),
  ]);
  expect(page.text()).toContain('2单元101今天09:45回了收到');
});

it('keeps the messages one allows on the button one presses anyway', async () => {
  phone.messages = 'accept';
  phone.ok('member.addCredit', { credits: 2 });
  await (await open(query)).press('我家回：收到');
  expect(phone.callsOf('member.addCredit')[0]?.input).toEqual({
    templates: ['tpl_notice', 'tpl_answer'],
  });
});

it('answers all the same when one wants no messages', async () => {
  await (await open(query)).press('我家回：收到');
  expect(phone.callsOf('notice.confirm')).toHaveLength(1);
  expect(phone.callsOf('member.addCredit')).toHaveLength(0);
});

it('names the household acted for on the button, and says it to the cloud', async () => {
  session.actFor({
    id: 'hh_c09u3d402',
    label: '3单元 402 彭家',
    courtyardId: 'cy_c09',
    personName: '彭婆婆',
  });
  phone.ok('notice.view', {
    ...view,
    forHousehold: { id: 'hh_c09u3d402', label: '3单元 402 彭家' },
  });
  const page = await open(query);
  await page.press('替 3单元 402 回：收到');
  expect(phone.callsOf('notice.confirm')[0]).toMatchObject({
    subject: 'hh_c09u3d402',
    courtyardId: 'cy_c09',
  });
});

it('keeps 收到 in the phone without network and sends it once when the network is back', async () => {
  const page = await open(query);
  phone.online = false;
  await page.press('我家回：收到');
  expect(page.text()).toContain('收到先记在手机里');
  expect(waiting()).toHaveLength(1);
  const first = phone.callsOf('notice.confirm')[0]?.requestId;

  phone.online = true;
  await Promise.all([flush(), flush()]);
  expect(waiting()).toHaveLength(0);
  const sent = phone.callsOf('notice.confirm');
  expect(sent).toHaveLength(2);
  expect(sent[1]?.requestId).toBe(first);
});

it('still says that 收到 waits when the page is opened again without network', async () => {
  const page = await open(query);
  phone.online = false;
  await page.press('我家回：收到');
  expect((await open(query)).text()).toContain('收到先记在手机里');
});

it('says why and shows the new text when the notice changed in between', async () => {
  const page = await open(query);
  phone.answer('notice.confirm', { ok: false, code: 'NOTICE_CHANGED' });
  phone.ok('notice.view', { ...view, version: 3, title: '消毒改到下午' });
  await page.press('我家回：收到');
  expect(phone.said).toContain('这条通知刚刚改过，请看一看新的内容');
  expect(page.text()).toContain('消毒改到下午');
});

it.each([
  ['expired', { expired: true }, '已经过了有效时间'],
  ['withdrawn', { status: 'withdrawn' }, '已经撤回了'],
])('offers no 收到 on a notice that is %s', async (_, change, words) => {
  phone.ok('notice.view', { ...view, ...change });
  const text = (await open(query)).text();
  expect(text).toContain(words);
  expect(text).not.toContain('我家回：收到');
});

it('leads somebody who has not joined to the doors', async () => {
  phone.answer('notice.view', { ok: false, code: 'NOT_MEMBER' });
  const page = await open(query);
  await page.press('找到您家的门牌');
  expect(phone.went).toEqual(['/pages/join/join?y=cy_c01']);
});

it('keeps a question that was refused, with the reason beside it', async () => {
  phone.answer('notice.ask', { ok: false, code: 'TEXT_RISKY' });
  const page = await open(query);
  await page.run('onQuestion', { detail: { value: '几点可以回家' } });
  await page.press('问院委会');
  expect(page.text()).toContain('没有通过微信的内容检查');
  expect((await open(query)).data().question).toBe('几点可以回家');
});

it('says of words that wait for the check that they wait, to their author', async () => {
  const waits = { ...view.questions[0], status: 'checking', mine: true, asker: '我家' };
  const answer = { text: '我们来抬', at: NOW, toAll: true, status: 'checking' };
  phone.ok('notice.view', { ...view, questions: [{ ...waits, answer }] });
  const text = (await open(query)).text();
  expect(text).toContain('等微信检查一下，邻居暂时看不到');
  expect(text).toContain('等微信检查一下，别人暂时看不到');
  phone.ok('notice.view', view);
  expect((await open(query)).text()).not.toContain('等微信检查一下');
});

it('does not say a question is out while it waits for the check', async () => {
  phone.ok('notice.ask', { questionId: 'qs_b', status: 'checking' });
  const page = await open(query);
  await page.run('onQuestion', { detail: { value: '几点可以回家' } });
  await page.press('问院委会');
  expect(phone.said).toContain('问好了，等微信检查一下');
});

it('shares a card that lands on this very notice, and a text for the group', async () => {
  const page = await open(query);
  expect(await page.run('onShareAppMessage')).toEqual({
    title: '明天上午全院消毒',
    path: '/pages/notice/view/view?id=nt_a&c=cm_donghuan&y=cy_c01',
  });
  await page.press('复制成群文字');
  expect(phone.clipboard.split('\n')[0]).toBe('【明天上午全院消毒】');
});

it('turns from 待发送 to answered by itself when the network is back', async () => {
  const page = await open(query);
  phone.online = false;
  await page.press('我家回：收到');
  phone.online = true;
  phone.ok('notice.view', { ...view, confirmed: { how: 'self', at: NOW } });
  await flush();
  await settle();
  expect(page.text()).toContain('2单元101今天09:45回了收到');
});

it('offers no 收到 on a notice that ran out while it lay in the phone', async () => {
  jest.useFakeTimers({
    now: NOW,
    doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'],
  });
  await open(query);
  phone.online = false;
  jest.setSystemTime(view.validUntil);
  const text = (await open(query)).text();
  jest.useRealTimers();
  expect(text).toContain('已经过了有效时间');
  expect(text).not.toContain('我家回：收到');
});
