import type { HandInDoc, OrderDoc } from '../../cloudfunctions/sale/documents';
import {
  by,
  CLOSES,
  home,
  OTHER_VOLUNTEER,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  SATURDAY,
  type Stage,
  VOLUNTEER,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

it('whoever asks gets it all; whoever leaves takes their words along, and the ledger stays', async () => {
  const picking = { at: SATURDAY, place: '菜地', places: 5 };
  const form = { name: '菜农', place: '', phone: '', note: '', state: 'agreed' } as const;
  const { supplierId } = await stage.calls.done('groupbuy', 'saveSupplier', OWNER, form);
  const roundId = await openRound(stage, { picking, supplierId });
  await order(stage, roundId, person(1), { [PEAS]: 2 });
  await order(stage, roundId, person(2), { [PEAS]: 1 });
  await order(stage, roundId, person(3), { [PEAS]: 1 });
  await stage.calls.done('groupbuy', 'joinPicking', VOLUNTEER, { roundId, join: true });
  await stage.at(CLOSES);
  await stage.calls.done('groupbuy', 'totals', OWNER, { roundId });
  const visit = {
    roundId,
    householdId: home(1),
    outcome: 'handed' as const,
    payment: 'cash' as const,
    lines: [{ itemId: PEAS, handed: 2 }],
  };
  await stage.calls.done('groupbuy', 'deliver', VOLUNTEER, visit);
  const left = (no: number, takenBy: string, who = VOLUNTEER) =>
    stage.calls.reply('groupbuy', 'deliver', who, {
      ...{ roundId, householdId: home(no), outcome: 'neighbour', payment: 'later', takenBy },
      lines: [{ itemId: PEAS, handed: 1 }],
    });
  expect(await left(2, '办假证的')).toMatchObject({ code: 'TEXT_RISKY' });
  expect(await left(2, '对门胖婶')).toMatchObject({ ok: true });
  expect(await left(3, '门卫老王', OTHER_VOLUNTEER)).toMatchObject({ ok: true });
  const put = { ...visit, seen: 1, reason: '婆婆眼睛不好，看错了。' };
  await stage.calls.done('groupbuy', 'correctDoor', VOLUNTEER, put);
  const counted = { roundId, countedFen: 600, explanation: '路上掉了一块。' };
  await stage.calls.done('groupbuy', 'handIn', VOLUNTEER, counted);
  await stage.calls.done('groupbuy', 'thankSupplier', VOLUNTEER, {
    supplierId,
    text: '谢谢陈师傅。',
  });

  const own = await stage.calls.done('member', 'exportMine', VOLUNTEER, {});
  expect(JSON.parse(own.json)).toMatchObject({
    我交的款: [{ 金额: '¥6.00', 说明: '路上掉了一块。' }],
    报名采摘: ['周六新鲜蔬菜'],
  });
  const ordered = await stage.calls.done('member', 'exportMine', person(1), {});
  expect(JSON.parse(ordered.json)).toMatchObject({ 我家的团购: [{ 份数: 2, 已付: '¥7.00' }] });

  await stage.calls.done('member', 'erase', by('o_volunteer'), { word: '删除' });
  const kept = JSON.stringify([
    await stage.database.find('rounds'),
    await stage.database.find('orders'),
    await stage.database.find('handins'),
    await stage.database.find('suppliers'),
  ]);
  for (const words of ['看错了', '掉了一块', '陈师傅', '胖婶']) expect(kept).not.toContain(words);
  // What others wrote is theirs.
  expect(kept).toContain('门卫老王');
  const managed = await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  expect(managed.picking).toMatchObject({ signedUp: 0, names: [] });
  const [one] = await stage.database.find<OrderDoc>('orders', { householdId: home(1) });
  expect(Object.keys(one?.visits ?? {})).toHaveLength(2);
  const [handIn] = await stage.database.find<HandInDoc>('handins');
  expect(handIn).toMatchObject({ dueFen: 700, countedFen: 600, explanation: '' });
});
