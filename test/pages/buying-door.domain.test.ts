import type { DoorRow, DoorView } from '../../miniprogram/contract/groupbuy-desk';
import {
  allHanded,
  doorModel,
  withVisits,
} from '../../miniprogram/packages/buying/services/door-view';
import {
  dueText,
  readForm,
  type VisitForm,
  visitForm,
} from '../../miniprogram/packages/buying/services/visit-form';

const line = (over: Partial<DoorRow['lines'][number]> = {}): DoorRow['lines'][number] => ({
  ...{ itemId: 'i1', name: '豌豆尖', unit: '把', ordered: 3, allotted: 3, priceFen: 350 },
  ...{ weighed: false, fen: 1_050 },
  ...over,
});
const row = (no: number, over: Partial<DoorRow> = {}): DoorRow => ({
  ...{ householdId: `hh_${no}`, no, unit: '2', door: `${no}01`, label: `2单元 ${no}01 李家` },
  ...{ lines: [line()], units: 3, dueFen: 1_050, paidFen: 0, owedFen: 1_050 },
  ...{ orderedBy: 'self', rev: 1, state: 'frozen', visited: false, doorRev: 0, byMe: false },
  ...over,
});
const view: DoorView = {
  ...{ roundId: 'gb_1', title: '周四蔬菜团', status: 'arrived' },
  ...{ courtyardId: 'cy_c01', courtyardName: '3巷22号院', dropPoint: '大门口' },
  rows: [row(1), row(2)],
  sums: {
    ...{ households: 2, units: 6, dueFen: 2_100, receivedFen: 0, owedFen: 2_100 },
    ...{ overFen: 0, withVolunteersFen: 0 },
  },
  ...{ myCashFen: 0, mayDeliver: true, now: 0 },
};

const balances = ({ sums }: DoorView): boolean =>
  sums.dueFen + sums.overFen === sums.receivedFen + sums.owedFen;

it('counts a door that was only tapped, and 应收 = 实收 + 欠 stays true', () => {
  const after = withVisits(view, [allHanded(row(1), 'cash')]);
  expect(doorModel(after)).toMatchObject({ left: 1, myCash: '¥10.50', owed: '¥10.50' });
  expect(balances(after)).toBe(true);
});

it('the same tap sent three times counts once', () => {
  const tap = allHanded(row(1), 'cash');
  expect(withVisits(view, [tap, tap, tap])).toEqual(withVisits(view, [tap]));
});

it.each([
  ['absent', { outcome: 'absent' as const, lines: [], payment: 'later' as const }, 2_100, 2],
  ['refused', { outcome: 'refused' as const, lines: [], payment: 'later' as const }, 1_050, 1],
])('%s keeps or drops what is due', (_, visit, dueFen, left) => {
  const after = withVisits(view, [{ householdId: 'hh_1', ...visit }]);
  expect(after.sums.dueFen).toBe(dueFen);
  expect(doorModel(after).left).toBe(left);
  expect(balances(after)).toBe(true);
});

it('reads handed in part off the counts, with what was really paid', () => {
  const form = visitForm(row(1), 'handed', 'cash');
  const less = { ...form, lines: form.lines.map((one) => ({ ...one, handed: 2 })), received: '10' };
  expect(readForm(less)).toEqual({
    input: {
      ...{ householdId: 'hh_1', outcome: 'partly', payment: 'cash', receivedFen: 1_000 },
      lines: [{ itemId: 'i1', handed: 2 }],
    },
  });
  expect(dueText(row(1), less)).toBe('要收 ¥7.00');
});

const ASKED: readonly (readonly [
  string,
  Partial<VisitForm> & { weighed?: boolean; none?: boolean },
  string,
])[] = [
  ['no scales', { weighed: true }, '称出来多少克'],
  ['no taker', { outcome: 'neighbour' }, '哪家代收'],
  ['words for money', { received: '十块' }, '写数字'],
  ['nothing handed', { none: true }, '一样都没给'],
];

it.each(ASKED)('asks instead of sending: %s', (_, { weighed = false, none, ...change }, why) => {
  const one = row(1, { lines: [line({ weighed })] });
  const form = { ...visitForm(one, 'handed', 'cash'), ...change };
  const lines = none ? form.lines.map((l) => ({ ...l, handed: 0 })) : form.lines;
  expect(readForm({ ...form, lines })).toEqual({ wrong: expect.stringContaining(why) });
});
