/** Somebody must go out or in while the gate is closed. */
import type { DutyLogDoc } from '../../cloudfunctions/roster/documents';
import { MESSAGES } from '../../miniprogram/contract/messages';
import { home, OWNER, openStage, person, publish, type Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterEach(() => stage?.product.close());

const journal = () => stage.calls.done('roster', 'journal', OWNER, {});
const open = (by = person(7), reason = '送母亲去医院') =>
  stage.calls.reply('roster', 'openAtNight', by, { reason });
const code = (reply: { readonly ok: boolean; readonly code?: string }) =>
  reply.ok ? 'OK' : reply.code;
const queued = async () => {
  const jobs = await stage.database.find<{ topic: string; values: { title: string } }>('outbox');
  return jobs.filter(({ topic }) => topic.includes('.night.'));
};

describe('the gate at night', () => {
  it('is opened and logged while nobody is on duty, and only then', async () => {
    const codes: (string | undefined)[] = [];
    for (const [day, time] of [
      ['2020-01-28', '23:00'],
      ['2020-01-29', '01:00'],
      ['2020-02-09', '07:59'],
      ['2020-02-09', '08:00'],
      ['2020-02-09', '19:59'],
      ['2020-02-09', '20:00'],
      ['2020-04-05', '23:59'],
      ['2020-04-06', '01:00'],
    ] as const) {
      await stage.at(day, time);
      codes.push(code(await open()));
    }
    expect(codes).toEqual([
      'GATE_OPEN',
      'OK',
      'OK',
      'GATE_OPEN',
      'GATE_OPEN',
      'OK',
      'OK',
      'GATE_OPEN',
    ]);
  }, 60_000);

  it('tells those who keep it, not the neighbours, and once in ten minutes', async () => {
    const body = JSON.stringify({ openid: 'o_owner', templateIds: [MESSAGES.duty.templateId] });
    await fetch(`${stage.product.url}/phone/subscribe`, { method: 'POST', body });
    const templates = [MESSAGES.duty.templateId];
    await stage.calls.done('member', 'addCredit', OWNER, { templates });
    await stage.at('2020-02-09', '23:00');
    expect(code(await open())).toBe('OK');
    expect((await queued()).map(({ values }) => values.title)).toEqual([
      '1单元 107 赵家夜里开了大门',
      '1单元 107 赵家夜里开了大门',
    ]);
    expect(JSON.stringify(await stage.database.find('outbox'))).not.toContain('医院');
    await stage.database.callFunction('tick');
    const sent = await stage.product.control<{ messages: readonly { openid: string }[] }>('outbox');
    expect(sent.messages.map(({ openid }) => openid)).toEqual(['o_owner']);
    await stage.at('2020-02-09', '23:09');
    expect(code(await open(person(8)))).toBe('OK');
    expect(await queued()).toHaveLength(2);
    await stage.at('2020-02-09', '23:19');
    expect(code(await open(person(9)))).toBe('OK');
    expect(await queued()).toHaveLength(4);
    expect((await journal()).items).toHaveLength(3);
  }, 60_000);

  it('is told to nobody who opened it', async () => {
    await stage.at('2020-02-09', '23:00');
    expect(code(await open(OWNER, '放救护车进来'))).toBe('OK');
    expect((await queued()).map(({ topic }) => topic)).toHaveLength(1);
    expect((await journal()).items).toMatchObject([{ by: '院委会', text: '放救护车进来' }]);
  }, 60_000);

  it('has a measure: five times a night for a household, however many at once', async () => {
    await stage.at('2020-02-09', '23:00');
    const replies = await Promise.all(Array.from({ length: 8 }, () => open()));
    expect(replies.filter(({ ok }) => ok).length).toBeLessThanOrEqual(5);
    await stage.at('2020-02-10', '01:00');
    const more = [];
    for (let i = 0; i < 6; i += 1) more.push(code(await open()));
    expect(more.at(-1)).toBe('NIGHT_OFTEN');
    const logs = await stage.database.find<DutyLogDoc>('duty_logs');
    expect(logs.map(({ _id }) => _id).sort()).toEqual(
      [1, 2, 3, 4, 5].map((no) => `cy_t1.night.2020-02-09.${home(7)}.${no}`),
    );
    expect(code(await open(person(8)))).toBe('OK');
    await stage.at('2020-02-10', '21:00');
    expect(code(await open())).toBe('OK');
  }, 60_000);

  it('does not wait for the platform’s check, and keeps out what it calls risky', async () => {
    await stage.at('2020-02-09', '23:00');
    await stage.product.control('content-safety', { outage: true });
    expect(code(await open())).toBe('OK');
    expect(
      code(await stage.calls.reply('roster', 'endNote', person(7), { text: '酒精快没了' })),
    ).toBe('CHECK_AWAY');
  }, 60_000);

  it.each([
    ['', 'INVALID'],
    [' \u200b \n', 'INVALID'],
    ['长'.repeat(101), 'TOO_LONG'],
  ])('needs a reason one can read: %j', async (reason, expected) => {
    await stage.at('2020-02-09', '23:00');
    expect(code(await open(person(7), reason))).toBe(expected);
    expect(await stage.database.find('duty_logs')).toEqual([]);
  });
});
