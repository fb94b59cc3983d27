const UNIT = /(^|[^\w.#-])(-?(?:\d+\.?\d*|\.\d+))(rpx|vw|vh)\b/gi;

/** Inline styles: `12rpx` → `calc(12 * var(--rpx))`, and the same for parts of the page's window. */
export function phoneUnits(style: string): string {
  if (!/\d(rpx|v[wh])/i.test(style)) return style;
  return style.replace(UNIT, (_, before: string, count: string, unit: string) =>
    Number(count) === 0 ? `${before}0px` : `${before}calc(${count} * var(--${unit.toLowerCase()}))`,
  );
}

/** `scroll-y` → `scrollY`. */
export const camel = (name: string): string =>
  name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** A size as built-ins take it: `12`, `12px`, `12rpx`. @returns CSS pixels */
export function pixels(value: unknown, rpx: number): number {
  const text = String(value ?? '');
  const count = Number.parseFloat(text);
  if (Number.isNaN(count)) return 0;
  return text.endsWith('rpx') ? count * rpx : count;
}

/** CSS pixels of one rpx on this phone. */
export function rpxOf(node: Element): number {
  return Number.parseFloat(getComputedStyle(node).getPropertyValue('--rpx')) || 0.5;
}
