/** 每月一页 on the phone: turning months, one section's courtyards at a time, and what is sent on. */
import type { MonthView } from '../../miniprogram/contract/report';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/keeper/month/month');

const NOW = Date.parse('2020-03-20T10:00:00+08:00');
const MIDNIGHT = Date.parse('2020-03-20T00:00:00+08:00');
const pots = { label: '领养的花', kind: 'count', unit: '盆' } as const;
const fen = { label: '花钱', kind: 'fen', unit: '' } as const;

const view: MonthView = {
  month: '2020-03',
  communityName: '东环路社区',
  earlier: '2020-02',
  sections: [
    {
      ...{ key: 'flower', title: '花花节', note: '一盆算一盆。', until: MIDNIGHT, closed: false },
      rows: [
        { ...pots, value: 1_203, of: 2_406, said: true },
        { ...fen, value: 12_050 },
      ],
      columns: [pots, fen],
    },
    {
      ...{ key: 'money', title: '账', note: '', until: MIDNIGHT, closed: false },
      rows: [{ ...fen, value: 5 }],
      columns: [],
    },
  ],
  yards: [
    { id: 'cy_c01', name: '桂花巷9号院', figures: [[1_203, 0], []] },
    { id: 'cy_c02', name: '桂花巷11号院', figures: [[0, 0], []] },
  ],
  text: '【东环路社区】2020年3月一页\n花花节：领养的花 1,203 盆',
  now: NOW,
};

beforeEach(() => {
  keeperPhone.reset();
  session.learn({ roles: ['staff'] });
  phone.ok('report.month', view);
});

it('opens the latest month, with every section in its own words', async () => {
  const page = await open();
  expect(phone.callsOf('report.month')[0]).toMatchObject({ input: {} });
  expect(phone.callsOf('report.month')[0]?.courtyardId).toBeUndefined();
  for (const words of ['2020年3月', '数字算到昨天24:00', '花花节', '1,203/2,406盆', '¥120.50']) {
    expect(page.text()).toContain(words);
  }
});

it('turns to the month before, and never beyond what there is', async () => {
  const page = await open();
  const turn = (month: string) => page.run('turn', { currentTarget: { dataset: { month } } });
  await turn('');
  expect(phone.callsOf('report.month')).toHaveLength(1);
  const { earlier: _, ...first } = view;
  phone.ok('report.month', { ...first, month: '2020-02', later: '2020-03' });
  await turn('2020-02');
  await settle();
  expect(phone.callsOf('report.month')[1]?.input).toEqual({ month: '2020-02' });
  expect(page.text()).toContain('2020年2月');
});

it('lists the courtyards of one section, and puts them away again', async () => {
  const page = await open();
  const tap = () => page.run('choose', { currentTarget: { dataset: { key: 'flower' } } });
  expect(page.text()).not.toContain('桂花巷9号院');
  await tap();
  expect(page.text()).toContain('桂花巷9号院领养的花1,203盆');
  expect(page.text()).toContain('桂花巷11号院这个月没有');
  await tap();
  expect(page.text()).not.toContain('桂花巷9号院');
});

it('says which figures of a month that is over may still change', async () => {
  const [flower, money] = view.sections;
  if (!flower || !money) throw new Error('two sections');
  phone.ok('report.month', { ...view, sections: [flower, { ...money, closed: true }] });
  expect((await open()).text()).toContain('这个月过完了。花花节还会补，数字算到昨天24:00。');
  phone.ok('report.month', { ...view, sections: [{ ...money, closed: true }] });
  expect((await open()).text()).toContain('这个月过完了，数字不再变。');
});

it('has nothing to send before the first night', async () => {
  phone.ok('report.month', { ...view, sections: [], yards: [], text: '' });
  const page = await open();
  expect(page.text()).toContain('这个月还没有数字');
  expect(page.text()).not.toContain('拿去汇报');
});
