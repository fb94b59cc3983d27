/** Notes for the next household, openings at night, and who of a family stood there. */
import type { DutyLogDoc } from '../../cloudfunctions/roster/documents';
import { MESSAGES } from '../../miniprogram/contract/messages';
import { item } from '../support/community';
import { FORM, home, OWNER, openStage, person, publish, STAFF, type Stage, turn } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterEach(() => stage?.product.close());

const journal = (before?: number, by = OWNER) =>
  stage.calls.done('roster', 'journal', by, before === undefined ? {} : { before });
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

it('the journal has notes and nights, newest first, in pages, for keepers', async () => {
  for (let day = 1; day <= 21; day += 1) {
    await stage.at(`2020-02-${String(day).padStart(2, '0')}`, '20:00');
    await stage.calls.done('roster', 'endNote', person(day), { text: `第 ${day} 天` });
  }
  await stage.at('2020-02-21', '23:00');
  await open();
  const first = await journal();
  expect(first.items).toHaveLength(20);
  expect(first.items.slice(0, 2)).toEqual([
    {
      at: Date.parse('2020-02-21T23:00:00+08:00'),
      kind: 'night',
      text: '送母亲去医院',
      by: '1单元 107 赵家',
    },
    {
      at: Date.parse('2020-02-21T20:00:00+08:00'),
      kind: 'note',
      text: '第 21 天',
      by: '2单元 107 赵家',
    },
  ]);
  const second = await journal(first.next);
  expect(second.items.map(({ text }) => text)).toEqual(['第 2 天', '第 1 天']);
  expect(second.next).toBeUndefined();
  expect((await stage.calls.done('roster', 'today', person(3), {})).note).toEqual({
    text: '第 21 天',
    day: '2020-02-21',
  });
  for (const by of [person(3), { ...OWNER, openid: 'o_other' }]) {
    expect((await stage.calls.reply('roster', 'journal', by, {})).ok).toBe(false);
  }
}, 60_000);

describe('who of the family stood there', () => {
  const came = (no: number, turnId = turn(1, no), names = '妈妈和小川') =>
    stage.calls.reply('roster', 'whoCame', person(no), { turnId, names });
  const seenBy = async (by = person(12), month = '2020-02') =>
    (await stage.calls.done('roster', 'month', by, { month })).turns.filter(
      ({ whoCame }) => whoCame !== undefined,
    );

  it('is read by the household and by keepers only, and is taken back without names', async () => {
    await stage.at('2020-02-09', '12:00');
    expect(code(await came(12))).toBe('OK');
    for (const by of [person(12), OWNER, STAFF]) {
      expect(await seenBy(by)).toMatchObject([{ day: '2020-02-09', whoCame: '妈妈和小川' }]);
    }
    expect(await seenBy(person(13))).toEqual([]);
    expect(code(await came(12, turn(1, 12), ''))).toBe('OK');
    expect(await seenBy()).toEqual([]);
  }, 60_000);

  it('is said of the own turn, of today or the last seven days', async () => {
    await stage.at('2020-02-09', '12:00');
    expect(code(await came(12, turn(1, 11)))).toBe('TURN_NOT_YOURS');
    expect(code(await came(13))).toBe('TURN_OVER');
    expect(code(await came(12, '9-hh_t12'))).toBe('TURN_OVER');
    expect(code(await came(5))).toBe('OK');
    expect(code(await came(4))).toBe('TURN_OVER');
    expect(code(await came(12, '1-hh_u1'))).toBe('TURN_OVER');
    expect(code(await came(12, 'x' as never))).toBe('INVALID');
  }, 60_000);

  it('of last month is said as well, whether its days are put away or not', async () => {
    await stage.at('2020-03-02', '09:00');
    expect(code(await came(5, turn(2, 5)))).toBe('OK');
    await stage.calls.done('roster', 'offerStandIn', person(1), { offer: true });
    expect(code(await came(6, turn(2, 6)))).toBe('OK');
    expect(await seenBy(OWNER)).toMatchObject([{ day: '2020-02-26' }, { day: '2020-02-27' }]);
  }, 60_000);

  it('belongs to whoever came by paper', async () => {
    await stage.at('2020-02-10', '09:00');
    const input = { month: '2020-02', rows: [{ row: 9, came: 20 }] };
    await stage.calls.done('roster', 'enterPaper', OWNER, input);
    expect(code(await came(12))).toBe('TURN_NOT_YOURS');
    expect(code(await came(20, turn(1, 12)))).toBe('OK');
  }, 60_000);
});

it('a household that offered to stand in is known to whoever makes the roster, and to nobody else', async () => {
  await stage.calls.done('roster', 'offerStandIn', person(26), { offer: true });
  const { standIns } = await stage.calls.done('roster', 'rules', OWNER, {});
  expect(standIns.map(({ id }) => id)).toEqual([home(26)]);
  expect(item(standIns).label).toBe('2单元 112 孙家');
  expect(FORM.order).toContain(home(26));
});
