/** Notes for the next household, the journal, and who of a family stood there. */
import { item } from '../support/community';
import { home, OWNER, openStage, person, publish, STAFF, type Stage, turn } from './stage';

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
});
