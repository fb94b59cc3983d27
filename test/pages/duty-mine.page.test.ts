import type { MineView, TurnView } from '../../miniprogram/contract/roster-views';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/duty/mine/mine');

const NOW = Date.parse('2020-02-20T10:00:00+08:00');
const turn = (day: `${string}-${string}-${string}`, more: Partial<TurnView> = {}): TurnView => ({
  ...{
    turnId: `${Number(day.slice(-2))}-hh_10`,
    day,
    dayText: day,
    gate: '大门',
    hours: '08:00–20:00',
  },
  startsAt: Date.parse(`${day}T08:00:00+08:00`),
  endsAt: Date.parse(`${day}T20:00:00+08:00`),
  ...{ label: '2单元 101 李家', householdId: 'hh_10', mine: true, heavy: false, state: 'served' },
  seeking: false,
  ...more,
});
const view = (served: readonly TurnView[]): MineView => ({
  household: { id: 'hh_10', label: '2单元 101 李家' },
  ...{ coming: [], served, servedMinutes: 0, servedText: '共 2 次 24 小时' },
  ...{ asked: [], asking: [], standsIn: false, now: NOW },
});
const tap = (id: string) => ({ currentTarget: { dataset: { turn: id } } });

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ phone: '028-8300 0000', roles: ['resident'] });
});

it('lets a family say for seven days who stood there, and no longer', async () => {
  phone.ok('roster.mine', view([turn('2020-02-12'), turn('2020-02-13')]));
  phone.ok('roster.whoCame', {});
  const page = await open();
  expect(page.text().match(/谁来的/g)).toHaveLength(1);
  await page.run('openCame', tap('13-hh_10'));
  await page.run('pickFamily', { detail: { value: '爷爷' } });
  await page.run('sendCame');
  expect(phone.callsOf('roster.whoCame')[0]?.input).toEqual({
    ...{ turnId: '13-hh_10', names: '爷爷' },
  });
});

it('keeps whom one typed when a tap is added, and takes all back when nothing is left', async () => {
  phone.ok('roster.mine', view([turn('2020-02-18', { whoCame: '爷爷。表叔' })]));
  phone.ok('roster.whoCame', {});
  const page = await open();
  await page.run('openCame', tap('18-hh_10'));
  await page.run('pickFamily', { detail: { value: '奶奶' } });
  expect(page.data().names).toBe('爷爷、奶奶。表叔');
  await page.run('pickFamily', { detail: { value: '爷爷' } });
  await page.run('pickFamily', { detail: { value: '奶奶' } });
  await page.run('typeOthers', { detail: { value: '' } });
  await page.run('sendCame');
  expect(phone.callsOf('roster.whoCame')[0]?.input).toMatchObject({ names: '' });
});
