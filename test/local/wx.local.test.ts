import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import type { Running } from './fixtures/assembled';
import { ask, openWx, startWxPhone } from './fixtures/wx-phone';

let local: Running;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [local, browser] = await Promise.all([startWxPhone(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await local.close();
});
afterEach(() => page.close());

const open = async (query?: string) => {
  page = await openWx(browser, local.url, query);
};
const listGroup = (opengid: string, openids: string[]) =>
  fetch(`${local.url}/control/groups`, {
    method: 'POST',
    body: JSON.stringify({ opengid, openids, name: '二院邻居' }),
  });

describe('wx.cloud.callFunction', () => {
  it('calls the function as whoever holds the phone', async () => {
    await open('as=o_wu');
    const outcome = await ask(page, 'cloud.callFunction', { name: 'who', data: { action: 'a' } });
    expect(outcome).toMatchObject({
      ok: true,
      errMsg: 'cloud.callFunction:ok',
      result: { event: { action: 'a' }, before: { OPENID: 'o_wu' } },
      requestID: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  it('is also a promise, and never answers before the caller has gone on', async () => {
    await open();
    const order = await page.evaluate(async () => {
      const seen: string[] = [];
      const { wx } = globalThis as never as {
        wx: { cloud: { callFunction(o: object): Promise<object> } };
      };
      const done = wx.cloud.callFunction({ name: 'who' }).then(() => seen.push('answered'));
      seen.push('went on');
      await done;
      return seen;
    });
    expect(order).toEqual(['went on', 'answered']);
  });

  it('fails as WeChat does when there is no network, and reaches nobody', async () => {
    await open('as=o_lin&network=offline');
    const before = local.host.list();
    const outcome = await ask(page, 'cloud.callFunction', { name: 'who' });
    expect(outcome).toMatchObject({ ok: false, errCode: -404011 });
    expect(outcome.errMsg).toMatch(/^cloud\.callFunction:fail .*request:fail/);
    expect(local.host.list()).toEqual(before);
  });

  it('tells a function that failed from a network that failed', async () => {
    await open();
    const outcome = await ask(page, 'cloud.callFunction', { name: 'boom' });
    expect(outcome).toMatchObject({ ok: false, errCode: -504002 });
    expect(outcome.errMsg).not.toMatch(/request:fail|-404011/);
  });

  it('takes a second and a half longer on a slow network', async () => {
    await open('as=o_lin&network=slow');
    const started = Date.now();
    await ask(page, 'cloud.callFunction', { name: 'who' });
    expect(Date.now() - started).toBeGreaterThanOrEqual(1500);
  });
});

describe('opened from a group card', () => {
  it('proves the group by a CloudID that only the cloud opens', async () => {
    await listGroup('og_c02', ['o_lin']);
    await open('as=o_lin&group=og_c02');
    const entered = await ask(page, 'getGroupEnterInfo', { needGroupOpenID: true });
    expect(entered).toMatchObject({ ok: true, errMsg: 'getGroupEnterInfo:ok' });
    const event = await page.evaluate(async (cloudID) => {
      const { wx } = globalThis as never as {
        wx: {
          cloud: {
            CloudID(id: string): object;
            callFunction(o: object): Promise<{ result: { event: object } }>;
          };
        };
      };
      const group = wx.cloud.CloudID(cloudID);
      return (await wx.cloud.callFunction({ name: 'who', data: { group } })).result.event;
    }, String(entered.cloudID));
    expect(event).toMatchObject({ group: { data: { opengid: 'og_c02', chat_type: 3 } } });
  });

  it('says 65206 to somebody who is not in the group', async () => {
    await listGroup('og_c02', ['o_wu']);
    await open('as=o_lin&group=og_c02');
    expect(await ask(page, 'getGroupEnterInfo')).toMatchObject({ ok: false, errCode: 65206 });
  });

  it('says 40097 when it was not opened from a group', async () => {
    await open();
    expect(await ask(page, 'getGroupEnterInfo')).toMatchObject({ ok: false, errCode: 40097 });
  });

  it('gives no promise, as WeChat does not', async () => {
    await open();
    const returned = await page.evaluate(() =>
      String(
        (globalThis as never as { wx: { getGroupEnterInfo(): unknown } }).wx.getGroupEnterInfo(),
      ),
    );
    expect(returned).toBe('undefined');
  });
});

describe('storage', () => {
  it('keeps each person apart, and lasts', async () => {
    await open('as=o_lin');
    await ask(page, 'setStorage', { key: 'door', data: { unit: '2', door: '402' } });
    await page.goto(`${local.url}/phone/?as=o_wu`);
    expect(await ask(page, 'getStorage', { key: 'door' })).toMatchObject({
      ok: false,
      errMsg: 'getStorage:fail data not found',
    });
    await ask(page, 'clearStorage');
    await page.goto(`${local.url}/phone/?as=o_lin`);
    expect(await ask(page, 'getStorage', { key: 'door' })).toMatchObject({
      data: { unit: '2', door: '402' },
    });
    expect(await ask(page, 'getStorageInfo')).toMatchObject({ keys: ['door'], limitSize: 10_240 });
  });

  it('answers an empty text for what is not there, and throws past one megabyte', async () => {
    await open();
    const seen = await page.evaluate(() => {
      const { wx } = globalThis as never as {
        wx: {
          getStorageSync(key: string): unknown;
          setStorageSync(key: string, data: unknown): void;
        };
      };
      try {
        wx.setStorageSync('big', 'x'.repeat(1024 * 1024));
      } catch (error) {
        return [wx.getStorageSync('nothing'), (error as Error).message, wx.getStorageSync('big')];
      }
      return [];
    });
    expect(seen).toEqual(['', 'setStorageSync:fail entry size limit reached', '']);
  });
});

describe('what only WeChat can do', () => {
  it('is refused by name, and canIUse says so', async () => {
    await open();
    const outcome = await ask(page, 'requestPayment');
    expect(outcome.errMsg).toBe(
      'requestPayment:fail the browser phone cannot do this, only WeChat can: wx.requestPayment',
    );
    const thrown = await page.evaluate(() => {
      const { wx } = globalThis as never as { wx: { getRecorderManager(): void } };
      try {
        wx.getRecorderManager();
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(thrown).toContain('wx.getRecorderManager');
    const answers = await page.evaluate(() => {
      const { wx } = globalThis as never as { wx: { canIUse(schema: string): boolean } };
      const asked = [
        'requestPayment',
        'noSuchThing',
        'showModal.object.editable',
        'cloud.callFunction',
      ];
      return [...asked, 'button.open-type.chooseAvatar', 'button.open-type.liveActivity'].map(
        wx.canIUse,
      );
    });
    expect(answers).toEqual([false, false, true, true, true, false]);
  });

  it('keeps requests to the domains of the mini-program', async () => {
    await open();
    expect(await ask(page, 'request', { url: 'https://example.com/' })).toMatchObject({
      ok: false,
      errMsg: 'request:fail url not in domain list',
    });
    expect(await ask(page, 'request', { url: '/control/info' })).toMatchObject({
      statusCode: 200,
      data: { functions: expect.arrayContaining(['who']) },
    });
  });
});
