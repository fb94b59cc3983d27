import fc from 'fast-check';
import { labelOf } from '../../cloudfunctions/directory/labels';
import { addDays, daysBetween } from '../../miniprogram/contract/calendar';
import { spanProblem, tidySpans } from '../../miniprogram/packages/self/household/away';
import { labelPreview } from '../../miniprogram/packages/self/household/label';

const today = '2026-02-09';
const day = fc.integer({ min: -40, max: 80 }).map((n) => addDays(today, n));
const span = fc.tuple(day, fc.nat(12)).map(([from, n]) => ({ from, until: addDays(from, n) }));

describe('days nobody is at home', () => {
  it('stay the same days from today on, in order, never touching each other', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 8 }), (spans) => {
        const tidy = tidySpans(spans, today);
        const covered = (list: readonly { from: string; until: string }[], d: string): boolean =>
          list.some(({ from, until }) => from <= d && d <= until);
        for (let n = 0; n < 100; n += 1) {
          const d = addDays(today, n);
          expect(covered(tidy, d)).toBe(covered(spans, d));
        }
        tidy.slice(1).forEach((one, i) => {
          expect(daysBetween(tidy[i]?.until ?? '', one.from)).toBeGreaterThan(1);
        });
      }),
    );
  });

  it.each([
    ['the return before the leaving', { from: '2026-02-12', until: '2026-02-10' }],
    ['days that are over', { from: '2026-02-01', until: '2026-02-08' }],
    ['more than a year', { from: '2026-02-10', until: '2027-03-01' }],
  ])('explain %s', (_, wrong) => {
    expect(spanProblem(wrong, today)).toBeDefined();
  });

  it('may end today', () => {
    expect(spanProblem({ from: '2026-02-01', until: today }, today)).toBeUndefined();
  });
});

describe('the plate neighbours see', () => {
  const home = { unit: '2单元', door: '101', family: '梁' };
  it.each([
    [true, true, '2单元 101 梁家'],
    [false, true, '2单元 梁家'],
    [true, false, '2单元 101'],
    [false, false, '2单元'],
  ])('with door %s and name %s is %s', (door, name, label) => {
    expect(labelPreview(home, { door, name })).toBe(label);
    // The cloud says the same when it has answered.
    expect(labelOf(home, { door, name })).toBe(label);
  });

  it('still says something in a courtyard without units', () => {
    const bare = { ...home, unit: '' };
    expect(labelPreview(bare, { door: false, name: false })).toBe('院里一户');
    expect(labelOf(bare, { door: false, name: false })).toBe('院里一户');
  });
});
