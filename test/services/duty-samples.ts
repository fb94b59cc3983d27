/** Turns, keys and a day as the cloud shows them, for what the phone makes of them. */
import type { KeyView, TodayView, TurnView } from '../../miniprogram/contract/roster-views';

export const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+08:00`);

export const turn = (day: string, more: Partial<TurnView> = {}): TurnView => ({
  turnId: `1-hh_${day.slice(8)}`,
  day,
  dayText: `2月${Number(day.slice(8))}日 周日`,
  gate: '大门',
  hours: '08:00–20:00',
  startsAt: at(day, '08:00'),
  endsAt: at(day, '20:00'),
  label: '2单元 101 李家',
  householdId: `hh_${day.slice(8)}`,
  mine: false,
  heavy: false,
  state: 'coming',
  seeking: false,
  ...more,
});

export const key = (more: Partial<KeyView> = {}): KeyView => ({
  keyId: 'ky_1',
  name: '大门钥匙',
  gate: '大门',
  spare: false,
  holderLabel: '1单元 602 高家',
  heldByMe: false,
  since: 0,
  lost: false,
  next: {
    to: 'hh_10',
    label: '2单元 101 李家',
    mine: false,
    at: at('2020-02-09', '20:00'),
    text: '今晚 20:00 交给2单元 101 李家',
    state: 'rests',
  },
  may: { give: false, take: false, passOn: false, record: false },
  ...more,
});

export type Next = NonNullable<KeyView['next']>;

export const today = (now: number, more: Partial<TodayView> = {}): TodayView => ({
  status: 'running',
  today: '2020-02-09',
  turns: [turn('2020-02-09', { label: '1单元 602 高家', state: 'today' })],
  tomorrow: [turn('2020-02-10')],
  keys: [key()],
  headline: '',
  phone: '028-8300 0000',
  groupText: { duty: '', key: '' },
  now,
  ...more,
});
