import type { AllotmentDoc } from '../../cloudfunctions/sale/documents';
import {
  home,
  OWNER,
  openRound,
  openStage,
  PEAS,
  person,
  RADISH,
  type Stage,
} from '../groupbuy/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

/** Twelve lines: nine plain ones, a second one of 1单元 302, one without a door, and a -1 of 2单元 101. */
const TEXT = `#接龙
周六新鲜蔬菜，接龙啦！
例：1. 门牌 豌豆尖1份

1. 李姐 1单元101 豌豆尖2份 萝卜3
2. 王老师1单元 102 豌豆尖×1
3、1-201 萝卜 2根
4. 刘家 1单元202室 豌豆尖 两份
5. 1单元301 莲花白2个，豌豆尖1
6. 杨嬢嬢 1单元302 豌豆尖1
7. 2单元101 萝卜5
8. 周 2-102 莲花白1
9. 2单元２０１ 豌豆尖３份
10. 1单元302 豌豆尖2 萝卜1
11. 我要豌豆尖1份
12. 2单元101 -1`;

it('T16 8 active, 1 merged, 1 to check, 1 cancelled; pasting the same text again changes nothing', async () => {
  const roundId = await openRound(stage);
  const parse = () => stage.calls.done('groupbuy', 'parsePaste', OWNER, { roundId, text: TEXT });
  const view = await parse();
  expect(view).toMatchObject({ active: 8, merged: 1, toCheck: 1, cancelled: 1 });
  expect(view.lines).toHaveLength(12);
  expect(view.lines.map(({ status }) => status)).toEqual([
    ...['ok', 'ok', 'ok', 'ok', 'ok', 'duplicate'],
    ...['cancelled', 'ok', 'ok', 'ok', 'noDoor', 'cancelled'],
  ]);
  expect(view.lines[9]).toMatchObject({
    label: '1单元 302 黄家',
    countsText: '豌豆尖 2 份，萝卜 1 根',
  });
  expect(view.text).toBe('8 户可以录入，1 条重复，1 户取消，1 条请核对');

  const apply = (entries: typeof view.entries) =>
    stage.calls.done('groupbuy', 'applyPaste', OWNER, { roundId, entries });
  expect(await apply(view.entries)).toEqual({ entered: 8, unchanged: 1, cancelled: 0 });
  const allotment = () => stage.database.get<AllotmentDoc>('allotments', `${roundId}.all`);
  const first = await allotment();
  expect(first?.sold).toEqual({ i1: 11, i2: 6, i3: 3 });

  const again = await parse();
  expect(again).toMatchObject({ active: 8, merged: 1, toCheck: 1, cancelled: 1 });
  expect(await apply(again.entries)).toEqual({ entered: 0, unchanged: 9, cancelled: 0 });
  const second = await allotment();
  expect(second?.claims).toEqual(first?.claims);
  expect(second?.sold).toEqual(first?.sold);
}, 60_000);

it('T16 a longer text replaces lines, takes back what says -1, and leaves alone who ordered in the app', async () => {
  const roundId = await openRound(stage);
  await stage.calls.done('groupbuy', 'order', person(9), {
    roundId,
    lines: [{ itemId: PEAS, add: 2 }],
  });
  const enter = async (text: string) => {
    const { entries } = await stage.calls.done('groupbuy', 'parsePaste', OWNER, { roundId, text });
    return stage.calls.done('groupbuy', 'applyPaste', OWNER, { roundId, entries });
  };
  expect(await enter('1. 1单元101 豌豆尖2\n2. 1单元102 萝卜1')).toMatchObject({ entered: 2 });
  // The household itself adds to what was pasted.
  await stage.calls.done('groupbuy', 'order', person(1), {
    roundId,
    lines: [{ itemId: RADISH, add: 4 }],
  });
  const text = '1. 1单元101 豌豆尖3\n2. 1单元102 取消\n3. 1单元402 豌豆尖9\n4. 2单元101 豌豆尖1';
  const view = await stage.calls.done('groupbuy', 'parsePaste', OWNER, { roundId, text });
  expect(view.lines.map(({ status }) => status)).toEqual(['ok', 'cancelled', 'ordered', 'ok']);
  expect(await enter(text)).toEqual({ entered: 2, unchanged: 0, cancelled: 1 });
  const { rows } = { rows: await stage.calls.done('groupbuy', 'totals', OWNER, { roundId }) };
  expect(rows.items.map(({ ordered }) => ordered)).toEqual([3 + 2 + 1, 4, 0]);
  const mine = await stage.calls.done('groupbuy', 'round', person(1), { roundId });
  expect(mine.mine).toMatchObject({ householdId: home(1), units: 7 });
}, 60_000);
