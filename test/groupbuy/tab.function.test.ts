/** What the courtyard tab shows of buying together, at each stage and to each role. */
import type { BuyingDigest } from '../../cloudfunctions/groupbuy/digest';
import type { HomeView } from '../../miniprogram/contract/home';
import type { By } from '../support/community';
import { meterOf } from '../support/metered';
import {
  by,
  CABBAGE,
  CLOSES,
  FORM,
  home,
  OTHER_VOLUNTEER,
  OTHER_YARD,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  RADISH,
  SATURDAY,
  STAFF,
  type Stage,
  TREASURER,
  TUESDAY,
  VOLUNTEER,
  YARD,
} from './stage';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const FROM = FORM.delivery.from;

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
}, 120_000);
afterEach(() => stage?.close());

const tab = (who: By): Promise<HomeView> => stage.calls.done('courtyard', 'home', who, {});
const cards = async (who: By) =>
  ((await tab(who)).buying ?? []).map(({ title, status, when, mine }) =>
    [title, status, when, mine].filter(Boolean).join(' · '),
  );
const waits = async (who: By) =>
  (await tab(who)).waiting.flatMap((one) => {
    if (one.kind === 'parcel') {
      return [`${one.when} ${one.kinds} 样 ${one.fen}${one.helping ? ' 帮' : ''}`];
    }
    if (one.kind !== 'buying') return [];
    if (one.todo === 'doors') return [`doors ${one.doors} ${one.when}`];
    return one.todo === 'handIn' ? [`handIn ${one.fen}`] : ['buy'];
  });
const TITLE = FORM.title;

it('an open round is a line for neighbours until it closes; what was ordered, and the work, follow', async () => {
  const roundId = await openRound(stage);
  expect(await cards(person(1))).toEqual([`${TITLE} · open · 后天 20:00 截单`]);
  expect(await cards(VOLUNTEER)).toEqual([`${TITLE} · open · 后天 20:00 截单`]);
  expect(await waits(OWNER)).toEqual([]);
  await order(stage, roundId, person(1), { [PEAS]: 2, [RADISH]: 3 });
  await order(stage, roundId, person(2), { [CABBAGE]: 1 });
  await order(stage, roundId, person(3), { [PEAS]: 1 });

  await stage.at(CLOSES - 1);
  expect(await cards(person(9))).toEqual([`${TITLE} · open · 今天 20:00 截单`]);
  await stage.at(CLOSES);
  expect(await cards(person(9))).toEqual([]);
  expect(await waits(VOLUNTEER)).toEqual(['buy']);
  expect(await waits(person(1))).toEqual([]);
  await stage.tick();
  expect(await cards(person(1))).toEqual([
    `${TITLE} · ordered · 后天 09:00–11:00 送到 · 我家订了 2 样 ¥11.50`,
  ]);
  expect(await cards(by('o_g1_son'))).toEqual(await cards(person(1)));
  expect(await cards(person(9))).toEqual([]);
  expect(await waits(OWNER)).toEqual(['buy']);
  expect(await waits({ ...TREASURER, courtyard: YARD })).toEqual([]);

  const items = [{ itemId: PEAS, units: 3 }];
  await stage.calls.done('groupbuy', 'pick', OWNER, { roundId, items });
  expect(await waits(OWNER)).toEqual([]);
  expect(await waits(VOLUNTEER)).toEqual([]);
});

it('on the day, what comes stands with whoever it comes to, and doors and cash with whoever goes', async () => {
  const roundId = await openRound(stage);
  for (const no of [1, 2, 3]) await order(stage, roundId, person(no), { [PEAS]: no });
  await stage.at(CLOSES);
  await stage.tick();
  await stage.at(FROM);
  expect(await waits(person(1))).toEqual(['今天 09:00–11:00 1 样 350']);
  expect(await cards(person(1))).toEqual([]);
  // Whoever helps reads it beside the own courtyard's.
  expect(await waits(by('o_helper', OTHER_YARD))).toEqual(['今天 09:00–11:00 1 样 1050 帮']);
  expect(await waits(person(9))).toEqual([]);
  expect(await waits(VOLUNTEER)).toEqual(['doors 3 今天 09:00–11:00']);
  expect(await waits(by('o_other_owner', OTHER_YARD))).toEqual([]);

  const visit = (no: number, outcome: 'handed' | 'absent') =>
    stage.calls.done('groupbuy', 'deliver', VOLUNTEER, {
      roundId,
      householdId: home(no),
      outcome,
      payment: outcome === 'handed' ? 'cash' : 'later',
      lines: outcome === 'handed' ? [{ itemId: PEAS, handed: no }] : [],
    });
  await visit(1, 'handed');
  await visit(2, 'absent');
  await stage.at(FROM + 5 * MINUTE);
  await stage.tick();
  expect(await waits(person(1))).toEqual([]);
  expect(await waits(person(2))).toEqual(['今天 09:00–11:00 1 样 700']);
  expect(await waits(VOLUNTEER)).toEqual(['doors 2 今天 09:00–11:00', 'handIn 350']);
  expect(await waits(OTHER_VOLUNTEER)).toEqual(['doors 2 今天 09:00–11:00']);
  await visit(3, 'handed');
  await stage.at(FROM + 10 * MINUTE);
  await stage.tick();
  expect(await waits(VOLUNTEER)).toEqual(['doors 1 今天 09:00–11:00', 'handIn 1400']);

  await stage.calls.done('groupbuy', 'handIn', VOLUNTEER, {
    roundId,
    countedFen: 1_400,
    explanation: '',
  });
  await stage.at(FROM + 15 * MINUTE);
  await stage.tick();
  expect(await waits(VOLUNTEER)).toEqual(['doors 1 今天 09:00–11:00']);
  await stage.at(FROM + 24 * HOUR);
  expect(await waits(person(2))).toEqual([]);
  expect(await waits(VOLUNTEER)).toEqual(['doors 1 昨天 09:00–11:00']);
});

it('a shortage, a later delivery and a longer ordering show as they are', async () => {
  const roundId = await openRound(stage);
  await order(stage, roundId, person(1), { [PEAS]: 4 });
  await order(stage, roundId, person(2), { [PEAS]: 4 });
  await stage.calls.done('groupbuy', 'extendRound', OWNER, { roundId, closesAt: CLOSES + HOUR });
  expect(await cards(person(1))).toEqual([`${TITLE} · open · 后天 21:00 截单`]);
  await stage.at(CLOSES + HOUR);
  await stage.tick();
  const items = [{ itemId: PEAS, units: 5 }];
  await stage.calls.done('groupbuy', 'pick', OWNER, { roundId, items });
  await stage.calls.done('groupbuy', 'applyShortage', OWNER, { roundId, rule: 'fcfs' });
  await stage.tick();
  expect(await cards(person(2))).toEqual([
    `${TITLE} · ordered · 后天 09:00–11:00 送到 · 我家订了 1 样 ¥3.50`,
  ]);
  await stage.calls.done('groupbuy', 'changeDelivery', OWNER, {
    roundId,
    delivery: { text: '', from: FROM + 24 * HOUR, until: FROM + 26 * HOUR },
  });
  expect(await cards(person(1))).toEqual([
    `${TITLE} · ordered · 3月8日 周日 09:00–11:00 送到 · 我家订了 1 样 ¥14.00`,
  ]);
});

it('a round that was called off is gone at once, also after its orders were written', async () => {
  const roundId = await openRound(stage);
  await order(stage, roundId, person(1), { [PEAS]: 1 });
  const other = await openRound(stage, { title: '鸡蛋' });
  await stage.calls.done('groupbuy', 'cancelRound', OWNER, { roundId: other, reason: '没货' });
  expect(await cards(person(1))).toEqual([`${TITLE} · open · 后天 20:00 截单`]);
  await stage.at(CLOSES);
  await stage.tick();
  await stage.calls.done('groupbuy', 'cancelRound', OWNER, { roundId, reason: '下雨' });
  expect(await cards(person(1))).toEqual([]);
  expect(await waits(OWNER)).toEqual([]);
  await stage.at(FROM);
  await stage.tick();
  expect(await waits(person(1))).toEqual([]);
  expect(await waits(VOLUNTEER)).toEqual([]);
});

it('another courtyard’s round is not seen, a round of the community by all who take part', async () => {
  const elsewhere = by('o_k1', OTHER_YARD);
  await openRound(stage);
  await openRound(stage, { title: '隔壁的团' }, by('o_other_owner', OTHER_YARD));
  expect(await cards(person(1))).toEqual([`${TITLE} · open · 后天 20:00 截单`]);
  expect(await cards(elsewhere)).toEqual(['隔壁的团 · open · 后天 20:00 截单']);
  expect((await tab(by('o_nobody'))).buying).toBeUndefined();
  const later = { closesAt: CLOSES + HOUR, title: '大家的团' };
  const wide = await openRound(stage, { ...later, courtyards: [YARD, OTHER_YARD] }, STAFF);
  expect((await cards(person(1))).at(-1)).toBe('大家的团 · open · 后天 21:00 截单');
  expect((await cards(elsewhere)).at(-1)).toBe('大家的团 · open · 后天 21:00 截单');
  await order(stage, wide, elsewhere, { [RADISH]: 2 });
  await order(stage, wide, person(4), { [RADISH]: 1 });
  await stage.at(CLOSES + HOUR);
  // Whoever works in a courtyard does not buy for the community.
  expect(await waits(by('o_other_owner', OTHER_YARD))).toEqual(['buy']);
  expect(await waits({ ...STAFF, courtyard: OTHER_YARD })).toEqual(['buy', 'buy']);
  await stage.tick();
  await stage.at(FROM);
  expect(await waits(by('o_other_owner', OTHER_YARD))).toEqual(['doors 1 今天 09:00–11:00']);
  expect(await waits(elsewhere)).toEqual(['今天 09:00–11:00 1 样 300']);
  expect(await waits(person(4))).toEqual(['今天 09:00–11:00 1 样 150']);
});

it('asks a neighbour as much as before, and ordering asks no more', async () => {
  const roundId = await openRound(stage);
  const meter = meterOf(stage.product);
  const more = { roundId, lines: [{ itemId: PEAS, add: 1 }] };
  await meter.costOf('courtyard', 'home', person(1), {});
  await meter.costOf('groupbuy', 'order', person(1), more);
  expect(await meter.costOf('groupbuy', 'order', person(1), more)).toBe(2);
  // Who, and the digests: nothing asks for an answer here.
  for (const who of [person(1), VOLUNTEER, by('o_helper', OTHER_YARD)]) {
    expect(await meter.costOf('courtyard', 'home', who, {})).toBe(2);
  }
  await stage.at(CLOSES);
  await stage.tick();
  await stage.at(FROM);
  for (const who of [person(1), VOLUNTEER]) {
    expect(await meter.costOf('courtyard', 'home', who, {})).toBe(2);
  }
});

it('once a day the digest is compared with the facts, and put right', async () => {
  const roundId = await openRound(stage);
  await order(stage, roundId, person(1), { [PEAS]: 1 });
  await stage.at(CLOSES);
  await stage.tick();
  const right = await tab(person(1));
  const digestOf = async () => {
    const all = await stage.database.find<BuyingDigest>('digests');
    const found = all.find(({ _id }) => _id === `dg.${YARD}.buying`);
    if (!found) throw new Error('no digest');
    return found;
  };
  const digest = await digestOf();
  await stage.database.remove('digests', digest._id);
  await stage.database.add('digests', [{ ...digest, rounds: {}, doors: {} }]);
  expect(await cards(person(1))).toEqual([]);
  await stage.tick();
  // It was compared today.
  expect(await cards(person(1))).toEqual([]);
  await stage.at(Date.parse('2020-03-06T00:00:00+08:00'));
  await stage.tick();
  expect((await tab(person(1))).buying).toMatchObject([{ mine: right.buying?.[0]?.mine }]);
  const seen = await digestOf();
  await stage.at(Date.parse('2020-03-06T20:00:00+08:00'));
  const { rounds, doors } = await digestOf();
  expect({ rounds, doors }).toEqual({ rounds: seen.rounds, doors: seen.doors });
});

it('a settled week is on nobody’s tab any more', async () => {
  const roundId = await openRound(stage);
  await order(stage, roundId, person(1), { [PEAS]: 1 });
  await stage.at(CLOSES);
  await stage.tick();
  await stage.at(SATURDAY + HOUR);
  await stage.calls.done('groupbuy', 'deliver', VOLUNTEER, {
    roundId,
    ...{ householdId: home(1), outcome: 'handed', payment: 'cash' },
    lines: [{ itemId: PEAS, handed: 1 }],
  });
  await stage.calls.done('groupbuy', 'handIn', VOLUNTEER, {
    ...{ roundId, countedFen: 350, explanation: '' },
  });
  const input = { roundId, costs: [] };
  const { profitFen } = await stage.calls.done('groupbuy', 'prepareSettlement', STAFF, input);
  const signer = { ...TREASURER, courtyard: YARD };
  await stage.calls.done('groupbuy', 'signSettlement', signer, { roundId, profitFen });
  await stage.tick();
  for (const who of [person(1), OWNER, VOLUNTEER, STAFF]) {
    expect([await cards(who), await waits(who)]).toEqual([[], []]);
  }
  expect(TUESDAY).toBeLessThan(CLOSES);
});
