import { createFaults } from '../../local/cloud/services/faults';
import { get, inFunction, post, type Running, startFixtures, tap } from './fixtures/assembled';

let local: Running;
beforeAll(async () => {
  local = await startFixtures();
});
afterAll(() => local.close());
afterEach(() => fetch(`${local.url}/control/faults`, { method: 'DELETE' }));

describe('POST /control/faults', () => {
  const rule = (one: object) => post(`${local.url}/control/faults`, one);
  const nested = () => inFunction(local.url, 'callFunction', [{ name: 'clock', data: {} }]);

  it('delay, at the wire of the SDK', async () => {
    await rule({ operation: 'functions.invokeFunction', kind: 'delay', ms: 120 });
    const started = Date.now();
    expect((await nested()).value).toBeDefined();
    expect(Date.now() - started).toBeGreaterThanOrEqual(120);
  });

  it('drop: the SDK sees a broken line and nothing was done', async () => {
    await rule({ operation: 'functions.*', kind: 'drop' });
    const before = local.host.recent(500).filter(({ fn }) => fn === 'clock').length;
    expect((await nested()).error?.errMsg).toMatch(/socket hang up|ECONNRESET/);
    expect(local.host.recent(500).filter(({ fn }) => fn === 'clock')).toHaveLength(before);
  });

  it('lost-reply: the line breaks and yet it was done', async () => {
    await rule({ operation: 'functions.invokeFunction', kind: 'lost-reply' });
    const before = local.host.recent(500).filter(({ fn }) => fn === 'clock').length;
    expect((await nested()).error?.errMsg).toMatch(/socket hang up|ECONNRESET/);
    expect(local.host.recent(500).filter(({ fn }) => fn === 'clock')).toHaveLength(before + 1);
  });

  it('error: with the code one asks for, as often as one asks for', async () => {
    await rule({
      operation: 'functions.invokeFunction',
      kind: 'error',
      code: 'DATABASE_TIMEOUT',
      message: 'late',
      count: 1,
    });
    expect((await nested()).error).toMatchObject({
      code: 'DATABASE_TIMEOUT',
      errMsg: expect.stringContaining('late'),
    });
    expect((await nested()).value).toBeDefined();
  });

  it('crash: the instance dies at that request, the next call works', async () => {
    await rule({ operation: 'functions.invokeFunction', kind: 'crash', count: 1 });
    const { status, body } = await tap(local.url, 'chain', { event: { name: 'clock' } });
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL', message: 'the instance crashed' });
    expect((await tap(local.url, 'chain', { event: { name: 'clock' } })).status).toBe(200);
  });

  it('strike calls by the name of the function and its action', async () => {
    await rule({ operation: 'clock.view', kind: 'error', code: 'SYS_ERR' });
    expect((await tap(local.url, 'clock', { event: { action: 'view' } })).status).toBe(500);
    expect((await tap(local.url, 'clock', { event: { action: 'other' } })).status).toBe(200);
    await rule({ operation: 'who', kind: 'crash', ms: 20 });
    expect((await tap(local.url, 'who', { event: { pauseMs: 2000 } })).body).toMatchObject({
      message: 'the instance crashed',
    });
    await rule({ operation: 'boom', kind: 'lost-reply' });
    await expect(tap(local.url, 'boom')).rejects.toThrow();
  });

  it('are listed with how often they struck, and cleared', async () => {
    await rule({ rules: [{ operation: 'clock', kind: 'delay', ms: 1 }] });
    await tap(local.url, 'clock');
    expect(await get(`${local.url}/control/faults`)).toEqual({
      rules: [{ operation: 'clock', kind: 'delay', ms: 1, struck: 1 }],
    });
  });

  it.each([
    ['kind', { kind: 'explode' }],
    ['chance', { chance: 2 }],
    ['ms', { ms: 'soon' }],
    ['ms', { ms: 1e12 }],
    ['count', { count: -1 }],
    ['seed', { seed: 0.5 }],
  ])('are refused with a %s that means nothing', async (_, wrong) => {
    expect(await rule({ operation: 'clock', kind: 'delay', ...wrong })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_PARAM' },
    });
    expect(await get(`${local.url}/control/faults`)).toEqual({ rules: [] });
  });

  it('strike the same requests for the same seed, about as often as their chance says', () => {
    const pattern = (seed: number) => {
      const faults = createFaults();
      faults.add([{ operation: 'database.*', kind: 'drop', chance: 0.3, seed }]);
      return Array.from({ length: 1000 }, () =>
        Boolean(faults.strike(['database.getDocument']).rule),
      );
    };
    expect(pattern(7)).toEqual(pattern(7));
    expect(pattern(7)).not.toEqual(pattern(8));
    const struck = pattern(7).filter(Boolean).length;
    expect(struck).toBeGreaterThan(240);
    expect(struck).toBeLessThan(360);
  });
});
