import type { FlowerDoorRow, FlowerDoorView } from '../../miniprogram/contract/flower-views';
import type { DoorRow, DoorView } from '../../miniprogram/contract/groupbuy-desk';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/buying/door/door');

const row = (over: Partial<DoorRow> = {}): DoorRow => ({
  ...{ householdId: 'hh_1', no: 1, unit: '2', door: '101', label: '2单元 101 李家' },
  lines: [
    {
      ...{ itemId: 'i1', name: '豌豆尖', unit: '把', ordered: 3, allotted: 3, priceFen: 350 },
      ...{ weighed: false, fen: 1_050 },
    },
  ],
  ...{ units: 3, dueFen: 1_050, paidFen: 0, owedFen: 1_050 },
  ...{ orderedBy: 'self', rev: 1, state: 'frozen', visited: false, doorRev: 0, byMe: false },
  ...over,
});
const view = (one: DoorRow): DoorView => ({
  ...{ roundId: 'gb_1', title: '周四蔬菜团', status: 'arrived' },
  ...{ courtyardId: 'cy_c01', courtyardName: '3巷22号院', dropPoint: '大门口' },
  rows: [one],
  sums: {
    ...{ households: 1, units: 3, dueFen: 1_050, receivedFen: 0, owedFen: 1_050 },
    ...{ overFen: 0, withVolunteersFen: 0 },
  },
  ...{ myCashFen: 0, mayDeliver: true, now: 0 },
});
const tap = { currentTarget: { dataset: { id: 'hh_1' } } };

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  phone.ok('groupbuy.door', view(row()));
  phone.ok('groupbuy.deliver', {});
});

it('a door that was sent from this phone stays done on a view from before', async () => {
  const page = await open({ id: 'gb_1', y: 'cy_c01' });
  await page.run('hand', tap);
  await page.run('release');
  expect(phone.callsOf('groupbuy.deliver')[0]?.input).not.toHaveProperty('doorRev');
  phone.online = false;
  expect((await open({ id: 'gb_1', y: 'cy_c01' })).data().model).toMatchObject({ left: 0 });
});

it('a door put right to 没人在家 is to be visited again on the phone that handed over', async () => {
  const page = await open({ id: 'gb_1', y: 'cy_c01' });
  await page.run('hand', tap);
  await page.run('release');
  phone.ok('groupbuy.door', view(row({ visited: true, state: 'absent', doorRev: 2 })));
  await page.run('refresh');
  await settle();
  expect(page.data().model).toMatchObject({ left: 1 });
  expect(page.text()).toContain('没人在家');
});

describe('the doors of a campaign of flowers', () => {
  const { roundId: _, ...list } = view(row());
  const flowers = (over: Partial<FlowerDoorRow> = {}): FlowerDoorView => ({
    ...{ ...list, campaignId: 'fl_1', title: '花花节', status: 'delivering' },
    rows: [{ ...row(), extraPots: 0, ...over }],
  });
  const inputs = () => phone.callsOf('flower.deliver').map(({ input }) => input);
  const cash = { householdId: 'hh_1', outcome: 'handed', payment: 'cash', campaignId: 'fl_1' };

  it('are asked and visited by the same page', async () => {
    phone.ok('flower.door', flowers());
    phone.ok('flower.deliver', {});
    const page = await open({ id: 'fl_1', y: 'cy_c01' });
    await page.run('hand', tap);
    await page.run('release');
    expect(inputs()).toEqual([{ ...cash, lines: [{ itemId: 'i1', handed: 3 }] }]);
    expect(page.data().model).toMatchObject({ left: 0 });
  });

  it('are visited once more for what came on top, which alone is handed over and paid', async () => {
    const [line] = row().lines;
    const lines = line ? [{ ...line, allotted: 5, handed: 3 }] : [];
    const was = { visited: true, state: 'handed', payment: 'cash', paidFen: 1_050 } as const;
    const sums = { ...list.sums, dueFen: 1_750, receivedFen: 1_050, owedFen: 700 };
    const again = flowers({ ...was, lines, dueFen: 1_750, owedFen: 700, extraPots: 2 });
    phone.ok('flower.door', { ...again, sums });
    phone.ok('flower.deliver', {});
    const page = await open({ id: 'fl_1', y: 'cy_c01' });
    expect(page.text()).toContain('收¥7.00');
    await page.run('hand', tap);
    await page.run('release');
    expect(inputs()).toEqual([{ ...cash, lines: [{ itemId: 'i1', handed: 2 }] }]);
    expect(page.data().model).toMatchObject({ left: 0, owed: '¥0.00' });
  });
});

describe('a code that is scanned', () => {
  const scan = (result?: string) =>
    Object.assign((globalThis as unknown as { wx: object }).wx, {
      scanCode: ({ success, fail }: WechatMiniprogram.ScanCodeOption) =>
        result === undefined
          ? fail?.({ errMsg: 'scanCode:fail cancel' } as never)
          : success?.({ result } as never),
    });

  it('finds its door and opens it', async () => {
    const page = await open({ id: 'gb_1', y: 'cy_c01' });
    scan('yuanba/hh_1');
    await page.press('扫门牌码');
    expect(page.data().form).toMatchObject({ householdId: 'hh_1', outcome: 'handed' });
    expect(phone.said).toEqual([]);
  });

  it.each([
    ['another courtyard’s', 'yuanba/hh_2', '这张清单上没有这一家，看看是不是别的院子的'],
    ['a shop’s', 'https://pay.example/abc', '这不是门牌码，请按门牌找'],
  ])('%s is answered in plain words', async (_, result, words) => {
    const page = await open({ id: 'gb_1', y: 'cy_c01' });
    scan(result);
    await page.press('扫门牌码');
    expect([phone.said, page.data().form]).toEqual([[words], null]);
  });

  it('of a door that is done shows what was done, and turning back says nothing', async () => {
    const both = view(row({ householdId: 'hh_2', door: '102', label: '2单元 102 王家' }));
    const rows = [...both.rows, row({ visited: true, state: 'handed' })];
    phone.ok('groupbuy.door', { ...both, rows });
    const page = await open({ id: 'gb_1', y: 'cy_c01' });
    scan();
    await page.press('扫门牌码');
    expect([phone.said, page.data().form]).toEqual([[], null]);
    scan('yuanba/hh_1');
    await page.press('扫门牌码');
    expect(phone.said).toEqual(['2单元 101 李家 送过了']);
    expect(page.data()).toMatchObject({ form: null, showDone: true });
  });
});
