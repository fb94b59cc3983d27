import type { KeyMoveDoc, PrivateSpanDoc } from '../../cloudfunctions/roster/documents';
import { MESSAGES } from '../../miniprogram/contract/messages';
import { item } from '../support/community';
import {
  FORM,
  home,
  KEY,
  OWNER,
  openStage,
  person,
  publish,
  STAFF,
  type Stage,
  turn,
} from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterEach(() => stage?.product.close());

const mine = (no: number) => stage.calls.done('roster', 'mine', person(no), {});
const days = async (no: number) => (await mine(no)).coming.map(({ day }) => day);
const ask = (no: number, to?: number) =>
  stage.calls.reply('roster', 'askSwap', person(no), {
    turnId: turn(1, no),
    ...(to === undefined ? {} : { to: home(to) }),
  });

it('a swap asks the courtyard, goes to the first answer, and stays with the turns when days shift', async () => {
  const asked = await ask(5);
  expect(asked).toMatchObject({ ok: true });
  expect(await ask(5)).toMatchObject({ ok: false, code: 'SWAP_OPEN' });
  const { askId } = item((await mine(9)).asked);
  const answer = (no: number) =>
    stage.calls.reply('roster', 'answerSwap', person(no), { askId, turnId: turn(1, no) });
  const replies = await Promise.all([answer(9), answer(12)]);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(replies.find(({ ok }) => !ok)).toMatchObject({ code: 'SWAP_CLOSED' });
  const other = replies[0]?.ok ? 9 : 12;
  expect((await days(5))[0]).toBe(other === 9 ? '2020-02-06' : '2020-02-09');
  expect((await days(other))[0]).toBe('2020-02-02');
  await stage.calls.done('roster', 'absence', person(2), {
    from: '2020-01-29',
    until: '2020-03-30',
  });
  expect((await days(other))[0]).toBe('2020-02-01');
}, 60_000);

it('a swap of one household is not another’s to answer', async () => {
  await ask(5, 9);
  expect((await mine(12)).asked).toEqual([]);
  const { askId } = item((await mine(9)).asked);
  const input = { askId, turnId: turn(1, 12) };
  expect(await stage.calls.reply('roster', 'answerSwap', person(12), input)).toMatchObject({
    code: 'NOT_FOUND',
  });
}, 60_000);

it('我来不了 moves two households, and its reason is nowhere planners or neighbours look', async () => {
  const reason = '要陪母亲透析';
  const input = { turnId: turn(1, 13), days: 1, reason };
  expect(await stage.calls.done('roster', 'cannotCome', person(13), input)).toEqual({ moved: 2 });
  expect((await days(14))[0]).toBe('2020-02-10');
  expect((await days(13))[0]).toBe('2020-02-11');
  expect((await mine(14)).changed?.text).toContain('2月10日');
  expect((await mine(13)).changed).toBeUndefined();
  const seen = JSON.stringify([
    await stage.database.find('rosters'),
    await stage.calls.done('roster', 'rules', OWNER, {}),
    await stage.calls.done('roster', 'month', STAFF, { month: '2020-02' }),
  ]);
  expect(seen).not.toContain('透析');
  expect(await stage.database.find<PrivateSpanDoc>('private_spans')).toMatchObject([{ reason }]);
  const other = { turnId: turn(1, 20), days: 1, reason: '' };
  expect(await stage.calls.reply('roster', 'cannotCome', person(13), other)).toMatchObject({
    code: 'TURN_NOT_YOURS',
  });
  await stage.calls.done('roster', 'seen', person(14), {});
  expect((await mine(14)).changed).toBeUndefined();
}, 60_000);

it('those whose days moved and who allow messages get one', async () => {
  const body = JSON.stringify({ openid: 'o_t14', templateIds: [MESSAGES.duty.templateId] });
  await fetch(`${stage.product.url}/phone/subscribe`, { method: 'POST', body });
  const input = { turnId: turn(1, 13), days: 1, reason: '' };
  await stage.calls.done('roster', 'cannotCome', person(13), input);
  await stage.database.callFunction('tick');
  const sent = await stage.product.control<{ messages: readonly { openid: string }[] }>('outbox');
  expect(sent.messages.map(({ openid }) => openid)).toEqual(['o_t14']);
}, 60_000);

it('new rules hold from tomorrow and rewrite no day that is served', async () => {
  await stage.at('2020-02-10', '10:00');
  const months = async () => [
    ...(await stage.calls.done('roster', 'month', person(1), { month: '2020-01' })).turns,
    ...(await stage.calls.done('roster', 'month', person(1), { month: '2020-02' })).turns,
  ];
  const before = (await months()).filter(({ day }) => day <= '2020-02-10');
  await publish(stage.calls, { ...FORM, order: [...FORM.order].reverse(), restDays: 0 });
  const after = await months();
  expect(after.filter(({ day }) => day <= '2020-02-10')).toEqual(before);
  expect(after.find(({ day }) => day === '2020-02-11')?.turnId).toBe(turn(1, 24));
}, 60_000);

it('of a closed door and a handover at the same moment one comes after the other', async () => {
  const at = await stage.at('2020-02-09', '20:05');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(12), at });
  await stage.calls.done('roster', 'giveKey', person(12), { keyId: KEY, at });
  const [skip, take] = await Promise.all([
    stage.calls.reply('roster', 'passOn', person(12), { keyId: KEY }),
    stage.calls.reply('roster', 'takeKey', person(13), { keyId: KEY, at }),
  ]);
  expect([skip.ok, take.ok].filter(Boolean)).toHaveLength(1);
  const moves = await stage.database.find<KeyMoveDoc>('key_moves');
  expect(moves.some(({ to }) => to === home(13))).toBe(take.ok);
  expect((await days(13))[0]).toBe(take.ok ? '2020-02-10' : '2020-02-21');
}, 60_000);

it('the last duty is followed by the stand-down, the clean-up is the day before, and the key goes home', async () => {
  const ended = await stage.calls.done('roster', 'standDown', OWNER, { on: '2020-03-01' });
  expect(ended).toMatchObject({ cleanUpOn: '2020-02-29', standDownOn: '2020-03-01' });
  const march = await stage.calls.done('roster', 'month', person(1), { month: '2020-03' });
  expect(march.turns).toEqual([]);
  const joined = await stage.calls.done('roster', 'signUpCleanUp', person(3), { join: true });
  expect(joined).toEqual({ signedUp: 1 });
  const at = await stage.at('2020-02-29', '20:00');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(8), at });
  const { keys } = await stage.calls.done('roster', 'today', OWNER, {});
  expect(item(keys).next).toMatchObject({ label: '院委会', mine: true });
}, 60_000);

it('whoever leaves for good takes the reasons along', async () => {
  const cannot = { turnId: turn(1, 13), days: 1, reason: '要陪母亲透析' };
  await stage.calls.done('roster', 'cannotCome', person(13), cannot);
  await stage.calls.done('member', 'erase', person(13), { word: '删除' });
  expect(await stage.database.find('private_spans')).toEqual([]);
}, 60_000);
