/** 大门时间: the hours the gate is open. Pure. */
import type { LocalTime } from '../../../contract/units';

export interface GateHours {
  readonly opensAt: LocalTime;
  readonly closesAt: LocalTime;
}

/** What most courtyards keep. */
export const USUAL: GateHours = { opensAt: '08:00', closesAt: '20:00' };

export const gateProblem = ({ opensAt, closesAt }: GateHours): string | undefined =>
  opensAt < closesAt ? undefined : '关门要晚于开门';

const DAY_MIN = 24 * 60;

const minutes = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Where the open hours lie on a bar of the whole day, in percent. */
export const gateBar = ({ opensAt, closesAt }: GateHours) => ({
  before: Math.round((minutes(opensAt) * 100) / DAY_MIN),
  open: Math.max(0, Math.round(((minutes(closesAt) - minutes(opensAt)) * 100) / DAY_MIN)),
});

export const gateText = ({ opensAt, closesAt }: GateHours): string => {
  const hours = (minutes(closesAt) - minutes(opensAt)) / 60;
  return `${plain(opensAt)} 开门，${plain(closesAt)} 关门，一天开 ${Number(hours.toFixed(1))} 小时`;
};

const plain = (time: LocalTime): string => time.replace(/^0/, '');
