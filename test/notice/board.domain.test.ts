import fc from 'fast-check';
import type { Reached } from '../../cloudfunctions/notice/board';
import {
  addCounts,
  countsOf,
  NO_COUNTS,
  sumOf,
  whyNotReached,
} from '../../cloudfunctions/notice/board';
import { byNumber, callListOf, reachedOf } from '../../cloudfunctions/notice/call-list';
import type { ReachMark } from '../../cloudfunctions/notice/documents';
import { boardDoc, codeOf, NOW, UNTIL } from './samples';

const mark = (more: Partial<ReachMark> = {}): ReachMark => ({
  version: 1,
  how: 'self',
  by: 'mb_li',
  at: NOW,
  requestId: 'request-1',
  ...more,
});
const wanted = (more: Partial<Reached> = {}): Reached => ({
  notice: 'nt_1',
  communityId: 'cm_a',
  courtyard: 'cy_1',
  household: 'hh_1',
  version: 1,
  how: 'phone',
  by: 'mb_owner',
  at: NOW,
  requestId: 'request-2',
  print: 'print-2',
  ...more,
});
const plate = (unit: string, door: string, more = {}) => ({
  unit,
  door,
  family: '李家',
  label: `${unit} ${door} 李家`,
  away: false,
  ...more,
});

describe('why a household was not marked', () => {
  it.each([
    ['the notice was withdrawn', { open: false }, 'NOTICE_WITHDRAWN'],
    ['it was changed', { version: 2 }, 'NOTICE_CHANGED'],
    ['it asks for nothing', { asks: false }, 'NO_CONFIRM_NEEDED'],
    ['it is over', { validUntil: NOW }, 'NOTICE_EXPIRED'],
    ['somebody else was writing', {}, 'BUSY'],
  ])('%s', (_, board, code) => {
    expect(codeOf(() => whyNotReached(boardDoc(board), wanted()))).toBe(code);
  });

  it('is no failure when the household has been told', () => {
    const board = boardDoc({ marks: { hh_1: mark() } });
    expect(whyNotReached(board, wanted())).toEqual(mark());
  });

  it('answers a replay with its own mark, also after everything changed', () => {
    const own = mark({ requestId: 'request-2' });
    const asked = { 'request-2': 'print-2' };
    const board = boardDoc({ marks: { hh_1: own }, asked, open: false, version: 7, validUntil: 0 });
    expect(whyNotReached(board, wanted())).toEqual(own);
    // Also when somebody has marked a later version meanwhile.
    const later = boardDoc({ marks: { hh_1: mark({ version: 7 }) }, asked, version: 7 });
    expect(whyNotReached(later, wanted())).toMatchObject({ version: 1, requestId: 'request-2' });
  });

  it('refuses the request id of another version, household or way', () => {
    const board = boardDoc({ asked: { 'request-2': 'print-of-something-else' } });
    expect(codeOf(() => whyNotReached(board, wanted()))).toBe('INVALID');
  });

  it('does not take a mark of an earlier version for one of this', () => {
    const board = boardDoc({ marks: { hh_1: mark() }, version: 2 });
    expect(codeOf(() => whyNotReached(board, wanted({ version: 2 })))).toBe('BUSY');
  });
});

describe('the call list', () => {
  const plates = {
    hh_1: plate('10单元', '101'),
    hh_2: plate('2单元', '1001'),
    hh_3: plate('2单元', '101', { away: true }),
    hh_4: plate('2单元', '301附1'),
  };

  it('goes by unit and door as people count', () => {
    expect(callListOf(boardDoc(), plates).map(({ id }) => id)).toEqual([
      'hh_3',
      'hh_4',
      'hh_2',
      'hh_1',
    ]);
  });

  it('says who is away and when somebody tried last', () => {
    const tries = {
      hh_3: {
        a: { how: 'phone' as const, at: NOW + 5, by: 'mb_a' as const },
        b: { how: 'door' as const, at: NOW, by: 'mb_a' as const },
      },
    };
    const [first, second] = callListOf(boardDoc({ tries }), plates);
    expect(first).toMatchObject({ away: true, lastTry: { how: 'phone', at: NOW + 5 } });
    expect(second).not.toHaveProperty('away');
    expect(second).not.toHaveProperty('lastTry');
  });

  it('and those reached are all households, each once, whatever marks there are', () => {
    const ids = ['hh_1', 'hh_2', 'hh_3', 'hh_4', 'hh_merged'] as const;
    const marks = fc.dictionary(fc.constantFrom(...ids), fc.integer({ min: 1, max: 3 }));
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 3 }), (versions, version) => {
        const entries = Object.entries(versions).map(([id, one]) => [id, mark({ version: one })]);
        const board = boardDoc({ version, marks: Object.fromEntries(entries) });
        const called = callListOf(board, plates).map(({ id }) => id);
        const reached = reachedOf(board, plates).map(({ id }) => id);
        expect([...called, ...reached].sort()).toEqual(Object.keys(plates));
      }),
    );
  });
});

describe('the order of doors', () => {
  const text = fc.stringMatching(/^[0-9]{0,3}(单元|附|号|[A-C])?[0-9]{0,3}$/);

  it('is a total order', () => {
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(Math.sign(byNumber(a, b))).toBe(-Math.sign(byNumber(b, a)) + 0);
        if (byNumber(a, b) <= 0 && byNumber(b, c) <= 0) {
          expect(byNumber(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it.each([
    ['2单元', '10单元'],
    ['101', '1001'],
    ['101', '101附1'],
    ['301附2', '301附10'],
  ])('puts %s before %s', (a, b) => {
    expect(byNumber(a, b)).toBeLessThan(0);
  });
});

describe('counts', () => {
  it('are those of the present version', () => {
    const counts = { v1: { self: 41, helper: 9 }, v2: { phone: 1 } };
    expect(countsOf(boardDoc({ counts }))).toEqual({ self: 41, helper: 9, phone: 0, door: 0 });
    expect(countsOf(boardDoc({ counts, version: 2 }))).toEqual({ ...NO_COUNTS, phone: 1 });
    expect(countsOf(boardDoc({ counts, version: 3 }))).toEqual(NO_COUNTS);
  });

  it('add up', () => {
    const a = { self: 1, helper: 2, phone: 3, door: 4 };
    expect(sumOf(addCounts(a, a))).toBe(20);
  });
});

it('a board is open until its last instant, and not at it', () => {
  expect(codeOf(() => whyNotReached(boardDoc(), wanted({ at: UNTIL - 1 })))).toBe('BUSY');
  expect(codeOf(() => whyNotReached(boardDoc(), wanted({ at: UNTIL })))).toBe('NOTICE_EXPIRED');
});
