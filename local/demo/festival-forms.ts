/** What is adopted in the demo: twelve varieties of fifty, and a few small ones that can be adopted today. */

import { addDays, instant } from '../../miniprogram/contract/calendar';
import type { CampaignForm, VarietyForm, YardForm } from '../../miniprogram/contract/flower-forms';
import { CAMPAIGN_DEFAULTS } from '../../miniprogram/contract/flower-forms';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { Courtyard } from './places';

/** Name, what a pot costs the community, how to look after it. */
const VARIETIES: readonly (readonly [string, number, readonly string[]])[] = [
  ['洋牡丹', 1_500, ['放在亮的地方，别晒中午的太阳。', '土面干了再浇透。', '开过的花剪掉。']],
  ['瓜叶菊', 900, ['喜凉，放北阳台。', '盆土要一直润一点。', '别往花上浇水。']],
  ['虞美人', 800, ['多晒太阳。', '少浇水，怕积水。', '别移盆。']],
  ['长寿花', 900, ['晒太阳开得多。', '十天浇一次水。', '花谢了剪掉花梗。']],
  ['杜鹃', 1_600, ['喜阴凉。', '浇放了一天的水。', '花后修一修枝。']],
  ['月季', 1_200, ['每天晒六个小时。', '见干见湿。', '花谢后从第二片叶子上面剪。']],
  ['三角梅', 1_400, ['越晒越红。', '叶子蔫一点再浇。', '花后修剪。']],
  ['矮牵牛', 700, ['晒太阳。', '天天看看土干不干。', '掐尖会多开。']],
  ['茉莉', 1_100, ['不晒不开花。', '土干就浇透。', '开过就剪短。']],
  ['海棠', 1_000, ['半阴的地方。', '别浇到叶子上。', '半个月施一次肥。']],
  ['石竹', 600, ['晒太阳。', '少浇水。', '花谢了剪一半。']],
  ['雏菊', 600, ['晒太阳。', '土润就好。', '随手摘掉枯叶。']],
];

const varieties = (count: number, stock: number): readonly VarietyForm[] =>
  VARIETIES.slice(0, count).map(([name, costFen, care]) => ({ name, stock, costFen, care }));

/** Every courtyard that takes part may have what its households and its corner can. */
const yardForms = (courtyards: readonly Courtyard[], share: number): readonly YardForm[] =>
  courtyards.map(({ id, flowers }) => ({
    courtyardId: id,
    quota: Math.max(1, Math.round((flowers.householdPots + flowers.cornerPots) * share)),
    dropPoint: '大门口',
    corner: { cap: flowers.cornerPots, place: '大门边的花台', caredBy: 'committee' },
  }));

/** Two weeks ago: three days of adopting, brought on a morning. */
export const festivalForm = (
  courtyards: readonly Courtyard[],
  day: (days: number) => LocalDate,
): CampaignForm => ({
  ...CAMPAIGN_DEFAULTS,
  title: '抗疫花花节',
  note: '社区出大头，每盆只付 3 元，捐进微基金。',
  varieties: varieties(VARIETIES.length, 50),
  opensAt: instant(day(-16), '09:00'),
  closesAt: instant(day(-14), '20:00'),
  delivery: {
    text: '送到院里',
    from: instant(day(-11), '09:00'),
    until: instant(day(-11), '12:00'),
  },
  collectBy: instant(day(-11), '20:00'),
  yards: yardForms(courtyards, 1),
});

/** Open today. */
export const smallPotsForm = (
  courtyards: readonly Courtyard[],
  today: LocalDate,
): CampaignForm => ({
  ...CAMPAIGN_DEFAULTS,
  title: '窗台小盆栽',
  note: '花花节剩下的育苗，个头小，一样好养。',
  varieties: varieties(5, 40),
  opensAt: instant(addDays(today, -1), '09:00'),
  closesAt: instant(addDays(today, 2), '20:00'),
  delivery: {
    text: '送到院里',
    from: instant(addDays(today, 4), '09:00'),
    until: instant(addDays(today, 4), '12:00'),
  },
  collectBy: instant(addDays(today, 5), '20:00'),
  yards: yardForms(courtyards, 1 / 3),
});
