/** Updates, with MongoDB's meaning and error texts. Never changes its input, and shares with it what stays. */
import { badUpdate } from './errors';
import { ARRAY_UPDATES } from './update-arrays';
import { type Apply, FIELD_UPDATES, type UpdateOptions } from './update-fields';
import { pathsOf } from './update-position';
import { draftOf } from './update-site';
import { type Doc, isPlain, sameValue } from './value';

export type { UpdateOptions } from './update-fields';

const OPERATORS: Readonly<Record<string, Apply>> = { ...FIELD_UPDATES, ...ARRAY_UPDATES };

/**
 * The document after an update of operators. Server dates are resolved before.
 * @throws WireError with MongoDB's text
 */
export function applyUpdate(doc: Doc, changes: Doc, options: UpdateOptions): Doc {
  checkUpdate(changes);
  const draft = draftOf(doc);
  for (const [name, fields] of Object.entries(changes)) {
    if (name === '$setOnInsert' && options.inserting !== true) continue;
    const apply = operatorOf(name);
    for (const [path, operand] of Object.entries(fields as Doc)) {
      refuseNewId(doc, path, operand);
      for (const real of pathsOf(draft.doc, path, options)) apply(draft, real, operand, options);
    }
  }
  return draft.doc;
}

/** What is wrong with an update whichever document it meets. @throws WireError with MongoDB's text */
export function checkUpdate(changes: Doc): void {
  for (const [name, fields] of Object.entries(changes)) {
    operatorOf(name);
    if (!isPlain(fields)) {
      throw badUpdate(`Modifiers operate on fields but we found another type for ${name}`);
    }
  }
  refuseOverlaps(changes);
}

function operatorOf(name: string): Apply {
  const apply = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (!apply) throw badUpdate(`Unknown modifier: ${name}`);
  return apply;
}

function refuseNewId({ _id }: Doc, path: string, operand: unknown): void {
  if (path !== '_id' || _id === undefined || sameValue(operand, _id)) return;
  throw badUpdate("Performing an update on the path '_id' would modify the immutable field '_id'");
}

function refuseOverlaps(changes: Doc): void {
  const paths: string[] = [];
  for (const path of touchedBy(changes)) {
    const clash = paths.find((other) => isWithin(path, other) || isWithin(other, path));
    if (clash !== undefined) {
      throw badUpdate(`Updating the path '${path}' would create a conflict at '${clash}'`);
    }
    paths.push(path);
  }
}

const isWithin = (path: string, other: string): boolean =>
  path === other || path.startsWith(`${other}.`);

/** `$rename` touches where a field was and where it goes. */
const touchedBy = (changes: Doc): readonly string[] =>
  Object.entries(changes).flatMap(([name, fields]) => {
    if (!isPlain(fields)) return [];
    const paths = Object.keys(fields);
    return name === '$rename' ? [...paths, ...Object.values(fields).map(String)] : paths;
  });
