/** Repeatable choices: the same key always gives the same answer, on every machine. */

/** A number in [0, 1) that the key determines. FNV-1a, then a mixer so that neighbouring keys differ widely. */
export function chance(...key: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const char of key.join('/')) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** @throws RangeError for an empty list: the demo's own mistake */
export function pick<T>(list: readonly T[], ...key: readonly (string | number)[]): T {
  const picked = list[Math.floor(chance(...key) * list.length)];
  if (picked === undefined) throw new RangeError(`nothing to pick from for ${key.join('/')}`);
  return picked;
}

/** The list in an order the key determines. */
export function shuffled<T>(list: readonly T[], ...key: readonly (string | number)[]): T[] {
  return list
    .map((item, index) => ({ item, at: chance(...key, index) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/**
 * Shares out whole things in proportion to weights.
 * Shape: `result[i]` belongs to `weights[i]` and the results add up to `total`; largest remainder, earlier first.
 */
export function shares(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, one) => all + one, 0);
  if (sum === 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((all, one) => all + one, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}
