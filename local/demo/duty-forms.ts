/** The rules of duty in the demo's courtyards: each has settled on other ones. */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { PostForm, RulesForm } from '../../miniprogram/contract/roster-views';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { Home } from './population';

const BRIEFING =
  '来人先问一声找哪家，生面孔在本子上登记。\n快递外卖放门口桌上，喊一声就行。\n手电、火钳、登记本在门边柜子里。\n老人家来值守坐着就好，有事敲 1单元 101 的窗子。';

const whole: PostForm = { gate: '大门', opensAt: '08:00', closesAt: '20:00' };

const usual = {
  posts: [whole],
  orderBy: 'door',
  seed: '',
  order: [],
  tenants: 'now',
  tenantsFromRound: 1,
  exempt: [],
  restDays: 1,
  heavyDays: 'same',
  briefing: BRIEFING,
} satisfies Omit<RulesForm, 'startsOn'>;

/** Made by hand: the second stair begins from the top; the window at the gate, 1单元 101, comes last. */
const FIRST_ORDER = [
  ...['u2d702', 'u2d701', 'u2d601', 'u2d502', 'u2d501', 'u2d401', 'u2d302', 'u2d301', 'u2d102'],
  ...['u2d101', 'u1d701', 'u1d601', 'u1d501', 'u1d401', 'u1d301', 'u1d201', 'u1d702', 'u1d602'],
  ...['u1d202', 'u1d102', 'u1d502', 'u1d302', 'u1d402', 'u1d101'],
];

export const inFirst = (door: string): HouseholdId => `hh_c01${door}`;

export const firstForm = (startsOn: LocalDate): RulesForm => ({
  ...usual,
  startsOn,
  orderBy: 'hand',
  order: FIRST_ORDER.map(inFirst),
});

/** Half a day each, so that it is never long; tenants join from the third round on; the oldest are left in peace. */
export const secondForm = (startsOn: LocalDate, homes: readonly Home[]): RulesForm => ({
  ...usual,
  startsOn,
  posts: [
    { ...whole, closesAt: '14:00' },
    { ...whole, opensAt: '14:00' },
  ],
  tenants: 'later',
  tenantsFromRound: 3,
  exempt: homes
    .filter(({ people }) => people.every(({ ageBand }) => ageBand === '80+' || ageBand === '60-79'))
    .filter(({ people }) => people.some(({ ageBand }) => ageBand === '80+'))
    .slice(0, 3)
    .map(({ id }) => ({ householdId: id, from: startsOn })),
});

export const twoGates = (startsOn: LocalDate): RulesForm => ({
  ...usual,
  startsOn,
  posts: [
    { ...whole, gate: '正门' },
    { ...whole, gate: '后门' },
  ],
  orderBy: 'lots',
  seed: '院坝里抽签，郑大爷喊的 7 号',
  heavyDays: 'balanced',
});

export const longDays = (startsOn: LocalDate): RulesForm => ({
  ...usual,
  startsOn,
  posts: [{ ...whole, opensAt: '07:30', closesAt: '21:30' }],
  tenants: 'later',
  tenantsFromRound: 3,
  heavyDays: 'balanced',
  restDays: 3,
});

export const plainForm = (startsOn: LocalDate): RulesForm => ({ ...usual, startsOn });

/** Still being thought about: whether two a day are better. */
export const twoADay = (startsOn: LocalDate): RulesForm => ({
  ...usual,
  startsOn,
  posts: [whole, whole],
  tenants: 'never',
});
