/** A sheet that comes back from the gate: who really came. */
import type { AuditDoc } from '../../cloudfunctions/kernel/audit';
import type { KeyMoveDoc } from '../../cloudfunctions/roster/documents';
import { item } from '../support/community';
import { FORM, home, KEY, OWNER, openStage, person, publish, STAFF, type Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterEach(() => stage?.product.close());

const enter = (month: string, ...rows: readonly (readonly [row: number, came: number])[]) =>
  stage.calls.reply('roster', 'enterPaper', OWNER, {
    month,
    rows: rows.map(([row, came]) => ({ row, came })),
  });
const sheet = (month: string, by = person(1)) => stage.calls.done('roster', 'sheet', by, { month });
const served = async (no: number) => {
  const { servedMinutes, served: turns } = await stage.calls.done('roster', 'mine', person(no), {});
  return [servedMinutes, turns.map(({ day }) => day)];
};
const code = (reply: { readonly ok: boolean; readonly code?: string }) =>
  reply.ok ? 'OK' : reply.code;

it('who really came is the fact: hours follow, the days ahead stay, and keepers answer for it', async () => {
  await stage.at('2020-02-10', '09:00');
  const before = (await stage.calls.done('roster', 'month', person(1), { month: '2020-03' })).turns;
  expect(await served(11)).toEqual([720, ['2020-02-08']]);
  expect(await enter('2020-02', [8, 20], [9, 0], [1, 4])).toEqual({
    ok: true,
    value: { changed: 2, unchanged: 1 },
  });
  expect(await served(11)).toEqual([0, []]);
  expect(await served(12)).toEqual([0, []]);
  expect(await served(20)).toEqual([720, ['2020-02-08']]);
  const { rows } = await sheet('2020-02');
  expect(rows.slice(7, 9)).toMatchObject([
    { row: 8, no: 20, label: '2单元 106 杨家' },
    { row: 9, no: 0, label: '' },
  ]);
  expect(
    (await stage.calls.done('roster', 'month', person(1), { month: '2020-03' })).turns,
  ).toEqual(before);
  expect((await stage.calls.done('roster', 'mine', person(20), {})).changed?.at).toBeLessThan(
    Date.parse('2020-02-09T00:00:00+08:00'),
  );
  expect(await enter('2020-02', [8, 20], [9, 0])).toMatchObject({
    value: { changed: 0, unchanged: 2 },
  });
  const audits = await stage.database.find<AuditDoc>('audits', { what: 'roster.enterPaper' });
  expect(audits).toMatchObject([{ courtyardId: 'cy_t1', subject: 'rs_t1.1.2020-02' }]);
  // Settled later with everything else, the month still says what paper said.
  await stage.at('2020-03-02', '09:00');
  await stage.calls.done('roster', 'offerStandIn', person(1), { offer: true });
  expect((await sheet('2020-02')).rows.slice(7, 9)).toMatchObject([{ no: 20 }, { no: 0 }]);
  expect((await served(20))[0]).toBe(1440);
}, 60_000);

it('a month that stands in its own document is entered too, and taken back', async () => {
  await stage.at('2020-03-02', '09:00');
  await stage.calls.done('roster', 'offerStandIn', person(1), { offer: true });
  expect(await enter('2020-02', [8, 25], [9, 25])).toMatchObject({ value: { changed: 2 } });
  expect((await served(25))[0]).toBe(1440);
  const { reached } = await stage.calls.done('roster', 'rules', OWNER, {});
  // 11 and 12 have had no turn after all, 25 has.
  expect(reached.households).toBe(23);
  expect(await enter('2020-02', [8, 11], [9, 12])).toMatchObject({ value: { changed: 2 } });
  expect((await served(25))[0]).toBe(0);
  expect((await stage.calls.done('roster', 'rules', OWNER, {})).reached.households).toBe(24);
}, 60_000);

it.each<[string, string, readonly (readonly [number, number])[], object]>([
  [
    'a row ahead',
    '2020-02',
    [
      [8, 1],
      [10, 1],
    ],
    { code: 'PAPER_ROW_AHEAD', details: { row: 10 } },
  ],
  [
    'a row nobody has',
    '2020-02',
    [
      [8, 1],
      [30, 1],
    ],
    { code: 'PAPER_ROW_UNKNOWN', details: { row: 30 } },
  ],
  [
    'a number nobody has',
    '2020-02',
    [[8, 29]],
    { code: 'PAPER_NO_UNKNOWN', details: { row: 8, no: 29 } },
  ],
  [
    'a row twice',
    '2020-02',
    [
      [8, 1],
      [8, 1],
    ],
    { code: 'PAPER_ROW_TWICE', details: { row: 8 } },
  ],
  ['a month before the roster', '2019-12', [[8, 1]], { code: 'PAPER_ROW_UNKNOWN' }],
  ['a month far away', '2099-12', [[8, 1]], { code: 'PAPER_ROW_UNKNOWN' }],
  ['a month of another age', '9999-12', [[8, 1]], { code: 'INVALID' }],
  ['no rows', '2020-02', [], { code: 'INVALID' }],
  ['no month', '2020-13', [[8, 1]], { code: 'INVALID' }],
  ['half a household', '2020-02', [[8, 0.5]], { code: 'INVALID' }],
  ['less than nothing', '2020-02', [[-8, 1]], { code: 'INVALID' }],
])(
  '%s is refused as a whole, with the row',
  async (_, month, rows, refusal) => {
    await stage.at('2020-02-10', '09:00');
    const before = await stage.database.find('rosters');
    expect(await enter(month, ...rows)).toMatchObject({ ok: false, ...refusal });
    expect(await stage.database.find('rosters')).toEqual(before);
  },
  60_000,
);

it('paper is for those who keep the courtyard, and no stranger to it', async () => {
  await stage.at('2020-02-10', '09:00');
  const input = { month: '2020-02', rows: [{ row: 8, came: 1 }] };
  const by = (openid: string) => ({ ...OWNER, openid });
  expect(code(await stage.calls.reply('roster', 'enterPaper', person(3), input))).toBe(
    'NOT_ALLOWED',
  );
  expect(
    code(await stage.calls.reply('roster', 'sheetFile', person(3), { month: '2020-02' })),
  ).toBe('NOT_ALLOWED');
  expect(code(await stage.calls.reply('roster', 'enterPaper', by('o_other'), input))).toBe(
    'NOT_FOUND',
  );
  expect(
    code(await stage.calls.reply('roster', 'sheet', by('o_other'), { month: '2020-02' })),
  ).toBe('NOT_FOUND');
  const elsewhere = { ...STAFF, courtyard: 'cy_t2' as const };
  expect(code(await stage.calls.reply('roster', 'enterPaper', elsewhere, input))).toBe(
    'ROSTER_NOT_RUNNING',
  );
}, 60_000);

it('of two sheets at once that say different things, one comes after the other', async () => {
  await stage.at('2020-02-10', '09:00');
  const replies = await Promise.all([
    enter('2020-02', [8, 20]),
    enter('2020-02', [8, 21]),
    enter('2020-02', [9, 22]),
  ]);
  expect(replies.map(code)).toEqual(['OK', 'OK', 'OK']);
  const rows = (await sheet('2020-02')).rows.slice(7, 9);
  expect([20, 21]).toContain(item(rows).no);
  expect(item(rows, 1).no).toBe(22);
  const minutes = await Promise.all([11, 12, 20, 21, 22].map(async (no) => (await served(no))[0]));
  const last = item(rows).no;
  expect(minutes).toEqual([0, 0, last === 20 ? 720 : 0, last === 21 ? 720 : 0, 720]);
}, 60_000);

it('paper and a handover at once both hold, and the key is where it was handed', async () => {
  const at = await stage.at('2020-02-09', '20:05');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(12), at });
  await stage.calls.done('roster', 'giveKey', person(12), { keyId: KEY, at });
  const [paper, take] = await Promise.all([
    enter('2020-02', [8, 13], [9, 0]),
    stage.calls.reply('roster', 'takeKey', person(13), { keyId: KEY, at }),
  ]);
  expect([paper.ok, take.ok]).toEqual([true, true]);
  const moves = await stage.database.find<KeyMoveDoc>('key_moves', { to: home(13) });
  expect(moves).toHaveLength(1);
  expect((await sheet('2020-02')).rows.slice(7, 10)).toMatchObject([
    { no: 13 },
    { no: 0 },
    { no: 13 },
  ]);
}, 60_000);

it('a roster that begins anew keeps the days of the one before', async () => {
  await stage.at('2020-04-10', '09:00');
  await publish(stage.calls, { ...FORM, startsOn: '2020-05-01', endsOn: '2020-06-01' });
  const months = await stage.database.find<{ _id: string; turns: readonly unknown[] }>(
    'roster_months',
  );
  expect(months.map(({ _id, turns }) => [_id, turns.length]).sort()).toEqual([
    ['rs_t1.1.2020-01', 3],
    ['rs_t1.1.2020-02', 29],
    ['rs_t1.1.2020-03', 31],
    ['rs_t1.1.2020-04', 5],
  ]);
}, 60_000);
