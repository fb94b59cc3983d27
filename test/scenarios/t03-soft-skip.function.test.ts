import type { CareCardDoc } from '../../cloudfunctions/roster/documents';
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
  TOWN,
  turn,
} from '../roster/stage';
import { item } from '../support/community';

let stage: Stage;

/** Household 12 has the key on February 9 and stands at the door of 13. */
async function openAtTheDoor(): Promise<void> {
  stage = await openStage();
  await publish(stage.calls);
  const at = await stage.at('2020-02-09', '20:00');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(12), at });
}
afterEach(() => stage?.product.close());

const mine = (no: number) => stage.calls.done('roster', 'mine', person(no), {});
const firstDay = async (no: number) => (await mine(no)).coming[0]?.day;
const february = async (no = 1) =>
  stage.calls.done('roster', 'month', person(no), { month: '2020-02' });
const roundOf = async (round: number) => {
  const months = await Promise.all(
    ['2020-01', '2020-02', '2020-03'].map((month) =>
      stage.calls.done('roster', 'month', person(1), { month }),
    ),
  );
  return months
    .flatMap(({ turns }) => turns)
    .filter(({ turnId }) => turnId.startsWith(`${round}-`));
};

it('T03 nobody answers at 13: 14 serves, 13 makes up on February 21, one neighbour looks in', async () => {
  await openAtTheDoor();
  const passed = await stage.calls.done('roster', 'passOn', person(12), { keyId: KEY });
  expect(passed).toMatchObject({ turnId: turn(1, 13), moved: 12 });
  await stage.calls.done('roster', 'giveKey', person(12), { keyId: KEY, at: 0 });
  await stage.calls.done('roster', 'takeKey', person(14), { keyId: KEY, at: 0 });

  await stage.at('2020-02-10', '08:00');
  const today = await stage.calls.done('roster', 'today', person(20), {});
  expect(today.turns.map(({ turnId }) => turnId)).toEqual([turn(1, 14)]);
  expect(item(today.keys).holderLabel).toBe('1单元 114 朱家');
  expect(JSON.stringify(today)).not.toContain('113');
  expect(await firstDay(15)).toBe('2020-02-11');
  expect(await firstDay(24)).toBe('2020-02-20');
  expect((await mine(13)).makeUp).toMatchObject({ day: '2020-02-21', turnId: turn(1, 13) });
  const first = await roundOf(1);
  expect(first).toHaveLength(24);
  expect(item(first, 23)).toMatchObject({ day: '2020-02-21', turnId: turn(1, 13) });

  const cards = await stage.database.find<CareCardDoc>('care_cards');
  expect(cards).toMatchObject([{ about: home(13), carer: home(14), status: 'open' }]);
  const read = await stage.calls.done('roster', 'careCards', person(14), {});
  expect(item(read.items).wordings).toHaveLength(3);
  for (const no of [12, 15, 20]) {
    expect((await stage.calls.done('roster', 'careCards', person(no), {})).items).toEqual([]);
  }
  expect((await mine(15)).changed?.text).toBe('您家的值守从后天改到明天');
  // Everybody it moves is told, the household whose door stayed closed as well.
  expect((await mine(13)).changed?.text).toBe('您家的值守从今天改到2月21日 周五');
}, 120_000);

it('T03 the hours of 13 stay as they are until it has made up, and then are 12 more', async () => {
  await openAtTheDoor();
  await stage.calls.done('roster', 'passOn', person(12), { keyId: KEY });
  await stage.at('2020-02-21', '19:59');
  expect((await mine(13)).servedMinutes).toBe(0);
  await stage.at('2020-02-21', '20:00');
  expect(await mine(13)).toMatchObject({ servedMinutes: 720, servedText: '共 1 次 12 小时' });
}, 120_000);

it('T03 when 13 does not make up, round 2 opens with it on February 21 and nothing marks it', async () => {
  await openAtTheDoor();
  await stage.calls.done('roster', 'passOn', person(12), { keyId: KEY });
  await stage.calls.done('roster', 'declineMakeUp', person(13), { turnId: turn(1, 13) });
  expect(await roundOf(1)).toHaveLength(23);
  const second = await roundOf(2);
  expect(second).toHaveLength(24);
  expect(item(second)).toMatchObject({ day: '2020-02-21', turnId: turn(2, 13) });
  expect(item(second, 23).day).toBe('2020-03-15');
  const fields = (one: object) => Object.keys(one).sort();
  const turns = (await february()).turns;
  expect(new Set(turns.map((one) => fields(one).join()))).toHaveProperty('size', 1);
}, 120_000);

it('T03 the door of 14 stays closed as well: 15 is next, and each has one card', async () => {
  await openAtTheDoor();
  await stage.calls.done('roster', 'passOn', person(12), { keyId: KEY });
  await stage.calls.done('roster', 'passOn', person(12), { keyId: KEY });
  const tomorrow = (await stage.calls.done('roster', 'today', person(1), {})).tomorrow;
  expect(tomorrow.map(({ turnId }) => turnId)).toEqual([turn(1, 15)]);
  expect(await stage.database.find('care_cards')).toHaveLength(2);
}, 120_000);

it('T03 to pass on before it is time, or by somebody without the key, is refused', async () => {
  await openAtTheDoor();
  const tap = (no: number) => stage.calls.reply('roster', 'passOn', person(no), { keyId: KEY });
  expect(await tap(15)).toMatchObject({ ok: false, code: 'KEY_NOT_YOURS' });
  await stage.at('2020-02-09', '19:00');
  expect(await tap(12)).toMatchObject({ ok: false, code: 'KEY_NOT_DUE' });
  expect(FORM.restDays).toBe(0);
}, 120_000);

it('T03 how they are is between two neighbours; staff hear of it only when it is serious', async () => {
  await openAtTheDoor();
  await stage.calls.done('roster', 'passOn', person(12), { keyId: KEY });
  const cardsOf = async (by = person(14)) =>
    (await stage.calls.done('roster', 'careCards', by, {})).items;
  const { cardId } = item(await cardsOf());
  const answer = (outcome: 'ill' | 'serious', by = person(14)) =>
    stage.calls.reply('roster', 'answerCare', by, { cardId, outcome });
  expect(await answer('ill', person(15))).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  expect(await answer('ill')).toMatchObject({ ok: true });
  expect(await cardsOf()).toMatchObject([{ status: 'answered', outcomeText: '病了' }]);
  expect(await cardsOf(STAFF)).toEqual([]);
  const calls = () => stage.database.find('outbox', { topic: `care.${cardId}` });
  expect(await calls()).toEqual([]);
  const account = `${TOWN.id}.${STAFF.openid}`;
  await stage.database.change('accounts', account, { credits: { duty: 1 } });
  await answer('serious');
  expect(await cardsOf(STAFF)).toMatchObject([{ cardId, outcome: 'serious' }]);
  // Which household it is stands on the card alone.
  expect(JSON.stringify(await calls())).toContain('有一户情况严重');
  expect(await calls()).toHaveLength(1);
}, 120_000);
