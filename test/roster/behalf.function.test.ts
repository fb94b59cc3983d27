/** Keepers act for households that cannot: without a phone, or somebody who rang. */
import type { AuditDoc } from '../../cloudfunctions/kernel/audit';
import type { PrivateSpanDoc } from '../../cloudfunctions/roster/documents';
import type { ActionName } from '../../miniprogram/contract/contracts';
import { MESSAGES } from '../../miniprogram/contract/messages';
import { item } from '../support/community';
import { home, KEY, OWNER, openStage, person, publish, STAFF, type Stage, turn } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterEach(() => stage?.product.close());

const viewOf = (no: number) => stage.calls.done('roster', 'mine', OWNER, { householdId: home(no) });
const firstDay = async (no: number) => item((await viewOf(no)).coming).day;
const changed = async (no: number) =>
  (await stage.calls.done('roster', 'mine', person(no), {})).changed?.text;
const trail = async (): Promise<readonly string[]> =>
  (await stage.database.find<AuditDoc>('audits'))
    .filter(({ what }) => what.startsWith('roster.'))
    .map(({ what, subject }) => `${what} ${subject}`);

it('我来不了 for a household that rang: it is told as well, and who did it is on record', async () => {
  const body = JSON.stringify({ openid: 'o_t13', templateIds: [MESSAGES.duty.templateId] });
  await fetch(`${stage.product.url}/phone/subscribe`, { method: 'POST', body });
  const input = { turnId: turn(1, 13), householdId: home(13), days: 3, reason: '' };
  expect(await stage.calls.done('roster', 'cannotCome', OWNER, input)).toEqual({ moved: 4 });
  expect(await firstDay(13)).toBe('2020-02-13');
  expect(await changed(13)).toContain('您家的值守从2月10日');
  expect((await viewOf(13)).changed?.text).toContain('1单元 113 马家的值守从2月10日');
  expect(await changed(14)).toContain('2月10日');
  expect(await trail()).toEqual([`roster.cannotCome ${home(13)}`]);
  const owner = item(await stage.database.find<{ _id: string }>('members', { name: '群主' }));
  expect(item(await stage.database.find<AuditDoc>('audits')).actor).toBe(owner._id);

  await stage.database.callFunction('tick');
  const sent = await stage.product.control<{ messages: readonly { openid: string }[] }>('outbox');
  expect(sent.messages.map(({ openid }) => openid)).toContain('o_t13');
  await stage.calls.done('roster', 'seen', person(13), {});
  expect(await changed(13)).toBeUndefined();
}, 60_000);

it('a household acts for itself as before: nothing to see for it, and no line in the audit', async () => {
  const input = { turnId: turn(1, 13), householdId: home(13), days: 1, reason: '' };
  await stage.calls.done('roster', 'cannotCome', person(13), input);
  expect(await changed(13)).toBeUndefined();
  expect(await trail()).toEqual([]);
}, 60_000);

it('asks, answers and ends an exchange for two households, and both see their new days', async () => {
  const asks = { turnId: turn(1, 5), householdId: home(5) };
  const { askId } = await stage.calls.done('roster', 'askSwap', STAFF, asks);
  expect((await viewOf(5)).asking).toMatchObject([{ askId, mine: true }]);
  expect((await viewOf(9)).asked).toMatchObject([{ askId, toAll: true }]);
  const gives = { askId, turnId: turn(1, 9), householdId: home(9) };
  expect(await stage.calls.done('roster', 'answerSwap', OWNER, gives)).toEqual({ moved: 2 });
  expect([await firstDay(5), await firstDay(9)]).toEqual(['2020-02-06', '2020-02-02']);
  expect(await changed(5)).toContain('2月6日');
  expect(await changed(9)).toContain('2月2日');

  const again = { turnId: turn(1, 7), householdId: home(7), to: home(8) };
  const second = await stage.calls.done('roster', 'askSwap', OWNER, again);
  const ends = { askId: second.askId, householdId: home(7) };
  expect(await stage.calls.reply('roster', 'endSwap', OWNER, { ...ends, householdId: home(8) })) //
    .toMatchObject({ code: 'NOT_FOUND' });
  await stage.calls.done('roster', 'endSwap', OWNER, ends);
  expect((await viewOf(7)).asking).toEqual([]);
  expect([...(await trail())].sort()).toEqual([
    `roster.answerSwap ${home(9)}`,
    `roster.askSwap ${home(5)}`,
    `roster.askSwap ${home(7)}`,
    `roster.endSwap ${home(7)}`,
  ]);
}, 60_000);

it('declines a make-up turn for a household whose door stayed closed', async () => {
  const at = await stage.at('2020-02-09', '20:05');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(12), at });
  await stage.calls.done('roster', 'passOn', person(12), { keyId: KEY });
  const { makeUp } = await viewOf(13);
  expect(makeUp).toMatchObject({ turnId: turn(1, 13) });
  const input = { turnId: turn(1, 13), householdId: home(13) };
  await stage.calls.done('roster', 'declineMakeUp', OWNER, input);
  expect((await viewOf(13)).makeUp).toBeUndefined();
  expect(await changed(13)).toBeDefined();
  expect(await stage.calls.reply('roster', 'declineMakeUp', OWNER, input)).toMatchObject({
    code: 'TURN_OVER',
  });
}, 60_000);

it('says for a household that it comes to the clean-up, or does not', async () => {
  await stage.calls.done('roster', 'standDown', OWNER, { on: '2020-03-01' });
  expect((await viewOf(3)).cleanUp).toEqual({ on: '2020-02-29', answer: 'open' });
  const say = (no: number, join: boolean) =>
    stage.calls.done('roster', 'signUpCleanUp', OWNER, { householdId: home(no), join });
  expect(await say(3, true)).toEqual({ signedUp: 1 });
  expect(await say(4, true)).toEqual({ signedUp: 2 });
  expect(await say(3, false)).toEqual({ signedUp: 1 });
  expect((await viewOf(3)).cleanUp?.answer).toBe('no');
  expect((await viewOf(4)).cleanUp?.answer).toBe('yes');
}, 60_000);

it('tells a household what was taken over and which days were freed for it', async () => {
  const instead = { turnId: turn(1, 13), householdId: home(20) };
  await stage.calls.done('roster', 'takeOver', OWNER, instead);
  expect(await changed(20)).toContain('2月10日');
  const away = { householdId: home(7), from: '2020-02-01', until: '2020-02-20' };
  await stage.calls.done('roster', 'absence', OWNER, away);
  expect(await changed(7)).toBeDefined();
  expect(await trail()).toEqual([`roster.takeOver ${home(20)}`, `roster.absence ${home(7)}`]);
}, 60_000);

/** Each act with everything but the household. */
const ACTS: readonly (readonly [ActionName<'roster'>, object])[] = [
  ['mine', {}],
  ['cannotCome', { turnId: turn(1, 13), days: 1, reason: '' }],
  ['takeOver', { turnId: turn(1, 14) }],
  ['askSwap', { turnId: turn(1, 13) }],
  ['answerSwap', { askId: 'sw_none', turnId: turn(1, 13) }],
  ['endSwap', { askId: 'sw_none' }],
  ['absence', { from: '2020-02-01', until: '2020-02-02' }],
  ['comeBack', { on: '2020-02-01', quietDays: 0 }],
  ['declineMakeUp', { turnId: turn(1, 13) }],
  ['signUpCleanUp', { join: true }],
];

it('nobody acts for a household of another courtyard, and no neighbour for one that is not theirs', async () => {
  await stage.calls.done('roster', 'standDown', OWNER, { on: '2020-03-01' });
  const before = await stage.database.find('rosters');
  const heard = async (by: typeof OWNER, householdId?: string) => {
    const codes: string[] = [];
    for (const [action, input] of ACTS) {
      const whole = { ...input, ...(householdId === undefined ? {} : { householdId }) };
      const reply = await stage.calls.reply('roster', action as 'seen', by, whole as never);
      codes.push(`${action} ${reply.ok ? 'OK' : (reply as { code: string }).code}`);
    }
    return codes;
  };
  const all = (code: string) => ACTS.map(([action]) => `${action} ${code}`);
  expect(await heard(OWNER, 'hh_u1')).toEqual(all('NOT_FOUND'));
  expect(await heard(STAFF, 'hh_none')).toEqual(all('NOT_FOUND'));
  // Keepers who live elsewhere have no household of their own here.
  expect(await heard(OWNER)).toEqual(all('NOT_FOUND'));
  expect(await heard(person(2), home(13))).toEqual(all('NOT_ALLOWED'));
  expect(await stage.database.find('rosters')).toEqual(before);
  expect(await trail()).toEqual([]);
}, 60_000);

const REASON = '要陪母亲透析';

it('a reason that was told to a keeper stays private, and goes with whoever leaves that household', async () => {
  const input = { turnId: turn(1, 13), householdId: home(13), days: 1, reason: REASON };
  await stage.calls.done('roster', 'cannotCome', OWNER, input);
  const { json } = await stage.calls.done('member', 'exportMine', OWNER, {});
  const heard = [
    json,
    await viewOf(13),
    await stage.calls.done('roster', 'rules', OWNER, {}),
    await stage.calls.done('roster', 'month', STAFF, { month: '2020-02' }),
    await stage.calls.done('roster', 'journal', OWNER, {}),
    ...(await Promise.all(
      ['rosters', 'digests', 'requests', 'audits', 'outbox'].map((name) =>
        stage.database.find(name),
      ),
    )),
  ];
  expect(JSON.stringify(heard)).not.toContain('透析');
  expect(await stage.database.find<PrivateSpanDoc>('private_spans')).toMatchObject([
    { householdId: home(13), reason: REASON, asKeeper: true },
  ]);
  await stage.calls.done('member', 'savePerson', person(13), {
    householdId: home(13),
    name: '婆婆',
    ageBand: '80+',
    phoneOnly: true,
  });
  await stage.calls.done('member', 'erase', person(13), { word: '删除' });
  await stage.database.callFunction('tick');
  expect(await stage.database.find('private_spans')).toEqual([]);
}, 60_000);
