/** A February through real calls, to the last millisecond, and the figures anybody can add up. @see docs/domain/report.md */
import type { NoticeId, RoundId } from '../../miniprogram/contract/ids';
import type { MonthView } from '../../miniprogram/contract/report';
import { liveFebruary } from './february';
import {
  A2,
  A4,
  figuresIn,
  handOver,
  OTHER_YARD,
  OWNER,
  openStage,
  STAFF,
  type Stage,
  TREASURER,
  YARD,
} from './stage';

let stage: Stage;
let asking: NoticeId;
let roundId: RoundId;

beforeAll(async () => {
  stage = await openStage();
  ({ asking, roundId } = await liveFebruary(stage));
}, 180_000);
afterAll(() => stage?.product.close());

/** Σ courtyards = the community, for every figure that is told of courtyards. */
function expectSums({ sections, yards }: MonthView): void {
  for (const [index, { columns, rows }] of sections.entries()) {
    for (const [column, { label }] of columns.entries()) {
      const sum = yards.reduce((all, { figures }) => all + (figures[index]?.[column] ?? 0), 0);
      expect([label, sum]).toEqual([label, rows.find((row) => row.label === label)?.value]);
    }
  }
}

it('has no page of a month that is not over for a night, and none of nothing', async () => {
  expect((await stage.month('2019-11')).sections).toEqual([]);
  expect((await stage.month('2020-03')).sections).toEqual([]);
});

describe('February in the night after it', () => {
  let view: MonthView;
  beforeAll(async () => {
    await stage.at('2020-03-01', '03:05');
    view = await stage.month();
  });

  it('is the page that opens on the first of March, with January before it', () => {
    expect(view).toMatchObject({ month: '2020-02', earlier: '2020-01' });
    expect(view.later).toBeUndefined();
    expectSums(view);
  });

  it('reach: who had been told by the last millisecond', () => {
    expect(figuresIn(view, 'reach')).toEqual({
      发出通知: 4,
      其中请大家回执: 2,
      发出后撤回: 1,
      // Ten households of one notice, six of the one in the last millisecond.
      应送到: 16,
      自己看到: 2,
      家人邻居代看: 1,
      '电话、上门告知': 2,
      没通知到: 11,
      至少送到一次的家庭: 5,
      没回复的提问: 1,
    });
    expect(view.sections[0]).toMatchObject({ closed: true });
  });

  it('duty: ten days of one courtyard, twelve hours each', () => {
    expect(figuresIn(view, 'duty')).toEqual({
      有值守的院子: 1,
      应守: 10,
      有人守: 10,
      出力的家庭: 6,
      一共守了: 10 * 720,
      还没回的关照卡: 0,
      回了的关照卡: 0,
    });
  });

  it('buying: what was ordered, and the two doors of the 29th', () => {
    expect(figuresIn(view, 'buying')).toEqual({
      截单团购: 1,
      下单: 3,
      订到: 10,
      货款: 750,
      送过的门: 2,
      还没收到的钱: 450,
      已经结算: 0,
      结余进微基金: 0,
    });
  });

  it('fund: as the public statement says, with what still had to be signed at midnight', async () => {
    const statement = await stage.calls.done('fund', 'statement', STAFF, { month: '2020-02' });
    expect(figuresIn(view, 'fund')).toEqual({
      月初有: statement.openingFen,
      '收进：期初结余': 10_000,
      '收进：捐款': 2_500,
      月底有: statement.closingFen,
      记了: 2,
      等人签字的单子: 1,
      从头核对无误: 2,
    });
    expect(statement.closingFen).toBe(12_500);
  });

  it('tells every courtyard its own', () => {
    expect(view.yards.map(({ name, figures }) => [name, figures[0], figures[2]])).toEqual([
      ['桂花巷9号院', [12, 1, 1, 1, 9, 3, 1], [2, 5, 750, 2, 450]],
      ['桂花巷11号院', [4, 1, 0, 1, 2, 2, 0], [1, 5, 0, 0, 0]],
    ]);
  });
});

describe('what may still be added in March', () => {
  it('the third door and the settlement count, the notices do not change', async () => {
    const { calls } = stage;
    await stage.at('2020-03-02');
    const before = await stage.month('2020-02');
    const asks = { ...STAFF, courtyard: OTHER_YARD };
    await handOver(stage, roundId, { who: asks, home: 'hh_b1', count: 5 });
    await calls.done('groupbuy', 'handIn', OWNER, { roundId, countedFen: 300, explanation: '' });
    await calls.done('groupbuy', 'handIn', asks, { roundId, countedFen: 750, explanation: '' });
    await calls.done('groupbuy', 'prepareSettlement', STAFF, { roundId, costs: [] });
    await calls.done('groupbuy', 'signSettlement', TREASURER, { roundId, profitFen: 300 });
    await calls.done('notice', 'confirm', A4, { noticeId: asking, version: 1 });
    await stage.at('2020-03-03', '03:05');
    const view = await stage.month('2020-02');
    expect(figuresIn(view, 'reach')).toEqual(figuresIn(before, 'reach'));
    expect(figuresIn(view, 'fund')).toEqual(figuresIn(before, 'fund'));
    expect(figuresIn(view, 'buying')).toMatchObject({
      ...{ 货款: 1_500, 送过的门: 3, 还没收到的钱: 450 },
      ...{ 已经结算: 1, 结余进微基金: 300 },
    });
    expectSums(view);
  });

  it('and March itself ends at midnight, whatever was posted before the count', async () => {
    const { calls } = stage;
    const { items: before } = await calls.done('fund', 'journals', STAFF, { month: '2020-03' });
    await stage.at('2020-03-04', '00:30');
    const gift = { kind: 'donation', fen: 900, till: 'cash', words: '', pictures: [] } as const;
    const { voucherId } = await calls.done('fund', 'propose', TREASURER, { form: gift });
    await calls.done('fund', 'sign', STAFF, { voucherId });
    await stage.at('2020-03-04', '03:05');
    const march = figuresIn(await stage.month(), 'fund');
    expect(before.length).toBeGreaterThan(2);
    expect([march.记了, march.现在有]).toEqual([before.length, before[0]?.fundFen]);
  });

  it('a day nobody came, from the paper, until the tenth', async () => {
    await stage.at('2020-03-05');
    const nobody = { month: '2020-02', rows: [{ row: 21, came: 0 }] };
    await stage.calls.done('roster', 'enterPaper', OWNER, nobody);
    await stage.at('2020-03-06', '03:05');
    const view = await stage.month('2020-02');
    expect(figuresIn(view, 'duty')).toMatchObject({ 应守: 10, 有人守: 9, 一共守了: 9 * 720 });
    await stage.at('2020-03-12', '09:00');
    const late = { month: '2020-02', rows: [{ row: 22, came: 0 }] };
    await stage.calls.done('roster', 'enterPaper', OWNER, late);
    await stage.at('2020-03-13', '03:05');
    const after = await stage.month('2020-02');
    expect(figuresIn(after, 'duty')).toEqual(figuresIn(view, 'duty'));
    expect(after.sections.map(({ closed }) => closed)).toEqual([true, true, false, true]);
  });

  it('and nothing from the 22nd on, also for a tick that slept for weeks', async () => {
    await stage.at('2020-05-20');
    const view = await stage.month('2020-02');
    expect(view.sections.every(({ closed }) => closed)).toBe(true);
    const [community] = await stage.database.find<{ months: { from: string } }>('communities');
    expect(community?.months.from).toBe('2020-04');
    expect(await stage.month()).toMatchObject({ month: '2020-05', earlier: '2020-04' });
  });
});

it('forgets a person, and no count changes', async () => {
  const february = await stage.month('2020-02');
  await stage.calls.done('member', 'erase', { ...A2, courtyard: YARD }, { word: '删除' });
  await stage.at('2020-05-21', '03:05');
  await stage.at('2020-05-22', '03:05');
  const { now: _, ...after } = await stage.month('2020-02');
  const { now: __, ...before } = february;
  expect(after).toEqual(before);
});
