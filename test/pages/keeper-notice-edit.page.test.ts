import type { Call } from '../../miniprogram/contract/protocol';
import { deskNotes } from '../../miniprogram/services/desks';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { type Opened, pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const openPage = pageAt('packages/keeper/notice-edit/notice-edit');
const open = (query: Record<string, string> = { y: 'cy_c01' }) => openPage(query);

const OFFLINE = { ok: false, code: 'OFFLINE' } as const;
const draft = { noticeId: 'nt_1', status: 'draft', version: 1 };
const out = { noticeId: 'nt_1', status: 'published', version: 1 };

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  phone.ok('notice.saveDraft', draft);
  phone.ok('notice.publish', out);
});

async function write(
  page: Opened,
  title = '明天上午停水',
  body = '时间：9:00 到 11:00',
): Promise<void> {
  await page.run('writeTitle', { detail: { value: title } });
  await page.run('writeBody', { detail: { value: body } });
  await settle();
}
const publishes = (): readonly Call[] => phone.callsOf('notice.publish');

it('explains beside the fields what is missing, and sends nothing', async () => {
  const page = await open();
  await page.press('看看发出去的样子');
  expect(page.text()).toContain('写一个标题');
  expect(page.text()).toContain('写上时间、地点');
  expect(phone.asked).toEqual([]);
});

it('offers dates for 明天, which is wrong the day after', async () => {
  const page = await open();
  await write(page, '明天上午停水', '时间：明天 9:00');
  await page.press('看看发出去的样子');
  await page.press('换成几月几日');
  expect(page.text()).not.toContain('明天');
  expect(page.text()).toMatch(/\d+月\d+日上午停水/);
  expect(page.text()).not.toContain('换成几月几日');
});

it('shows what neighbours will see, then goes out, and leads to the group and the board', async () => {
  const page = await open();
  await write(page);
  await page.run('switchConfirm', { detail: { value: true } });
  await page.press('看看发出去的样子');
  expect(page.text()).toContain('邻居会看到这样');
  expect(page.text()).toContain('要每家回一声');
  expect(phone.asked).toEqual([]);
  await page.run('publish');
  await settle();
  expect(phone.callsOf('notice.saveDraft')[0]?.input).toMatchObject({
    title: '明天上午停水',
    mustConfirm: true,
    audience: ['cy_c01'],
  });
  expect(publishes()[0]?.input).toEqual({ noticeId: 'nt_1' });
  for (const words of ['发出去了', '复制成群文字', '看谁收到了', '发到微信群']) {
    expect(page.text()).toContain(words);
  }
  expect(deskNotes()).toEqual([]);
});

it('keeps what was typed when the page is left, and offers to start over', async () => {
  await write(await open());
  const again = await open();
  expect(again.text()).toContain('接着上次没写完的写');
  expect(again.data().form).toMatchObject({ title: '明天上午停水' });
  await again.press('重新写');
  expect(again.data().form).toMatchObject({ title: '', body: '' });
});

it('puts a draft into the cloud, and goes on with the same one', async () => {
  const page = await open();
  await write(page);
  await page.run('saveDraft');
  expect(deskNotes()).toEqual([]);
  await page.run('writeTitle', { detail: { value: '后天停水' } });
  await page.run('publish');
  const saves = phone
    .callsOf('notice.saveDraft')
    .map(({ input }) => input as { noticeId?: string });
  expect(saves.map(({ noticeId }) => noticeId)).toEqual([undefined, 'nt_1']);
  expect(publishes()).toHaveLength(1);
  expect((await open()).data().form).toMatchObject({ title: '' });
});

describe('without network in the middle of publishing', () => {
  it('says that nothing went out, keeps every word, and goes out once by itself', async () => {
    phone.answer('notice.publish', OFFLINE);
    const page = await open();
    await write(page);
    await page.run('look');
    await page.run('publish');
    expect(page.text()).toContain('没有网，还没发出去');
    expect(deskNotes()).toMatchObject([{ title: '明天上午停水', sending: true }]);
    phone.ok('notice.publish', out);
    keeperPhone.goOnline();
    await settle();
    await settle();
    expect(page.text()).toContain('发出去了');
    expect(phone.callsOf('notice.saveDraft')).toHaveLength(1);
    expect(new Set(publishes().map(({ requestId }) => requestId)).size).toBe(1);
  });

  it('asks about the same request again after the app was closed', async () => {
    phone.answer('notice.saveDraft', OFFLINE);
    const page = await open();
    await write(page);
    await page.run('publish');
    phone.ok('notice.saveDraft', draft);
    const again = await open();
    expect(again.text()).toContain('不会发两遍');
    await again.run('publish');
    await settle();
    const saves = phone.callsOf('notice.saveDraft');
    expect(new Set(saves.map(({ requestId }) => requestId)).size).toBe(1);
    expect(again.text()).toContain('发出去了');
  });
});

it('explains a risky text beside it and leaves it to be mended', async () => {
  phone.answer('notice.publish', { ok: false, code: 'TEXT_RISKY' });
  const page = await open();
  await write(page);
  await page.run('look');
  await page.run('publish');
  await settle();
  expect(page.text()).toContain('没有通过微信的内容检查');
  expect(page.data().phase).toBe('write');
  expect(page.data().form).toMatchObject({ body: '时间：9:00 到 11:00' });
});

it('says who will see it when the check is unavailable', async () => {
  phone.ok('notice.publish', { ...out, status: 'checking' });
  const page = await open();
  await write(page);
  await page.run('publish');
  await settle();
  expect(page.text()).toContain('邻居还看不到');
});

it('sends only once however often one taps', async () => {
  const page = await open();
  await write(page);
  await Promise.all([page.run('publish'), page.run('publish'), page.run('publish')]);
  expect(publishes()).toHaveLength(1);
});

describe('from the community', () => {
  const courtyard = (n: number) => ({
    id: `cy_c0${n}`,
    code: `C0${n}`,
    name: `${n}巷院`,
    aliases: n === 5 ? ['305号院'] : [],
    kind: 'old',
    residentGroup: 1,
    householdCount: 30,
    guardCount: 0,
    groupBound: true,
  });

  it('goes to every courtyard unless some are chosen, and is nobody’s single courtyard', async () => {
    phone.ok('directory.overview', { courtyards: [1, 3, 5].map(courtyard) });
    const page = await open({ from: 'community' });
    expect(page.text()).toContain('全部3个院');
    await write(page);
    await page.run('chooseAudience', { detail: { value: ['cy_c05'] } });
    await page.run('publish');
    const [save] = phone.callsOf('notice.saveDraft');
    expect(save?.input).toMatchObject({ audience: ['cy_c05'] });
    expect(save?.courtyardId).toBeUndefined();
  });

  it('lets staff choose its courtyards also when they come from one of them', async () => {
    phone.ok('directory.overview', { courtyards: [1, 3, 5].map(courtyard) });
    phone.ok('notice.view', {
      id: 'nt_9',
      status: 'draft',
      title: '社区通知',
      body: '内容',
      category: 'health',
      mustConfirm: false,
      pinned: false,
      validUntil: Date.now() + 86_400_000,
      pictures: [],
      pictureUrls: [],
      fromCommunity: true,
      audience: [{ id: 'cy_c01', name: '1巷院' }],
    });
    const page = await open({ id: 'nt_9', y: 'cy_c01' });
    expect(page.text()).toContain('发给哪些院子选了1个院');
    expect(page.data().form).toMatchObject({ title: '社区通知', audience: ['cy_c01'] });
  });

  it('asks for at least one courtyard', async () => {
    phone.ok('directory.overview', { courtyards: [1].map(courtyard) });
    const page = await open({ from: 'community' });
    await write(page);
    await page.run('chooseAudience', { detail: { value: [] } });
    await page.press('看看发出去的样子');
    expect(page.text()).toContain('选一选发给哪些院子');
  });
});
