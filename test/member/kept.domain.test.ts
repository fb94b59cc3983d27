/** What is told of one's own data leaves nothing out. @see docs/domain/member.md §8 */
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import { rowsOf } from '../../cloudfunctions/member/actions/kept';
import type { OwnData } from '../../cloudfunctions/member/own-data';

const AT = Date.parse('2020-03-12T20:00:00+08:00');
const base = { communityId: 'cm_1', rev: 1 } as const;
const place = { householdId: 'hh_1', courtyardId: 'cy_1', label: '101', since: AT } as const;
const person = { id: 'pe_1', memberId: 'mb_1', name: '何去', ageBand: '18-59' } as const;

const member: MemberDoc = {
  ...base,
  _id: 'mb_1',
  openidHash: 'h',
  name: '何去',
  households: [place],
  actingFor: [],
  roles: [],
  waiting: [],
  groups: {},
  createdAt: AT,
};

/** One thing of every kind. */
const own: OwnData = {
  member,
  account: {
    ...base,
    _id: 'cm_1.o_a',
    memberId: 'mb_1',
    credits: { notice: 2 },
    courtyards: [],
  },
  households: [
    {
      ...base,
      _id: 'hh_1',
      courtyardId: 'cy_1',
      unit: '',
      door: '101',
      family: '何',
      label: '101 何家',
      shown: { door: true, name: true },
      tenure: 'owner',
      people: [{ ...person, phoneOnly: false }],
      helpers: [],
      away: [],
      status: 'active',
      trail: [],
    },
  ],
  contacts: [
    {
      ...base,
      _id: 'hh_1',
      courtyardId: 'cy_1',
      phones: [{ personId: 'pe_1', name: '何去', phone: '000' }],
    },
  ],
  questions: [{ noticeId: 'nt_1', text: '几点来水？', at: AT }],
  duty: {
    reasons: [{ from: '2020-03-12', until: '2020-03-13', reason: '出差', at: AT }],
    care: [{ outcome: 'well', at: AT }],
    came: [{ day: '2020-03-12', names: '何去' }],
    lines: [{ kind: 'note', text: '门锁坏了', at: AT }],
  },
  buying: {
    orders: [{ householdId: 'hh_1', saleId: 'rd_1', units: 1, paid: '¥30.00', at: AT }],
    handIns: [{ counted: '¥87.00', explanation: '少了三元', at: AT }],
    pickings: [{ title: '周四采摘' }],
  },
  giving: { reasons: [{ reason: '家里人多', at: AT }] },
  contests: {
    entries: [{ entryId: 'ct_1.hh_1', name: '', words: '三角梅', hands: '', at: AT }],
    ballots: [{ entryId: 'ct_1.hh_2', at: AT }],
    scores: [{ entryId: 'ct_1.hh_2', points: [9], at: AT }],
    talents: [{ kind: '养花', agreed: false }],
  },
  flowers: {
    names: [{ code: '572004', name: '小红', at: AT }],
    diary: [{ code: '572004', words: '开花了', photos: 1, at: AT }],
    cards: [{ card: '生日快乐', at: AT }],
    wishes: [{ birthday: '9月17日生日，可以收花' }],
  },
  vouchers: [{ title: '捐款', fen: 100, words: '', at: AT, status: 'posted' }],
};

const LISTS = [
  ...(['contacts', 'questions', 'vouchers'] as const).map(
    (name) => [name, { ...own, [name]: [] }] as const,
  ),
  ...(['duty', 'buying', 'flowers', 'contests'] as const).flatMap((of) =>
    Object.keys(own[of]).map(
      (name) => [`${of}.${name}`, { ...own, [of]: { ...own[of], [name]: [] } }] as const,
    ),
  ),
];

it.each(LISTS)('%s is told in a row of its own', (_, without) => {
  const all = rowsOf(own);
  const rest = rowsOf(without as OwnData).map(({ what }) => what);
  expect(all).toHaveLength(rest.length + 1);
  for (const { what, why, until } of all) {
    expect([what, why, until]).not.toContain('');
  }
});

it('the account and its allowances are told', () => {
  const { account: _, ...rest } = own;
  const what = rowsOf({ ...rest, account: undefined }).map((row) => row.what);
  const told = rowsOf(own).filter((row) => !what.includes(row.what));
  expect(told.map(({ count }) => count)).toEqual([1, 2]);
});

it('the lines of the register are told', () => {
  const line = { ...own, contacts: [] };
  const what = rowsOf({ ...line, households: [] }).map((row) => row.what);
  expect(rowsOf(line).filter((row) => !what.includes(row.what))).toMatchObject([{ count: 1 }]);
});
