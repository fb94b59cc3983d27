import type { MineView, TurnView } from '../../miniprogram/contract/roster-views';
import {
  calendarEvent,
  cannotComeText,
  mineModel,
} from '../../miniprogram/packages/duty/services/mine-view';
import { candidatesOf, swapModel } from '../../miniprogram/packages/duty/services/swap-view';
import { at, turn } from './duty-samples';

const mine = (more: Partial<MineView> = {}): MineView => ({
  household: { id: 'hh_10', label: '2单元 101 李家' },
  coming: [],
  served: [],
  servedMinutes: 0,
  servedText: '共 0 次 0 小时',
  asked: [],
  asking: [],
  standsIn: false,
  now: at('2020-02-09', '10:00'),
  ...more,
});
const own = (day: string) => turn(day, { mine: true });

describe('我的值守', () => {
  it.each([
    ['2020-02-09', '就是今天'],
    ['2020-02-10', '就是明天'],
    ['2020-02-14', '还有 5 天'],
  ])('counts the days to %s', (day, soon) => {
    expect(mineModel(mine({ coming: [own(day)] })).soon).toBe(soon);
  });

  it('counts a turn of today among those served once its post has closed', () => {
    const coming = [own('2020-02-09'), own('2020-03-04')];
    const served = [own('2020-01-16')];
    const days = (time: '19:59' | '20:00') => {
      const model = mineModel(mine({ coming, served, now: at('2020-02-09', time) }));
      return [model.next, ...model.served].map((row) => row?.when.split(' ')[0]);
    };
    expect(days('19:59')).toEqual(['今天', '1月16日']);
    expect(days('20:00')).toEqual(['3月4日', '今天', '1月16日']);
  });

  it('says before 我来不了 what will happen, and from when on one is in the line again', () => {
    expect(cannotComeText(own('2020-02-27'), 7)).toContain('3月5日起再排您家');
  });

  it('is an event of the phone’s calendar in whole seconds, told apart by its day', () => {
    const event = calendarEvent(own('2020-02-10'), {
      label: '2单元 101 李家',
      courtyard: '22号院',
    });
    expect(event).toMatchObject({
      key: '1-hh_10@2020-02-10',
      startTime: at('2020-02-10', '08:00') / 1000,
      endTime: String(at('2020-02-10', '20:00') / 1000),
      location: '22号院大门',
    });
  });
});

describe('换班', () => {
  const ask = (more: object = {}) =>
    ({ askId: 'sw_1', turn: turn('2020-02-12'), toAll: true, mine: false, ...more }) as never;

  it('offers no turn that has begun', () => {
    const view = mine({ coming: [own('2020-02-09'), own('2020-02-20')], asked: [ask()] });
    const model = swapModel(view, { ask: 'sw_1', turn: '' });
    expect(model).toMatchObject({ mode: 'answer', label: '2单元 101 李家' });
    expect(model.turns.map(({ turnId }) => turnId)).toEqual(['1-hh_20']);
  });

  it('says that a request is over instead of answering it', () => {
    expect(swapModel(mine(), { ask: 'sw_1', turn: '' }).mode).toBe('gone');
  });

  it('shows a turn that is asked for already as the open request', () => {
    const view = mine({
      coming: [own('2020-02-12')],
      asking: [ask({ turn: own('2020-02-12'), mine: true })],
    });
    expect(swapModel(view, { ask: '', turn: '1-hh_12' })).toMatchObject({
      mode: 'own',
      askId: 'sw_1',
    });
  });

  it('lists every other household once, with its next turn', () => {
    const month = (turns: readonly TurnView[]) => ({ turns }) as never;
    const again = turn('2020-02-22', { householdId: 'hh_11' });
    const found = candidatesOf(
      [month([own('2020-02-10'), turn('2020-02-11'), again])],
      at('2020-02-09', '10:00'),
    );
    expect(found.map(({ householdId }) => householdId)).toEqual(['hh_11']);
  });
});
