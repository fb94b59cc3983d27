/** What the courtyard tab shows of duty, and to whom. */

import type { TickReport } from '../../cloudfunctions/kernel/tick';
import type { DutyDigest } from '../../cloudfunctions/roster/public';
import type { WaitingItem } from '../../miniprogram/contract/home';
import { type By, item } from '../support/community';
import { memberIdOf } from '../support/factories';
import { meterOf } from '../support/metered';
import {
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
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterAll(() => stage?.product.close());

const OTHER: By = { openid: 'o_other', community: TOWN.id, courtyard: 'cy_t2' };
const tab = (by: By) => stage.calls.done('courtyard', 'home', by, {});
const waiting = async <K extends WaitingItem['kind']>(by: By, kind: K) =>
  (await tab(by)).waiting.filter(
    (one): one is Extract<WaitingItem, { kind: K }> => one.kind === kind,
  );
const texts = async (by: By, kind: 'duty' | 'key' | 'swap' | 'dutyChanged' | 'cleanUp') =>
  (await waiting(by, kind)).map(({ text }) => text);

const requestsOf = (by: By) => meterOf(stage.product).costOf('courtyard', 'home', by, {});

it('tells every household its first day as soon as a roster is published', async () => {
  expect((await tab(person(1))).duty).toEqual({
    headline: '值守从明天开始',
    keyLine: '大门钥匙在院委会，今晚 20:00 交给1单元 101 李家',
    tomorrowLine: '明天：1单元 101 李家',
    mine: false,
  });
  expect(await texts(person(1), 'dutyChanged')).toEqual(['您家新排在明天值守']);
  expect(await texts(person(24), 'dutyChanged')).toEqual(['您家新排在2月21日 周五值守']);
  expect(await texts(person(26), 'dutyChanged')).toEqual([]);
  expect(await texts(person(1), 'duty')).toEqual(['明天 08:00–20:00 您家守大门']);
  expect(await texts(person(2), 'duty')).toEqual([]);
});

it('leads both sides of the first handover to the key', async () => {
  expect(await texts(person(1), 'key')).toEqual(['今晚 20:00 从院委会接大门钥匙']);
  expect(await waiting(OWNER, 'committeeKey')).toMatchObject([
    { give: true, text: '今晚 20:00 把大门钥匙交给1单元 101 李家' },
  ]);
  expect(await waiting(person(1), 'committeeKey')).toEqual([]);
});

it('costs a member three requests, a keeper too', async () => {
  await tab(person(1));
  expect(await requestsOf(person(1))).toBeLessThanOrEqual(3);
  expect(await requestsOf(OWNER)).toBeLessThanOrEqual(3);
});

it('shows nothing of duty to a stranger or to another courtyard', async () => {
  const stranger = await tab({
    openid: 'o_nobody',
    community: TOWN.id,
    courtyard: person(1).courtyard as 'cy_t1',
  });
  expect([stranger.duty, stranger.waiting]).toEqual([undefined, []]);
  const other = await tab(OTHER);
  expect([other.duty, other.waiting]).toEqual([undefined, []]);
  const passing = await tab({ ...OTHER, courtyard: 'cy_t1' });
  expect([passing.standing.status, passing.duty]).toEqual(['stranger', undefined]);
});

it('takes a change off once it was seen', async () => {
  await stage.calls.done('roster', 'seen', person(1), {});
  expect(await texts(person(1), 'dutyChanged')).toEqual([]);
});

it('asks whoever helps, also from another courtyard, in the words of that door', async () => {
  const link = {
    householdId: home(1),
    courtyardId: 'cy_t1',
    label: '1单元 101 李家',
    personName: '李婆婆',
    status: 'active',
    since: 0,
  };
  await stage.database.change('members', memberIdOf('o_other'), { actingFor: [link] });
  expect(await waiting(OTHER, 'duty')).toMatchObject([
    {
      helping: true,
      courtyardId: 'cy_t1',
      forHousehold: { id: home(1), label: '1单元 101 李家' },
      text: '明天 08:00–20:00 1单元 101 李家守大门',
    },
  ]);
  expect((await tab(OTHER)).duty).toBeUndefined();
  await stage.database.change('members', memberIdOf('o_other'), { actingFor: [] });
});

it('knows at once where the key is, and who has tapped', async () => {
  const at = await stage.at('2020-01-28', '20:01');
  await stage.calls.done('roster', 'giveKey', OWNER, { keyId: KEY, at });
  expect(await texts(person(1), 'key')).toEqual(['院委会说大门钥匙交出来了']);
  expect(await waiting(OWNER, 'committeeKey')).toEqual([]);
  await stage.calls.done('roster', 'takeKey', person(1), { keyId: KEY, at });
  expect((await tab(person(5))).duty?.keyLine).toBe(
    '大门钥匙在1单元 101 李家，明晚 20:00 交给1单元 102 王家',
  );
  expect(await texts(person(1), 'key')).toEqual([]);
});

it('asks one household for its swap, and everybody for all others at once', async () => {
  await stage.calls.done('roster', 'askSwap', person(5), { turnId: turn(1, 5), to: home(9) });
  expect(await texts(person(9), 'swap')).toEqual([
    '1单元 105 陈家想换2月2日 周日的班，问您家方不方便',
  ]);
  expect(await texts(person(12), 'swap')).toEqual([]);
  await stage.calls.done('roster', 'askSwap', person(6), { turnId: turn(1, 6) });
  await stage.calls.done('roster', 'askSwap', person(7), { turnId: turn(1, 7) });
  expect(await texts(person(12), 'swap')).toEqual(['院里有 2 家想换班']);
  expect(await texts(person(6), 'swap')).toEqual(['1单元 107 赵家想换2月4日 周二的班']);
});

it('is right on a day on which the tick has not run', async () => {
  const kept = await stage.database.get<DutyDigest>('digests', 'dg.cy_t1.duty');
  if (!kept) throw new Error('no digest');
  await stage.at('2020-01-29', '12:00');
  const view = await tab(person(1));
  expect(view.duty).toMatchObject({ headline: '今天门口：1单元 101 李家，到 20:00', mine: true });
  expect(await texts(person(1), 'duty')).toEqual(['今天 08:00–20:00 您家守大门']);
  expect(await texts(person(2), 'key')).toEqual(['今晚 20:00 从1单元 101 李家接大门钥匙']);
  await stage.at('2020-01-31', '12:00');
  await stage.database.replace('digests', kept);
  expect((await tab(person(1))).duty?.headline).toBe('今天门口：1单元 103 张家，到 20:00');
});

it('alarms the keepers, and only them, while the key is not with who is on duty', async () => {
  expect(await waiting(OWNER, 'keyAlarm')).toMatchObject([
    { keyId: KEY, text: '大门钥匙在1单元 101 李家，今天值守的是1单元 103 张家' },
  ]);
  expect(await waiting(STAFF, 'keyAlarm')).toHaveLength(1);
  expect(await waiting(person(3), 'keyAlarm')).toEqual([]);
  const at = await stage.at('2020-01-31', '12:05');
  await stage.calls.done('roster', 'recordKey', OWNER, { keyId: KEY, to: home(3), at });
  expect(await waiting(OWNER, 'keyAlarm')).toEqual([]);
});

it('asks a neighbour to look in until the card is answered', async () => {
  await stage.at('2020-01-31', '20:05');
  await stage.calls.done('roster', 'passOn', person(3), { keyId: KEY });
  const carers = await Promise.all(
    Array.from({ length: 24 }, (_, i) => i + 1).map(async (no) => {
      const { items } = await stage.calls.done('roster', 'careCards', person(no), {});
      return items.length > 0 ? no : 0;
    }),
  );
  const carer = item(carers.filter((no) => no > 0));
  expect(await waiting(person(carer), 'care')).toMatchObject([{ count: 1 }]);
  expect(await waiting(person(4), 'care')).toEqual([]);
  const { items } = await stage.calls.done('roster', 'careCards', person(carer), {});
  const answer = { cardId: item(items).cardId, outcome: 'fine' as const };
  await stage.calls.done('roster', 'answerCare', person(carer), answer);
  expect(await waiting(person(carer), 'care')).toEqual([]);
});

it('asks for the clean-up until there is a yes or a no', async () => {
  await stage.calls.done('roster', 'standDown', OWNER, { on: '2020-02-20' });
  expect(await texts(person(1), 'cleanUp')).toEqual(['2月19日 周三大扫除，您家来不来？']);
  await stage.calls.done('roster', 'signUpCleanUp', person(1), { join: true });
  await stage.calls.done('roster', 'signUpCleanUp', person(2), { join: false });
  expect(await texts(person(1), 'cleanUp')).toEqual([]);
  expect(await texts(person(2), 'cleanUp')).toEqual([]);
  expect(await texts(person(3), 'cleanUp')).toHaveLength(1);
});

it('says the same as the facts after all of that, and is put right when it does not', async () => {
  const digest = 'dg.cy_t1.duty';
  const compared = async () => {
    await stage.database.change('digests', digest, { checkedOn: '1970-01-01' });
    const { value } = await stage.database.callFunction<{ value: TickReport }>('tick');
    expect(value.failed).toEqual([]);
    return value.done['roster.digests'];
  };
  expect(await compared()).toBe(0);
  await stage.database.change('digests', digest, { care: { cc_none: home(1) } });
  expect(await waiting(person(1), 'care')).toHaveLength(1);
  expect(await compared()).toBe(1);
  expect(await waiting(person(1), 'care')).toEqual([]);
});

it('has no card once the roster has stood down', async () => {
  await stage.at('2020-02-20', '09:00');
  expect((await tab(person(1))).duty).toBeUndefined();
});
