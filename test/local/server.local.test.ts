import { request } from 'node:http';
import type { Size, StaticSource } from '../../local/server/ports';
import { get, noDocuments, post, type Running, startFixtures, tap } from './fixtures/assembled';

let local: Running;
const seeded: Size[] = [];
const wiped: string[] = [];
let story: Promise<void> = Promise.resolve();

const site: StaticSource = {
  async handle({ url }, res) {
    if (url !== '/' && url !== '/phone/index.html') return false;
    res.end(`page ${url}`);
    return true;
  },
};

beforeAll(async () => {
  local = await startFixtures({
    site,
    documents: {
      ...noDocuments,
      collections: () => [{ name: 'notices', count: 3, declared: true }],
      read: (collection, { after = 0, limit }) => ({
        docs: [{ collection, after, limit }],
        next: after + 1,
      }),
      reset: () => wiped.push('documents'),
    },
    demo: {
      async seed(target, size) {
        seeded.push(size);
        await story;
        await target.call('who', 'o_lin', { told: true }, 'g_yard');
      },
      people: async ({ role = 'any' }) => [{ openid: 'o_lin', name: '林晓', role }],
    },
  });
});
afterAll(() => local.close());
afterEach(async () => {
  await fetch(`${local.url}/control/faults`, { method: 'DELETE' });
  local.clock.set({ now: null, running: true });
});

/** A request with headers that fetch does not let one choose. */
function raw(path: string, headers: Record<string, string>): Promise<number> {
  const { port } = new URL(local.url);
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers }, (res) => {
      res.resume();
      resolve(res.statusCode ?? 0);
    });
    asked.on('error', reject).end();
  });
}

describe('POST /call/<function>', () => {
  it('answers what the function returned, with what it cost', async () => {
    const { status, headers, body } = await tap(local.url, 'chain', {
      event: { action: 'view', name: 'clock' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ result: { text: 'string' } });
    expect(headers.get('x-invocation')).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.parse(headers.get('x-cost') ?? '')).toMatchObject({
      requests: 0,
      otherRequests: 1,
    });
  });

  it.each([
    ['an unknown function', { fn: 'nofn' }, 404, 'FUNCTIONS_REQUEST_FAIL'],
    ['nobody', { openid: '' }, 400, 'INVALID_OPENID'],
    ['a person of digits', { openid: '123456' }, 400, 'INVALID_OPENID'],
    ['a person with a space', { openid: 'o lin' }, 400, 'INVALID_OPENID'],
    ['text that is not JSON', { body: '{"a":' }, 400, 'INVALID_JSON'],
    [
      'more than 100 KB',
      { body: JSON.stringify('字'.repeat(35_000)) },
      413,
      'EXCEED_MAX_PAYLOAD_SIZE',
    ],
    ['a function that throws', { fn: 'boom' }, 500, 'FUNCTIONS_EXECUTE_FAIL'],
    ['a function that takes too long', { fn: 'slow' }, 504, 'FUNCTIONS_TIME_LIMIT_EXCEEDED'],
  ])('answers %s with its status and a code', async (_, call, status, code) => {
    const { fn = 'clock', openid = 'o_lin', body = '{}' } = call as Record<string, string>;
    const response = await fetch(`${local.url}/call/${fn}`, {
      method: 'POST',
      headers: { 'x-openid': openid },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, message: expect.stringMatching(/\S/) });
  });

  it('takes nothing but POST', async () => {
    expect((await fetch(`${local.url}/call/clock`)).status).toBe(405);
  });
});

describe('only this machine', () => {
  it.each([
    ['a foreign Host that resolves to loopback', { host: 'evil.example' }],
    ['a page of a foreign origin', { host: '127.0.0.1', origin: 'https://evil.example' }],
    ['a Host that only begins like loopback', { host: '127.0.0.1.evil.example' }],
  ])('is answered: %s is not', async (_, headers) => {
    expect(await raw('/control/info', headers)).toBe(403);
    expect(await raw('/', headers)).toBe(403);
  });

  it.each(['127.0.0.1:8080', 'localhost:8080', '[::1]:8080'])('is answered as %s', async (host) => {
    expect(await raw('/control/info', { host, origin: `http://${host}` })).toBe(200);
  });
});

describe('a path that cannot be read', () => {
  it.each(['/call/%E0%A4%A', '/files/%', '/phone/%zz', '//', '//evil.example/control/info'])(
    'is refused: %s',
    async (path) => {
      expect(await raw(path, { host: '127.0.0.1' })).toBe(400);
    },
  );
});

describe('GET /control/info and people', () => {
  it('tell where an SDK is pointed, what runs and which time it is', async () => {
    expect(await get(`${local.url}/control/info`)).toMatchObject({
      sdkUrl: `${local.url}/admin`,
      env: 'yuanba-local',
      functions: expect.arrayContaining(['who', 'ticker']),
      size: 'empty',
      clock: { running: true, real: true, iso: expect.stringMatching(/Z$/) },
    });
    expect(await get(`${local.url}/control/people?role=owner&courtyard=`)).toEqual([
      { openid: 'o_lin', name: '林晓', role: 'owner' },
    ]);
  });
});

describe('POST /control/clock', () => {
  const set = (body: unknown) => post(`${local.url}/control/clock`, body);
  const ticks = () =>
    local.host.recent(100).filter(({ fn, trigger }) => fn === 'ticker' && trigger === 'timer');

  it('lets the product’s time stand still or run from any instant, and comes back', async () => {
    const still = await set({ now: '2021-05-06T07:08:09Z', running: false });
    expect(still.body).toMatchObject({
      iso: '2021-05-06T07:08:09.000Z',
      running: false,
      real: false,
    });
    expect((await set({ running: true })).body).toMatchObject({ running: true });
    const back = (await set({ now: null, running: true })).body as { now: number; real: boolean };
    expect(Math.abs(back.now - Date.now())).toBeLessThan(2000);
    expect(back.real).toBe(true);
  });

  it.each([
    ['no instant', { now: 'tomorrow' }],
    ['later than any calendar', { now: 1e300 }],
    ['before 1970', { now: -1 }],
    ['a word instead of yes or no', { running: 'yes' }],
  ])('refuses %s, and goes on as it was', async (_, setting) => {
    expect(await set(setting)).toMatchObject({ status: 400, body: { code: 'INVALID_PARAM' } });
    expect((await fetch(`${local.url}/control/clock`)).status).toBe(200);
    expect(local.clock.state()).toMatchObject({ running: true, real: true });
  });

  it('counts in whole milliseconds', async () => {
    expect((await set({ now: 1_600_000_000_000.7, running: false })).body).toMatchObject({
      now: 1_600_000_000_000,
    });
  });

  it('has the due work done when it answers: one tick however far it jumped, as nobody', async () => {
    await set({ now: '2030-01-01T00:01:00Z', running: false });
    const before = ticks().length;
    await set({ now: '2030-01-02T00:06:00Z' });
    expect(ticks()).toHaveLength(before + 1);
    const [tick] = ticks();
    expect(tick).toMatchObject({
      status: 'ok',
      source: 'wx_timer',
      startedAt: Date.parse('2030-01-02T00:06:00Z'),
    });
    expect(JSON.parse(tick?.logs[0] ?? '')).toMatchObject({
      event: { Type: 'Timer', TriggerName: 'tick', Time: '2030-01-02T00:05:00.000Z' },
      openid: null,
      src: 'timer',
      now: Date.parse('2030-01-02T00:06:00Z'),
    });
  });

  it('does not tick within the same five minutes, nor when it goes back', async () => {
    await set({ now: '2031-01-01T00:01:00Z', running: false });
    const before = ticks().length;
    await set({ now: '2031-01-01T00:04:59Z' });
    await set({ now: '2030-06-01T00:00:00Z' });
    expect(ticks()).toHaveLength(before);
    await set({ now: '2030-06-01T00:05:00Z' });
    expect(ticks()).toHaveLength(before + 1);
  });
});

describe('the running clock', () => {
  it('ticks by itself when it comes to the next five minutes', async () => {
    const ticked = () =>
      local.host.recent(100).find(({ fn, startedAt }) => fn === 'ticker' && startedAt >= due);
    const due = Date.parse('2032-02-03T04:05:00Z');
    local.clock.set({ now: due - 300, running: true });
    for (let i = 0; i < 60 && !ticked(); i += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ticked()).toMatchObject({ trigger: 'timer', source: 'wx_timer' });
  });
});

describe('the cloud view', () => {
  it('sums what calls cost by function and action, and shows the last ones without their tokens', async () => {
    await tap(local.url, 'chain', { event: { action: 'sum', name: 'clock' } });
    await tap(local.url, 'chain', { event: { action: 'sum', name: 'clock' } });
    const metrics = await get<{ actions: { action: string }[]; invocations: object[] }>(
      `${local.url}/control/metrics?limit=5`,
    );
    expect(metrics.actions.find(({ action }) => action === 'sum')).toMatchObject({
      fn: 'chain',
      calls: 2,
      failed: 0,
      counters: { requests: 0, otherRequests: 2 },
    });
    expect(metrics.invocations).toHaveLength(5);
    expect(JSON.stringify(metrics)).not.toContain('loc_');
  });

  it('reads collections and their documents page by page', async () => {
    expect(await get(`${local.url}/control/collections`)).toMatchObject({
      collections: [{ name: 'notices' }],
    });
    expect(await get(`${local.url}/control/documents?collection=notices&after=4&limit=2`)).toEqual({
      docs: [{ collection: 'notices', after: 4, limit: 2 }],
      next: 5,
    });
    expect((await fetch(`${local.url}/control/documents?collection=none`)).status).toBe(404);
  });
});

describe('POST /control/reset', () => {
  it('empties everything, tells the story of that size, and lets calls wait meanwhile', async () => {
    local.outbox.allow('o_lin', ['TPL_1']);
    const fileID = await local.files.put('a.txt', Buffer.from('x'));
    let tell: () => void = () => undefined;
    story = new Promise((resolve) => {
      tell = resolve;
    });
    const reset = post(`${local.url}/control/reset`, { size: 'small' });
    const order: string[] = [];
    await new Promise((resolve) => setTimeout(resolve, 50));
    const waiting = tap(local.url, 'clock').then(() => order.push('call'));
    await new Promise((resolve) => setTimeout(resolve, 150));
    order.push('told');
    tell();
    expect(await reset).toEqual({ status: 200, body: { size: 'small' } });
    await waiting;
    expect(order).toEqual(['told', 'call']);
    expect(seeded).toEqual(['small']);
    expect(wiped).toEqual(['documents']);
    expect(local.outbox.credits()).toEqual([]);
    expect(local.files.download(fileID).code).toBe('STORAGE_FILE_NONEXIST');
    expect(await get(`${local.url}/control/info`)).toMatchObject({ size: 'small' });
  });

  it('refuses an unknown size', async () => {
    expect(await post(`${local.url}/control/reset`, { size: 'galaxy' })).toMatchObject({
      status: 400,
    });
  });
});

describe('everything else', () => {
  it('is a file of the site, or not there', async () => {
    expect(await (await fetch(`${local.url}/`)).text()).toBe('page /');
    expect(await (await fetch(`${local.url}/phone/index.html`)).text()).toBe(
      'page /phone/index.html',
    );
    const missing = await fetch(`${local.url}/nothing`);
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ code: 'NOT_FOUND' });
    expect((await post(`${local.url}/control/nothing`)).status).toBe(404);
  });
});
