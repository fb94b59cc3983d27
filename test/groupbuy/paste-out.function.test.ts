/** The orders of a courtyard as text: for whoever goes to its doors, and pasted in again without a difference. */
import type { CourtyardDoc } from '../../cloudfunctions/courtyard/documents';
import {
  by,
  CABBAGE,
  CLOSES,
  home,
  OTHER_YARD,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  RADISH,
  STAFF,
  type Stage,
  VOLUNTEER,
  YARD,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

it('names are for those who go to the doors; pasted in again, the text changes nothing', async () => {
  const roundId = await openRound(stage, { courtyards: [YARD, OTHER_YARD] }, STAFF);
  await order(stage, roundId, person(12), { [PEAS]: 2, [CABBAGE]: 10 });
  await order(stage, roundId, person(3), { [RADISH]: 1 });
  await order(stage, roundId, by('o_k1', OTHER_YARD), { [RADISH]: 7 });
  const out = (who: typeof OWNER) => stage.calls.done('groupbuy', 'pasteOut', who, { roundId });
  for (const who of [person(3), person(9), by('o_other_owner'), by('o_k1', OTHER_YARD)]) {
    expect((await stage.calls.reply('groupbuy', 'pasteOut', who, { roundId })).ok).toBe(false);
  }
  const { orders } = await out(VOLUNTEER);
  const yards = await stage.database.find<CourtyardDoc>('courtyards');
  const label = (no: number) => yards.find(({ _id }) => _id === YARD)?.plates[home(no)]?.label;
  expect(orders).toEqual({
    named: `#接龙 周六新鲜蔬菜\n1. ${label(3)} 萝卜×1\n2. ${label(12)} 豌豆尖×2 莲花白×10`,
    counts: '【接龙】周六新鲜蔬菜：2 户\n豌豆尖 2 份\n萝卜 1 根\n莲花白 10 个',
    households: 2,
  });
  expect((await out(by('o_other_owner', OTHER_YARD))).orders?.counts).toBe(
    '【接龙】周六新鲜蔬菜：1 户\n萝卜 7 根',
  );
  const text = orders?.named ?? '';
  const view = await stage.calls.done('groupbuy', 'parsePaste', OWNER, { roundId, text });
  expect(view.lines.map(({ status }) => status)).toEqual(['ordered', 'ordered']);
  expect(view.entries).toEqual([]);

  // In a round nobody ordered from yet, it makes the same orders; and then again nothing.
  const next = await openRound(stage, { courtyards: [YARD, OTHER_YARD] }, STAFF);
  const read = () => stage.calls.done('groupbuy', 'parsePaste', OWNER, { roundId: next, text });
  const { entries } = await read();
  expect(
    await stage.calls.done('groupbuy', 'applyPaste', OWNER, { roundId: next, entries }),
  ).toEqual({ entered: 2, unchanged: 0, cancelled: 0 });
  const there = await stage.calls.done('groupbuy', 'pasteOut', OWNER, { roundId: next });
  expect(there.orders).toEqual(orders);
  expect(
    await stage.calls.done('groupbuy', 'applyPaste', OWNER, {
      roundId: next,
      entries: (await read()).entries,
    }),
  ).toEqual({ entered: 0, unchanged: 2, cancelled: 0 });

  await stage.at(CLOSES);
  await stage.tick();
  expect((await out(VOLUNTEER)).orders).toEqual(orders);
});
