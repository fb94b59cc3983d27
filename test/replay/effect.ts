/** What happened to the documents between two looks, in a form in which two runs can be compared. */

export type Documents = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/**
 * Which documents of each collection came and went, and which of their fields changed: numbers by how much, lists by
 * how many items. Ids and instants differ between runs and are left out; so is how often an unchanged text was written.
 */
export function effect(before: Documents, after: Documents): readonly string[] {
  const came = [...after.keys()].filter((id) => !before.has(id)).map((id) => `${nameOf(id)} came`);
  const went = [...before.keys()].filter((id) => !after.has(id)).map((id) => `${nameOf(id)} went`);
  const changed = [...after].flatMap(([id, doc]) => {
    const was = before.get(id);
    const changes = was ? differences(was, doc, nameOf(id)) : [];
    return changes.length > 0 ? [changes.sort().join(', ')] : [];
  });
  return [...came, ...went, ...changed].sort();
}

const nameOf = (id: string): string => id.slice(0, id.indexOf('/'));

/** How often it was written, of which writing a digest or a board knows, and what only tells the tick to look. */
const REVISIONS = new Set(['rev', 'noticeRev', 'accountBehind', 'leftBy', 'registerMoved']);
/** Greater numbers are instants. */
const COUNTS_BELOW = 1e11;

function differences(before: unknown, after: unknown, path: string): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return listChange(before, after, path);
  if (isObject(before) && isObject(after)) return fieldChanges(before, after, path);
  if (typeof before === 'number' && typeof after === 'number' && after < COUNTS_BELOW) {
    return [`${path} ${after - before}`];
  }
  return [`${path} ${before === undefined ? 'new' : after === undefined ? 'gone' : 'other'}`];
}

const listChange = (before: readonly unknown[], after: readonly unknown[], path: string) => [
  `${path} ${after.length - before.length} items`,
];

function fieldChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  path: string,
): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .filter((field) => !REVISIONS.has(field))
    .flatMap((field) => differences(before[field], after[field], `${path}.${plainOf(field)}`));
}

const plainOf = (field: string): string =>
  /^([a-z]{2}_|test-|og_)/.test(field) ? `<${field.slice(0, 2)}>` : field;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
