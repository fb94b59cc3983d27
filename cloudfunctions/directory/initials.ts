/**
 * Pinyin initials, so that `dhl3x` finds 东环路3巷. Only this function carries the dictionary; others read what is
 * stored. It is a third of the bundle, so it is evaluated only for whoever needs it.
 */
export async function loadInitials(): Promise<(name: string) => string> {
  const { pinyin } = await import('pinyin-pro');
  return (name) =>
    pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase();
}
