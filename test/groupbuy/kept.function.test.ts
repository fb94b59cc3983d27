import type { HandInDoc, OrderDoc } from '../../cloudfunctions/sale/documents';
import {
  by,
  CLOSES,
  home,
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
  const left = JSON.stringify([
    await stage.database.find('rounds'),
    await stage.database.find('orders'),
    await stage.database.find('handins'),
    await stage.database.find('suppliers'),
  ]);
  for (const words of ['看错了', '掉了一块', '陈师傅']) expect(left).not.toContain(words);
  const managed = await stage.calls.done('groupbuy', 'manage', OWNER, { roundId });
  expect(managed.picking).toMatchObject({ signedUp: 0, names: [] });
  const [one] = await stage.database.find<OrderDoc>('orders');
  expect(Object.keys(one?.visits ?? {})).toHaveLength(2);
  const [handIn] = await stage.database.find<HandInDoc>('handins');
  expect(handIn).toMatchObject({ dueFen: 700, countedFen: 600, explanation: '' });
});
