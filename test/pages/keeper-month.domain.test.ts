/** The sheet of a month stays on its paper, however many sections there are. */
import fc from 'fast-check';
import type { MonthView } from '../../miniprogram/contract/report';
import { monthSheet } from '../../miniprogram/packages/keeper/month/month-sheet';
import { A4 } from '../../miniprogram/services/paper';

const rows = fc.array(
  fc.record({
    label: fc.constantFrom('至少送到一次的家庭', '记了', '收进：期初结余'),
    kind: fc.constantFrom('count' as const, 'fen' as const, 'minutes' as const),
    unit: fc.constant('户'),
    value: fc.integer({ min: 0, max: 1_000_000 }),
  }),
  { maxLength: 14 },
);
const views = fc.array(rows, { maxLength: 8 }).map(
  (sections): MonthView => ({
    month: '2020-02',
    communityName: '东环路社区',
    sections: sections.map((own, i) => ({
      ...{ key: `s${i}`, title: `第${i}样`, note: '', columns: [], until: 1, closed: true },
      rows: own,
    })),
    yards: [],
    text: '',
    now: 1,
  }),
);

/** Chinese signs are as wide as they are high, figures a little more than half of it. */
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0xff ? size : size * 0.6), 0);

/** A figure ends before the second column begins; headings and the foot have the whole sheet. */
const rightOf = (x: number, text: string): number =>
  text.includes('　') && x < A4.width / 2 ? A4.width / 2 : A4.width - A4.margin / 2;

it('nothing leaves the paper, overlaps the line above, or runs into the next column', () => {
  fc.assert(
    fc.property(views, (view) => {
      const { lines, rules } = monthSheet(view);
      const shown = lines.filter(({ text }) => text !== '');
      expect(shown).toHaveLength(
        2 +
          view.sections.reduce((sum, one) => sum + 1 + one.rows.length, 0) +
          (view.sections.length > 0 ? 1 : 0),
      );
      for (const { text, x, y, size } of shown) {
        expect(y).toBeLessThanOrEqual(A4.height - A4.margin / 2);
        expect(size).toBeGreaterThan(0);
        expect(x + widthOf(text, size)).toBeLessThanOrEqual(rightOf(x, text));
      }
      const places = shown.map(({ x, y }) => `${x} ${y}`);
      expect(new Set(places).size).toBe(places.length);
      for (const y of rules) expect(y).toBeLessThan(A4.height);
    }),
  );
});
