/** Finding a courtyard by what people call it. Pure. @see docs/domain/directory.md §2 */
import type { CourtyardDoc } from '../courtyard/public';

type Named = Pick<CourtyardDoc, 'code' | 'name' | 'aliases' | 'initials'>;

/** Spaces, width of characters and case say nothing about which courtyard is meant. */
export const plain = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** Lower is nearer; undefined is no match. Whole names first, then beginnings, then anything inside. */
export function nearness(courtyard: Named, text: string): number | undefined {
  const wanted = plain(text);
  if (wanted === '') return undefined;
  const names = [courtyard.name, ...courtyard.aliases, courtyard.code, ...courtyard.initials].map(
    plain,
  );
  if (names.includes(wanted)) return 0;
  if (names.some((name) => name.startsWith(wanted))) return 1;
  return names.some((name) => name.includes(wanted)) ? 2 : undefined;
}

/** The courtyards that fit, nearest first, else in their own order. */
export const matching = <T extends Named>(courtyards: readonly T[], text: string): readonly T[] =>
  courtyards
    .flatMap((courtyard) => {
      const near = nearness(courtyard, text);
      return near === undefined ? [] : [{ courtyard, near }];
    })
    .sort((a, b) => a.near - b.near || order.compare(a.courtyard.code, b.courtyard.code))
    .map(({ courtyard }) => courtyard);

/** `C2` before `C10`, `2单元` before `10单元`. */
export const order = new Intl.Collator('zh-CN', { numeric: true });
