/** Whatever is sent, nobody hears that the service broke, and nothing is changed by what means nothing. */
import { CONTRACTS } from '../../miniprogram/contract/contracts';
import { item } from '../support/community';
import {
  FORM,
  home,
  KEY,
  OWNER,
  openStage,
  person,
  publish,
  STAFF,
  type Stage,
  turn,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await publish(stage.calls);
  await stage.at('2020-02-09', '20:05');
}, 120_000);
afterAll(() => stage?.product.close());

/** A value for every field any act of duty has. */
const FIELDS = {
  turnId: turn(1, 13),
  householdId: home(13),
  keyId: KEY,
  askId: 'sw_0',
  cardId: 'cc_0',
  to: home(13),
  at: 0,
  code: '0000',
  from: '2020-03-01',
  until: '2020-03-02',
  on: '2020-03-01',
  days: 1,
  quietDays: 1,
  reason: '有事',
  offer: true,
  join: true,
  text: '留言',
  names: '小川',
  outcome: 'fine',
  gate: '大门',
  name: '备用',
  month: '2020-02',
  before: 5,
  rows: [{ row: 1, came: 1 }],
  form: FORM,
  wishedRounds: 3,
} as const;

/** What each action takes, by what it says when a field is missing. */
const ACTIONS = Object.keys(CONTRACTS.roster.actions);
const SHAPES: Readonly<Record<string, readonly (keyof typeof FIELDS)[]>> = {
  simulate: ['form', 'wishedRounds'],
  saveRules: ['form'],
  month: ['month'],
  mine: ['householdId'],
  cannotCome: ['turnId', 'householdId', 'days', 'reason'],
  takeOver: ['turnId', 'householdId'],
  askSwap: ['turnId', 'householdId', 'to'],
  answerSwap: ['askId', 'turnId', 'householdId'],
  endSwap: ['askId', 'householdId'],
  offerStandIn: ['offer'],
  absence: ['householdId', 'from', 'until'],
  comeBack: ['householdId', 'on', 'quietDays'],
  declineMakeUp: ['turnId', 'householdId'],
  endNote: ['text'],
  whoCame: ['turnId', 'names'],
  openAtNight: ['reason'],
  journal: ['before'],
  sheet: ['month'],
  sheetFile: ['month'],
  enterPaper: ['month', 'rows'],
  giveKey: ['keyId', 'at'],
  takeKey: ['keyId', 'at', 'code'],
  recordKey: ['keyId', 'to', 'at'],
  passOn: ['keyId'],
  loseKey: ['keyId'],
  replaceKey: ['keyId', 'to'],
  keyHistory: ['keyId', 'before'],
  addKey: ['gate', 'name', 'to'],
  retireKey: ['keyId'],
  answerCare: ['cardId', 'outcome'],
  pause: ['from', 'until'],
  standDown: ['on'],
  signUpCleanUp: ['householdId', 'join'],
};

const HOSTILE: readonly unknown[] = [
  null,
  '',
  ' ',
  '\u0000',
  '字'.repeat(5_000),
  -1,
  0.5,
  Number.MAX_SAFE_INTEGER,
  1e300,
  true,
  [],
  {},
  { $gt: '' },
  ['hh_t1'],
  '9999-12-31',
  '0001-01-01',
  '2020-02-30',
  '99999-hh_t1',
  '0-hh_t1',
  '1-hh_u1',
  'hh_u1',
  'ky_t2k1',
  'hh_none',
  '__proto__',
  'constructor',
];

const broken = (action: string, input: object, reply: { ok: boolean; code?: string }) =>
  // Whoever is too fast is not heard at all.
  reply.code === 'INTERNAL' || reply.code === 'TOO_FAST'
    ? [`${action} ${JSON.stringify(input).slice(0, 200)}`]
    : [];

async function tried(action: string, input: object): Promise<readonly string[]> {
  const all: string[] = [];
  for (const by of [OWNER, person(13)]) {
    const reply = await stage.calls.reply('roster', action as 'seen', by, input as never);
    all.push(...broken(action, input, reply as never));
  }
  return all;
}

/** People tap no faster than the service lets them. */
let taps = 0;
async function pause(): Promise<void> {
  taps += 1;
  if (taps % 20 === 0) {
    const { now } = await stage.product.control<{ now: number }>('clock');
    await stage.product.setClock(now + 15_000);
  }
}

it.each(Object.entries(SHAPES))(
  '%s takes nothing hostile',
  async (action, fields) => {
    const usual = Object.fromEntries(fields.map((field) => [field, FIELDS[field]]));
    const wrong: string[] = [];
    for (const field of fields) {
      for (const value of HOSTILE) {
        await pause();
        wrong.push(...(await tried(action, { ...usual, [field]: value })));
      }
    }
    expect(wrong).toEqual([]);
  },
  120_000,
);

it('every action with an input is among them', () => {
  const silent = ['rules', 'publish', 'today', 'seen', 'readBriefing', 'careCards'];
  expect(ACTIONS.filter((action) => !(action in SHAPES)).sort()).toEqual(silent.sort());
});

it.each<[string, object]>([
  ['posts without end', { posts: Array.from({ length: 99 }, () => item(FORM.posts)) }],
  ['a day of no hours', { posts: [{ gate: '大门', opensAt: '20:00', closesAt: '20:00' }] }],
  ['an end in another age', { endsOn: '2099-12-31' }],
  ['an end before the beginning', { endsOn: '2020-01-01' }],
  ['a household twice', { order: [home(1), home(1)] }],
  ['a household of elsewhere', { order: ['hh_u1'] }],
  ['a rest of a year', { restDays: 365 }],
])('rules with %s are refused, by the simulator as well', async (_, more) => {
  await stage.product.setClock((await stage.at('2020-02-10', '09:00')) + 60_000);
  const form = { ...FORM, ...more } as typeof FORM;
  for (const action of ['simulate', 'saveRules'] as const) {
    const reply = await stage.calls.reply('roster', action, STAFF, { form });
    expect(reply).toMatchObject({ ok: false });
    expect(['INVALID', 'NOT_FOUND']).toContain(reply.ok ? '' : reply.code);
  }
});
