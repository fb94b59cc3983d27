/** What of duty goes along with a person, and what becomes of a key whose household is gone. */
import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import type { DutyLogDoc, KeyDoc, RosterDoc } from '../../cloudfunctions/roster/documents';
import { item } from '../support/community';
import { home, KEY, OWNER, openStage, person, publish, STAFF, type Stage, turn } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterEach(() => stage?.product.close());

const REASON = '要陪母亲透析';
const cannotCome = (no: number) =>
  stage.calls.done('roster', 'cannotCome', person(no), {
    turnId: turn(1, no),
    days: 1,
    reason: REASON,
  });
const tick = () => stage.database.callFunction('tick');
const reasons = () => stage.database.find('private_spans');
const holder = async (id = KEY) => (await stage.database.get<KeyDoc>('keys', id))?.holder;
const hold = async (no: number) => {
  const at = await stage.at('2020-02-09', '20:00');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(no), at });
};

/** Somebody without an account who lives there as well. */
const grandmother = (no: number) =>
  stage.calls.done('member', 'savePerson', person(no), {
    householdId: home(no),
    name: '婆婆',
    ageBand: '80+',
    phoneOnly: true,
  });

it('one’s own words on duty can be read, taken along, and are gone after erasure', async () => {
  await cannotCome(13);
  await stage.at('2020-02-09', '20:00');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(12), at: 0 });
  await stage.calls.done('roster', 'whoCame', person(12), {
    turnId: turn(1, 12),
    names: '我和小川',
  });
  await stage.calls.done('roster', 'endNote', person(12), { text: '酒精快没了' });
  await stage.calls.done('roster', 'passOn', person(12), { keyId: KEY });
  const card = item(
    await stage.database.find<{ _id: `cc_${string}`; carer: string }>('care_cards'),
  );
  const carer = person(Number(card.carer.slice(4)));
  await stage.calls.done('roster', 'answerCare', carer, { cardId: card._id, outcome: 'ill' });
  await stage.at('2020-02-09', '23:00');
  await stage.calls.done('roster', 'openAtNight', person(12), { reason: '送父亲去医院' });

  const exported = async (by: ReturnType<typeof person>) =>
    JSON.parse((await stage.calls.done('member', 'exportMine', by, {})).json);
  expect(await exported(person(13))).toMatchObject({
    来不了的原因: [{ 从: '2020-02-10', 到: '2020-02-10', 原因: REASON }],
  });
  expect(await exported(carer)).toMatchObject({
    关怀卡: [{ 我答: '病了', 时间: '2020-02-09 20:00' }],
  });
  expect(await exported(person(12))).toMatchObject({
    来不了的原因: [],
    值守时谁在门口: [{ 日子: '2020-02-09', 是谁: '我和小川' }],
    门口记事: [
      { 事情: '留言', 内容: '酒精快没了' },
      { 事情: '夜里开门', 内容: '送父亲去医院' },
    ],
  });
  const { kept } = await stage.calls.done('member', 'kept', person(12), {});
  expect(kept.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['您写的值守时谁在门口', '您写的门口记事']),
  );

  await stage.calls.done('member', 'erase', person(12), { word: '删除' });
  const everything = await Promise.all(
    ['rosters', 'duty_logs', 'private_spans', 'outbox', 'digests', 'requests', 'audits'].map(
      (collection) => stage.database.find(collection),
    ),
  );
  const text = JSON.stringify(everything);
  for (const words of ['小川', '酒精', '父亲']) expect(text).not.toContain(words);
  expect(text).toContain(REASON);
  // That the gate was opened stays.
  expect(await stage.database.find<DutyLogDoc>('duty_logs')).toMatchObject([
    { kind: 'night', party: home(12), text: '' },
  ]);
  const { items } = await stage.calls.done('roster', 'journal', OWNER, {});
  expect(items).toMatchObject([{ kind: 'night', text: '（内容已删除）' }]);
}, 60_000);

it('whoever moves out takes the own reasons along, and only those', async () => {
  await cannotCome(13);
  await cannotCome(14);
  await stage.calls.done('member', 'moveOut', person(13), { householdId: home(13) });
  await tick();
  expect(await reasons()).toMatchObject([{ householdId: home(14) }]);
}, 60_000);

it('a household that is archived leaves no reason behind, and the key with the committee', async () => {
  await cannotCome(13);
  await hold(13);
  const archive = { householdId: home(13) };
  await stage.calls.done('directory', 'archiveHousehold', STAFF, archive);
  await tick();
  await tick();
  expect(await reasons()).toEqual([]);
  expect(await holder()).toBe('committee');
  const { items } = await stage.calls.done('roster', 'keyHistory', OWNER, { keyId: KEY });
  expect(items.map(({ how }) => how)).toEqual(['left', 'recorded']);
  expect((await stage.database.get<HouseholdDoc>('households', home(13)))?.leftBy).toBeUndefined();
}, 60_000);

it('the last to leave a household leaves the key with the committee; others keep it', async () => {
  await hold(13);
  await grandmother(13);
  await stage.calls.done('member', 'moveOut', person(13), { householdId: home(13) });
  await tick();
  expect(await holder()).toBe(home(13));
  const household = await stage.database.get<HouseholdDoc>('households', home(13));
  await stage.calls.done('member', 'removePerson', OWNER, {
    householdId: home(13),
    personId: item(household?.people ?? []).id,
  });
  await tick();
  expect(await holder()).toBe('committee');
}, 60_000);

it('the last to erase everything does so too, spare keys included', async () => {
  await hold(13);
  const spare = { gate: '大门', name: '备用', to: home(13) };
  const { keyId } = await stage.calls.done('roster', 'addKey', OWNER, spare);
  await stage.calls.done('member', 'erase', person(13), { word: '删除' });
  await tick();
  expect([await holder(), await holder(keyId)]).toEqual(['committee', 'committee']);
  const { keys } = await stage.calls.done('roster', 'today', OWNER, {});
  expect(keys.map(({ holderLabel }) => holderLabel)).toEqual(['院委会', '院委会']);
}, 60_000);

it('a household that was two doors has the key of both', async () => {
  await hold(13);
  const doors = { from: home(13), into: home(14) };
  await stage.calls.done('directory', 'mergeHouseholds', STAFF, doors);
  await tick();
  expect(await holder()).toBe(home(14));
}, 60_000);

it('a lost key of somebody who is gone stays lost, and with the committee', async () => {
  await hold(13);
  await stage.calls.done('roster', 'loseKey', person(13), { keyId: KEY });
  await stage.calls.done('directory', 'archiveHousehold', STAFF, { householdId: home(13) });
  await tick();
  const key = await stage.database.get<KeyDoc>('keys', KEY);
  expect(key).toMatchObject({ holder: 'committee' });
  expect(key?.lostAt).toBeDefined();
}, 60_000);

it('names a family wrote down are forgotten after a month, whether somebody writes new ones or not', async () => {
  await stage.at('2020-02-09', '12:00');
  const came = { turnId: turn(1, 12), names: '小川' };
  await stage.calls.done('roster', 'whoCame', person(12), came);
  const names = async () =>
    (await stage.database.find<RosterDoc>('rosters')).flatMap(({ came: all = [] }) =>
      all.map((one) => one.names),
    );
  await stage.at('2020-03-10', '21:00');
  await tick();
  expect(await names()).toEqual(['小川']);
  await stage.at('2020-03-11', '21:00');
  await tick();
  expect(await names()).toEqual([]);
}, 60_000);
