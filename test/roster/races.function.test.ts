/** Two things at the same moment: one is decided after the other, and nothing is lost. */
import type { KeyDoc, RosterDoc } from '../../cloudfunctions/roster/documents';
import { freshRequest, item } from '../support/community';
import { home, KEY, OWNER, openStage, person, publish, type Stage, turn } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterEach(() => stage?.product.close());

const code = (reply: { readonly ok: boolean; readonly code?: string }) =>
  reply.ok ? 'OK' : reply.code;
const duties = async (...months: readonly string[]) => {
  const views = await Promise.all(
    months.map((month) => stage.calls.done('roster', 'month', person(1), { month })),
  );
  return views.flatMap(({ turns }) => turns);
};

it('two opposite swaps across months: one turn is exchanged once', async () => {
  // 3 on January 31 and 20 on February 17 ask each other.
  const ask = async (no: number, to: number) =>
    (
      await stage.calls.done('roster', 'askSwap', person(no), {
        turnId: turn(1, no),
        to: home(to),
      })
    ).askId;
  const [mine, theirs] = [await ask(3, 20), await ask(20, 3)];
  const answer = (no: number, askId: `sw_${string}`) =>
    stage.calls.reply('roster', 'answerSwap', person(no), { askId, turnId: turn(1, no) });
  const replies = await Promise.all([answer(20, mine), answer(3, theirs)]);
  expect(replies.map(code).sort()).toEqual(['OK', 'SWAP_CLOSED']);
  const turns = await duties('2020-01', '2020-02');
  const at = (day: string) => turns.find((one) => one.day === day)?.householdId;
  expect([at('2020-01-31'), at('2020-02-17')]).toEqual([home(20), home(3)]);
  expect(item(await stage.database.find<RosterDoc>('rosters')).asks).toEqual([]);
}, 60_000);

it('of a swap and a take-over of one turn, the turn is with one of them', async () => {
  const { askId } = await stage.calls.done('roster', 'askSwap', person(5), { turnId: turn(1, 5) });
  const replies = await Promise.all([
    stage.calls.reply('roster', 'answerSwap', person(9), { askId, turnId: turn(1, 9) }),
    stage.calls.reply('roster', 'takeOver', person(12), { turnId: turn(1, 5) }),
    stage.calls.reply('roster', 'cannotCome', person(5), {
      turnId: turn(1, 5),
      days: 1,
      reason: '',
    }),
  ]);
  expect(replies.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
  const turns = await duties('2020-01', '2020-02', '2020-03');
  const days = turns.map(({ day }) => day);
  expect(new Set(days).size).toBe(days.length);
  expect(days).toHaveLength(63);
  const first = turns.slice(0, 24).map(({ turnId }) => turnId);
  expect(new Set(first).size).toBe(24);
}, 60_000);

it('ten different people taking over one turn: each is after the one before, and one has it', async () => {
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      stage.calls.reply('roster', 'takeOver', person(i + 11), { turnId: turn(1, 5) }),
    ),
  );
  expect(replies.every(({ ok }) => ok)).toBe(true);
  const turns = await duties('2020-02');
  const holder = turns.find(({ turnId }) => turnId === turn(1, 5))?.householdId;
  expect(Array.from({ length: 10 }, (_, i) => home(i + 11))).toContain(holder);
}, 60_000);

it('the same tap ten times at once is one: paper, a spare key, a night, names', async () => {
  await stage.at('2020-02-10', '21:00');
  const once = async (action: string, by: { openid: string }, input: object) => {
    const tap = { ...OWNER, ...by, requestId: freshRequest() };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        stage.calls.reply('roster', action as 'seen', tap, input as never),
      ),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(item(replies)).toMatchObject({ ok: true });
  };
  await once('enterPaper', OWNER, { month: '2020-02', rows: [{ row: 9, came: 20 }] });
  await once('addKey', OWNER, { gate: '大门', name: '备用', to: 'committee' });
  await once('openAtNight', person(7), { reason: '送医院' });
  await once('whoCame', person(13), { turnId: turn(1, 13), names: '小川' });
  await once('endNote', person(13), { text: '酒精快没了' });
  const { corrections, came } = item(await stage.database.find<RosterDoc>('rosters'));
  expect(corrections).toEqual({
    [home(12)]: { turns: -1, minutes: -720 },
    [home(20)]: { turns: 1, minutes: 720 },
  });
  expect(came).toHaveLength(1);
  expect(await stage.database.find<KeyDoc>('keys')).toHaveLength(2);
  expect(await stage.database.find('duty_logs')).toHaveLength(2);
  expect(await stage.database.find('audits', { what: 'roster.enterPaper' })).toHaveLength(1);
  await once('retireKey', OWNER, { keyId: `${KEY}s1` });
}, 60_000);

it('paper of yesterday, a note and names at once all stand', async () => {
  await stage.at('2020-02-10', '21:00');
  const replies = await Promise.all([
    stage.calls.reply('roster', 'enterPaper', OWNER, {
      month: '2020-02',
      rows: [{ row: 9, came: 20 }],
    }),
    stage.calls.reply('roster', 'whoCame', person(13), { turnId: turn(1, 13), names: '小川' }),
    stage.calls.reply('roster', 'endNote', person(13), { text: '酒精快没了' }),
    stage.calls.reply('roster', 'offerStandIn', person(26), { offer: true }),
  ]);
  expect(replies.map(code)).toEqual(['OK', 'OK', 'OK', 'OK']);
  expect(item(await stage.database.find<RosterDoc>('rosters'))).toMatchObject({
    corrections: { [home(20)]: { turns: 1 } },
    came: [{ names: '小川' }],
    notes: [{ text: '酒精快没了' }],
    standIns: [home(26)],
  });
}, 60_000);
