import fc from 'fast-check';
import {
  entered,
  PAPER_DAYS_MAX,
  type PaperRow,
  withWorth,
} from '../../cloudfunctions/roster/paper';
import type { Fact } from '../../cloudfunctions/roster/rules';
import { servedTurns } from '../../cloudfunctions/roster/served';
import { numbersOf, rowOf } from '../../cloudfunctions/roster/sheet';
import { addDays } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import { factsOf, hh, households, yard22 } from './yard';

const TODAY = '2020-02-10';
const NUMBERS = households(24);
const february = factsOf(yard22(24)).filter(({ day }) => day.startsWith('2020-02'));
const over = february.filter(({ day }) => day < TODAY);
const ground = {
  facts: over,
  ahead: february.filter(({ day }) => day >= TODAY).map(rowOf),
  numbers: NUMBERS,
  today: TODAY,
};
const enter = (...rows: readonly (readonly [row: number, came: number])[]) =>
  entered(
    rows.map(([row, came]) => ({ row, came })),
    ground,
  );

describe('a row', () => {
  it('is the day of the month; the second post of a day has 100 more', () => {
    expect(rowOf({ day: '2020-02-09', post: 'p1' })).toBe(9);
    expect(rowOf({ day: '2020-02-09', post: 'p2' })).toBe(109);
    expect(rowOf({ day: '2020-02-29', post: 'p6' })).toBe(529);
  });

  it.each<[string, readonly (readonly [number, number])[], string]>([
    [
      'of a day ahead',
      [
        [9, 1],
        [10, 1],
      ],
      'PAPER_ROW_AHEAD',
    ],
    [
      'that is not on the sheet',
      [
        [9, 1],
        [109, 1],
      ],
      'PAPER_ROW_UNKNOWN',
    ],
    ['that is no row at all', [[0, 1]], 'PAPER_ROW_UNKNOWN'],
    [
      'written twice',
      [
        [9, 1],
        [9, 2],
      ],
      'PAPER_ROW_TWICE',
    ],
    ['with a number nobody has', [[9, 25]], 'PAPER_NO_UNKNOWN'],
  ])('%s refuses all of it', (_, rows, code) => {
    expect(() => enter(...rows)).toThrow(expect.objectContaining({ code }));
  });

  it(`can be entered ${PAPER_DAYS_MAX} days back, and no further`, () => {
    const at = (today: string) => () => entered([{ row: 1, came: 1 }], { ...ground, today });
    expect(at(addDays('2020-02-01', PAPER_DAYS_MAX))).not.toThrow();
    expect(at(addDays('2020-02-01', PAPER_DAYS_MAX + 1))).toThrow(
      expect.objectContaining({ code: 'PAPER_ROW_OLD' }),
    );
  });
});

describe('what paper says', () => {
  it('is the fact: another household came, or nobody did', () => {
    const done = enter([8, 20], [9, 0]);
    expect(done).toMatchObject({ changed: 2, unchanged: 0 });
    expect(done.facts.filter(({ day }) => day >= '2020-02-08')).toMatchObject([
      { day: '2020-02-08', owner: hh(11), doer: hh(20) },
      { day: '2020-02-09', owner: hh(12), nobody: true },
    ]);
    expect(withWorth({}, done.worth)).toEqual({
      [hh(11)]: { turns: -1, minutes: -720 },
      [hh(12)]: { turns: -1, minutes: -720 },
      [hh(20)]: { turns: 1, minutes: 720 },
    });
  });

  it('changes nothing the second time, and takes itself back', () => {
    const once = enter([8, 20], [9, 0]);
    const rows = [
      { row: 8, came: 20 },
      { row: 9, came: 0 },
    ];
    expect(entered(rows, { ...ground, facts: once.facts })).toMatchObject({
      changed: 0,
      unchanged: 2,
      worth: [],
    });
    const back = entered(
      [
        { row: 8, came: 11 },
        { row: 9, came: 12 },
      ],
      { ...ground, facts: once.facts },
    );
    expect(back.facts).toEqual(over);
    expect(withWorth({ corrections: withWorth({}, once.worth) }, back.worth)).toEqual({});
  });

  it('puts no household at two posts at the same time, but at two shifts of a day', () => {
    const two = (...hours: readonly (readonly [string, string])[]): readonly Fact[] =>
      hours.map(([opensAt, closesAt], i) => ({
        ...(over[0] as Fact),
        ...{ id: `1-${hh(i + 1)}`, post: `p${i + 1}`, owner: hh(i + 1), doer: hh(i + 1) },
        ...{ opensAt, closesAt },
      }));
    const same = { ...ground, facts: two(['08:00', '20:00'], ['08:00', '20:00']) };
    const shifts = { ...ground, facts: two(['08:00', '14:00'], ['14:00', '20:00']) };
    expect(() => entered([{ row: 101, came: 1 }], same)).toThrow(
      expect.objectContaining({ code: 'PAPER_CLASH', details: { row: 101, no: 1 } }),
    );
    expect(entered([{ row: 101, came: 1 }], shifts).changed).toBe(1);
    // Who came is read as a whole: two that change places clash only on the way.
    const swap = [
      { row: 1, came: 2 },
      { row: 101, came: 1 },
    ];
    expect(entered(swap, same).changed).toBe(2);
  });

  it('keeps the hours of all households together what they were, but for turns nobody came to', () => {
    const rows = fc
      .uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 9 })
      .chain((days) => fc.tuple(...days.map((row) => fc.nat(24).map((came) => ({ row, came })))));
    fc.assert(
      fc.property(rows, (paper: readonly PaperRow[]) => {
        const done = entered(paper, ground);
        const minutes = (facts: readonly Fact[]) =>
          sum(servedTurns(facts, Date.parse(`${TODAY}T00:00:00+08:00`)).map((one) => one.minutes));
        const nobody = paper.filter(({ came }) => came === 0).length;
        expect(minutes(done.facts)).toBe(minutes(over) - nobody * 720);
        expect(sum(Object.values(withWorth({}, done.worth)).map((one) => one.minutes))).toBe(
          0 - nobody * 720,
        );
        expect(done.facts.map(({ id, day, owner }) => [id, day, owner])).toEqual(
          over.map(({ id, day, owner }) => [id, day, owner]),
        );
        expect(done.changed + done.unchanged).toBe(paper.length);
      }),
    );
  });
});

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('a number', () => {
  const plate = (unit: string, door: string) => ({ unit, door });
  const plates: Record<HouseholdId, { unit: string; door: string }> = {
    hh_a: plate('1单元', '101'),
    hh_b: plate('1单元', '102'),
    hh_d: plate('2单元', '101'),
  };

  it('is by door, and stays when somebody moves in between or leaves', () => {
    const first = numbersOf({}, plates);
    expect(first).toEqual(['hh_a', 'hh_b', 'hh_d']);
    const { hh_b: _, ...others } = plates;
    const later = { ...others, hh_c: plate('1单元', '103') };
    expect(numbersOf({ numbers: first }, later)).toEqual(['hh_a', 'hh_b', 'hh_d', 'hh_c']);
  });
});
