import { aheadOf, type DutyDigest, emptyDigest } from '../../cloudfunctions/roster/digest';
import { type KeyDoc, newRoster } from '../../cloudfunctions/roster/documents';
import type { Holder } from '../../cloudfunctions/roster/key-chain';
import { momentsOf, nextDueAt } from '../../cloudfunctions/roster/moments';
import { sayingsAt } from '../../cloudfunctions/roster/reminders';
import { freshPlan, type Post } from '../../cloudfunctions/roster/rules';
import { dayOf, timeOf } from '../../miniprogram/contract/calendar';
import { hh, households } from './yard';

const at = (day: string, time: string) => Date.parse(`2020-02-${day}T${time}:00+08:00`);

/** Posts at 大门 from February 5 to 20, six households, looked at on the morning of the 6th. */
function digestOf(
  hours: readonly (readonly [opensAt: string, closesAt: string])[],
  more: Partial<DutyDigest> & { readonly holder?: Holder } = {},
): DutyDigest {
  const posts = hours.map(([opensAt, closesAt], i): Post => {
    return { id: `p${i + 1}`, gate: '大门', opensAt, closesAt };
  });
  const plan = freshPlan({
    startsOn: '2020-02-05',
    endsOn: '2020-02-20',
    posts,
    order: households(6),
    restDays: 0,
    heavyDays: 'same',
  });
  const place = { communityId: 'cm_t', courtyardId: 'cy_t' } as const;
  const doc = { ...newRoster('cm_t', 'cy_t'), season: 1, plan };
  const { holder = hh(2), ...rest } = more;
  const key: KeyDoc = {
    _id: 'ky_t',
    ...place,
    rev: 1,
    gate: '大门',
    holder,
    since: 0,
    moveCount: 1,
    code: '1234',
    wrongCodes: 0,
  };
  const roster = aheadOf(doc, at('06', '07:05'));
  if (!roster) throw new Error('no plan');
  return { ...emptyDigest(place, at('06', '07:05')), roster, keys: { ky_t: key }, ...rest };
}

const timesOf = (digest: DutyDigest, kind: string, day: string) =>
  momentsOf(digest)
    .filter(({ about }) => about.kind === kind)
    .filter((moment) => dayOf(moment.at) === `2020-02-${day}`)
    .map((moment) => timeOf(moment.at));

it.each([
  [
    '08:00 to 20:00',
    [['08:00', '20:00']],
    {
      evening: ['19:00'],
      morning: ['07:00'],
      handover: ['19:30'],
      late: ['20:15'],
      opening: ['08:00'],
    },
  ],
  [
    'an early gate',
    [['06:00', '18:00']],
    { evening: ['17:00'], morning: [], handover: ['17:30'], late: ['18:15'], opening: ['06:00'] },
  ],
  [
    'a gate open until midnight',
    [['09:00', '24:00']],
    { evening: ['20:30'], morning: ['08:00'], handover: ['21:30'], opening: ['09:00'] },
  ],
  [
    'two half days',
    [
      ['08:00', '14:00'],
      ['14:00', '20:00'],
    ],
    {
      evening: ['19:00', '19:00'],
      morning: ['07:00', '13:00'],
      handover: ['13:30', '19:30'],
      late: ['14:15', '20:15'],
      opening: ['08:00', '14:00'],
    },
  ],
] as const)('takes its times from the hours: %s', (_, hours, expected) => {
  const digest = digestOf(hours);
  for (const [kind, times] of Object.entries(expected)) {
    expect([kind, timesOf(digest, kind, '07')]).toEqual([kind, times]);
  }
});

it('is due next at the next of these, and at the turn of the day', () => {
  const digest = digestOf([['08:00', '20:00']]);
  const next = (day: string, time: string) => {
    const due = nextDueAt(digest, at(day, time));
    return `${dayOf(due).slice(8)} ${timeOf(due)}`;
  };
  expect([
    next('06', '07:05'),
    next('06', '08:00'),
    next('06', '19:00'),
    next('06', '19:30'),
    next('06', '20:15'),
  ]).toEqual(['06 08:00', '06 19:00', '06 19:30', '06 20:15', '07 00:00']);
});

it('is never due while nothing is published, nor weeks after the last duty', () => {
  const { roster: _, ...draft } = digestOf([['08:00', '20:00']]);
  expect(nextDueAt(draft, at('06', '07:05'))).toBeGreaterThan(at('28', '00:00'));
  const digest = digestOf([['08:00', '20:00']]);
  expect(nextDueAt(digest, Date.parse('2020-03-10T00:00:00Z'))).toBeGreaterThan(
    Date.parse('2099-01-01T00:00:00Z'),
  );
});

const titles = (digest: DutyDigest, now: number) =>
  sayingsAt(digest, now).map(({ to, title }) => `${to} ${title('您家')}`);

it('asks the last household to bring the key home', () => {
  const last = digestOf([['08:00', '20:00']], { saidAt: at('20', '19:10'), holder: hh(4) });
  const plan = last.roster;
  if (!plan) throw new Error('no roster');
  const turns = plan.turns.slice(0, 1).map((turn) => ({ ...turn, day: '2020-02-20', doer: hh(4) }));
  const digest = { ...last, roster: { ...plan, turns, ends: ['大门'] } };
  expect(titles(digest, at('20', '19:30'))).toEqual([
    `${hh(4)} 大门钥匙交回院委会`,
    `committee 去院里一户接大门钥匙`,
  ]);
  expect(titles({ ...digest, saidAt: at('20', '20:10') }, at('20', '20:15'))).toEqual([
    `${hh(4)} 钥匙还没交回院委会`,
  ]);
});

it('says nothing to whoever was told a moment ago that the turn is theirs now', () => {
  const digest = digestOf([['08:00', '20:00']], { saidAt: at('06', '18:00') });
  const doer = digest.roster?.turns.find(({ day }) => day === '2020-02-07')?.doer ?? hh(1);
  expect(titles(digest, at('06', '19:00'))).toEqual([`${doer} 明天轮到您家守大门`]);
  const news = { [doer]: { was: [], is: ['2020-02-07'], at: at('06', '18:58') } };
  const changed = { ...digest, roster: { ...digest.roster, changed: news } } as DutyDigest;
  expect(titles(changed, at('06', '19:00'))).toEqual([]);
});
