import { gateModel } from '../../miniprogram/services/courtyard';

const GATE = { opensAt: '08:00', closesAt: '20:00' };
const at = (beijing: string): number => Date.parse(`2020-02-09T${beijing}:00+08:00`);

it.each([
  ['07:59', '关着，8:00 开', 0],
  ['08:00', '开着，20:00 关', 0],
  ['14:00', '开着，20:00 关', 50],
  ['19:59', '开着，20:00 关', 100],
  ['20:00', '关了，明天 8:00 开', 100],
])('at %s the gate says %s', (time, words, percent) => {
  expect(gateModel(GATE, at(time))).toMatchObject({ now: words, percent });
});

it('says nothing about a courtyard whose hours nobody wrote down', () => {
  expect(gateModel(undefined, at('12:00'))).toBeNull();
});
