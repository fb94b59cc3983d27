import { type Running, startFixtures, tap } from './fixtures/assembled';

let local: Running;

beforeAll(async () => {
  local = await startFixtures();
});
afterAll(() => local.close());

interface Seen {
  readonly event: Record<string, unknown>;
  readonly before: Record<string, string>;
  readonly after: Record<string, string>;
  readonly environment: Record<string, string>;
  readonly context: Record<string, unknown>;
}

const asWho = (openid: string, event: unknown = {}) =>
  local.host.invoke({ fn: 'who', openid, event, source: 'wx_client' });

describe('the identity of a call', () => {
  it('reaches the function as getWXContext and as context.environment', async () => {
    const { body } = await tap(local.url, 'who', { openid: 'o_lin', event: { x: 1 } });
    const seen = body as Seen;
    expect(seen.after).toMatchObject({
      OPENID: 'o_lin',
      UNIONID: 'u_o_lin',
      APPID: 'wxlocal0000000001',
      ENV: 'yuanba-local',
      SOURCE: 'wx_client',
      CLIENTIP: '127.0.0.1',
    });
    expect(seen.environment).toMatchObject({ WX_OPENID: 'o_lin', TCB_SOURCE: 'wx_client' });
    expect(seen.context).toMatchObject({ function_name: 'who', namespace: 'yuanba-local' });
    expect(seen.event).toEqual({ x: 1, userInfo: { appId: 'wxlocal0000000001', openId: 'o_lin' } });
  });

  it('is never another caller’s in 400 interleaved calls over five functions', async () => {
    const fns = ['who', 'who-b', 'who-c', 'who-d', 'who-e'];
    const wrong = await Promise.all(
      Array.from({ length: 400 }, async (_, i) => {
        const openid = `o_caller_${i}`;
        const fn = fns[i % fns.length] ?? 'who';
        const event = { pauseMs: (i * 7) % 23, mine: i };
        const reply = await local.host.invoke({ fn, openid, event, source: 'wx_client' });
        if (!reply.ok) return [openid, reply.message];
        const seen = reply.result as Seen;
        const names = [seen.before.OPENID, seen.after.OPENID, seen.environment.WX_OPENID];
        return names.every((name) => name === openid) && seen.event.mine === i
          ? []
          : [openid, names];
      }),
    );
    expect(wrong.filter((one) => one.length > 0)).toEqual([]);
    expect(local.host.list().find(({ name }) => name === 'who')?.instances).toBeGreaterThan(1);
  }, 60_000);

  it('is gone when the next call of the same instance has none', async () => {
    await tap(local.url, 'ticker', { openid: 'o_lin' });
    const reply = await local.host.invoke({
      fn: 'ticker',
      event: {},
      source: 'wx_timer',
      trigger: 'timer',
    });
    expect(reply).toMatchObject({ ok: true, result: { openid: null, src: 'timer' } });
    const again = await tap(local.url, 'ticker', { openid: 'o_wu' });
    expect(again.body).toMatchObject({ openid: 'o_wu', source: 'wx_client' });
    expect(again.body).not.toHaveProperty('src');
  });

  it('passes on through a function that calls a function', async () => {
    const { body } = await tap(local.url, 'chain', {
      openid: 'o_wu',
      event: { name: 'who', data: { at: new Date(0) } },
    });
    const { result } = body as { result: Seen };
    expect(result.after).toMatchObject({ OPENID: 'o_wu', SOURCE: 'wx_client,scf' });
    expect(result.event).toEqual({ at: '1970-01-01T00:00:00.000Z' });
  });

  it.each(['1234567890123456789', '-12', '007'])(
    'is refused when it is the number %s',
    async (openid) => {
      const reply = await asWho(openid);
      expect(reply).toMatchObject({ ok: false, message: expect.stringContaining('digits only') });
    },
  );
});

describe('an invocation that goes wrong', () => {
  it('carries the error of the function with its stack', async () => {
    const reply = await local.host.invoke({
      fn: 'boom',
      openid: 'o_lin',
      event: {},
      source: 'wx_client',
    });
    expect(reply).toMatchObject({ ok: false, code: 'FUNCTIONS_EXECUTE_FAIL', message: 'kaput' });
    expect(reply.ok ? '' : reply.stack).toContain('functions/boom/index.js');
  });

  it('is ended after its time, which counts from the loaded module, and the next call works', async () => {
    const started = Date.now();
    const reply = await local.host.invoke({
      fn: 'slow',
      openid: 'o_lin',
      event: {},
      source: 'wx_client',
    });
    expect(reply).toMatchObject({
      ok: false,
      code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      message: 'Invoking task timed out after 1 seconds',
    });
    expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
  });

  it.each(['exit', 'unhandled'])('by %s fails alone and leaves a usable function', async (how) => {
    const reply = await local.host.invoke({
      fn: 'crash',
      openid: 'o_lin',
      event: { how },
      source: 'wx_client',
    });
    expect(reply).toMatchObject({ ok: false, code: 'FUNCTIONS_EXECUTE_FAIL' });
    expect(await asWho('o_lin')).toMatchObject({ ok: true });
  });

  it('because its module does not load says why, for every caller', async () => {
    const call = { fn: 'unloadable', openid: 'o_lin', event: {}, source: 'wx_client' };
    const replies = await Promise.all(Array.from({ length: 6 }, () => local.host.invoke(call)));
    for (const reply of replies) {
      expect(reply).toMatchObject({ ok: false, message: 'no such table of contents' });
    }
  });

  it('with a result over 1 MB is refused as the platform refuses it', async () => {
    const reply = await local.host.invoke({
      fn: 'big',
      openid: 'o_lin',
      event: {},
      source: 'wx_client',
    });
    expect(reply).toMatchObject({
      ok: false,
      message: expect.stringContaining('exceed limit (1MB)'),
    });
  });
});

describe('a reload', () => {
  it('answers calls that run and calls that wait, and the next call runs the new bundle', async () => {
    const call = { fn: 'slow', openid: 'o_lin', event: {}, source: 'wx_client' };
    const calls = Array.from({ length: 9 }, () => local.host.invoke(call));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await local.host.reload('slow');
    const replies = await Promise.all(calls);
    expect(replies.every((reply) => !reply.ok && reply.message === 'the host is closing')).toBe(
      true,
    );
    expect(await local.host.invoke(call)).toMatchObject({ code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' });
  });
});

describe('what a function returns', () => {
  it('crosses as JSON', async () => {
    const { body } = await tap(local.url, 'chain', { event: { name: 'boom' } });
    expect(body).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL', errCode: -1 });
    const missing = await tap(local.url, 'chain', { event: { name: 'nofn' } });
    expect(missing.body).toMatchObject({
      code: 'FUNCTIONS_REQUEST_FAIL',
      errCode: -1,
      message: expect.stringContaining('FunctionName parameter could not be found'),
    });
  });
});

describe('the record of a call', () => {
  it('holds its logs, its cost and whether it was cold', async () => {
    await local.host.reload('who');
    const cold = await asWho('o_lin', { action: 'view' });
    const warm = await asWho('o_lin');
    expect(cold.record).toMatchObject({ cold: true, action: 'view', status: 'ok' });
    expect(cold.record.logs).toEqual(['served o_lin']);
    expect(warm.record.cold).toBe(false);
    expect(warm.record.counters.ms).toBeLessThan(cold.record.counters.ms);
  });

  it('counts what the function asked of the cloud', async () => {
    const reply = await local.host.invoke({
      fn: 'chain',
      openid: 'o_lin',
      event: { name: 'who' },
      source: 'wx_client',
    });
    expect(reply.record.counters).toMatchObject({ requests: 0, otherRequests: 1 });
    expect(reply.record.requests).toMatchObject([
      { op: 'functions.invokeFunction', target: 'who' },
    ]);
    expect(reply.record.counters.bytesIn).toBeGreaterThan(50);
  });
});

describe('the product clock', () => {
  afterEach(() => local.clock.set({ now: null, running: true }));

  const clockOf = async () =>
    (await tap(local.url, 'clock')).body as { now: number; iso: string; [field: string]: unknown };

  it('is what Date shows in a function', async () => {
    local.clock.set({ now: Date.parse('2021-05-06T07:08:09Z'), running: false });
    const seen = await clockOf();
    expect(seen).toMatchObject({
      iso: '2021-05-06T07:08:09.000Z',
      text: 'string',
      isDate: true,
      ofNode: true,
      subclass: true,
    });
    expect(seen.now).toBe(Date.parse(seen.iso));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await clockOf()).now).toBe(seen.now);
  });

  it('runs on from where it was set', async () => {
    local.clock.set({ now: Date.parse('2021-05-06T07:08:09Z'), running: true });
    const first = await clockOf();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await clockOf()).now).toBeGreaterThanOrEqual(first.now + 20);
    expect(first.iso.slice(0, 17)).toBe('2021-05-06T07:08:');
  });
});
