/** Months of the Beijing calendar, in whatever zone the process runs. @see docs/domain/report.md §6 */
import fc from 'fast-check';
import {
  isClosed,
  latestMonth,
  midnightOf,
  monthAfter,
  monthsFrom,
  nextNight,
  sectionOf,
  spanOf,
} from '../../cloudfunctions/report/months';
import { SECTIONS } from '../../cloudfunctions/report/sections';
import { DAY_MS, dayOf, timeOf } from '../../miniprogram/contract/calendar';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const NOWS = fc.integer({ min: at('2019-01-01T00:00'), max: at('2035-12-31T23:59') });
const span = (month: string, until = 0) => spanOf('cm_test', month, { until, courtyards: [] });

describe('a month', () => {
  it('begins where the one before ended, at a Beijing midnight', () => {
    fc.assert(
      fc.property(NOWS, (now) => {
        const month = dayOf(now).slice(0, 7);
        const { from, to, days } = span(month);
        expect([from <= now, now < to]).toEqual([true, true]);
        expect(span(monthAfter(month)).from).toBe(to);
        expect([dayOf(from), timeOf(from)]).toEqual([days.from, '00:00']);
      }),
    );
  });

  it('of February has 29 days in 2020, and December ends with the year', () => {
    expect((span('2020-02').to - span('2020-02').from) / DAY_MS).toBe(29);
    expect(span('2019-12').days).toEqual({ from: '2019-12-01', to: '2020-01-01' });
  });
});

describe('a count', () => {
  it('is of days that are over: on the first of a month of the month before', () => {
    expect(latestMonth(at('2020-03-01T03:00'))).toBe('2020-02');
    expect(latestMonth(at('2020-03-01T23:59'))).toBe('2020-02');
    expect(latestMonth(at('2020-03-02T00:00'))).toBe('2020-03');
    expect(midnightOf(at('2020-03-01T00:00'))).toBe(at('2020-03-01T00:00'));
    expect(midnightOf(at('2020-03-01T23:59'))).toBe(at('2020-03-01T00:00'));
  });

  it('is made again in the next night, after the books were recounted', () => {
    expect(nextNight(at('2020-03-01T00:10'))).toBe(at('2020-03-02T03:00'));
    expect(nextNight(at('2020-03-01T03:05'))).toBe(at('2020-03-02T03:00'));
  });

  it('takes up every month that may still change, and a year of them at most', () => {
    expect(monthsFrom('2020-01', at('2020-03-05T03:00'))).toEqual([
      '2020-01',
      '2020-02',
      '2020-03',
    ]);
    expect(monthsFrom('2015-01', at('2020-03-05T03:00'))).toHaveLength(13);
    expect(monthsFrom('2015-01', at('2020-03-05T03:00')).at(-1)).toBe('2020-03');
  });

  it('is the last one when nothing can be added any more, and says how far it went', () => {
    const part = { rows: [], columns: [], yards: {} };
    for (const section of SECTIONS) {
      const last = span('2020-02').to + section.lateDays * DAY_MS;
      expect(isClosed(section, span('2020-02', last - DAY_MS))).toBe(false);
      const late = sectionOf(section, part, span('2020-02', last + 40 * DAY_MS));
      expect(late).toMatchObject({ closed: true, until: last });
      const early = sectionOf(section, part, span('2020-02', last - DAY_MS));
      expect(early).toMatchObject({ closed: false, until: last - DAY_MS });
    }
  });
});

it('sections have keys and places of their own', () => {
  expect(new Set(SECTIONS.map(({ key }) => key)).size).toBe(SECTIONS.length);
  expect(new Set(SECTIONS.map(({ no }) => no)).size).toBe(SECTIONS.length);
  // A key is a field of the stored document.
  for (const { key } of SECTIONS) expect(key).toMatch(/^[a-z]+$/);
});
