/** The update operators on single values. */
import { badUpdate } from './errors';
import { type Draft, exists, get, put, replaceAt, shown, siteOf, typeName } from './update-site';
import { compareValues, type Doc, numberOf, typeRank } from './value';

export interface UpdateOptions {
  readonly now: number;
  /** True when the document is about to be inserted: `$setOnInsert` applies. */
  readonly inserting?: boolean;
  /** The query that found the document: it says which element `$` is. */
  readonly filter?: Doc;
}

export type Apply = (draft: Draft, path: string, operand: unknown, options: UpdateOptions) => void;

const setting: Apply = (draft, path, operand) => replaceAt(draft, path, () => operand);

interface Arithmetic {
  readonly name: string;
  readonly verb: string;
  combine(old: number, by: number): number;
  /** What a missing field becomes. */
  start(by: unknown): unknown;
}

const arithmetic =
  ({ name, verb, combine, start }: Arithmetic): Apply =>
  (draft, path, operand) => {
    if (typeRank(operand) !== 10) {
      throw badUpdate(`Cannot ${verb} with non-numeric argument: {${path}: ${shown(operand)}}`);
    }
    replaceAt(draft, path, (old) => {
      if (old === undefined) return start(operand);
      if (typeRank(old) !== 10) throw notNumeric(draft.doc, { name, path, old });
      return combine(numberOf(old), numberOf(operand));
    });
  };

function notNumeric(
  { _id }: Doc,
  { name, path, old }: { name: string; path: string; old: unknown },
) {
  const field = path.split('.').at(-1) ?? path;
  return badUpdate(
    `Cannot apply ${name} to a value of non-numeric type. {_id: ${shown(_id)}} has the field '${field}' of non-numeric type ${typeName(old)}`,
  );
}

const extreme =
  (sign: number): Apply =>
  (draft, path, operand) =>
    replaceAt(draft, path, (old) =>
      old === undefined || Math.sign(compareValues(operand, old)) === sign ? operand : old,
    );

const BITS: Readonly<Record<string, (old: number, by: number) => number>> = {
  and: (old, by) => old & by,
  or: (old, by) => old | by,
  xor: (old, by) => old ^ by,
};

const bit: Apply = (draft, path, operand) =>
  replaceAt(draft, path, (old) =>
    Object.entries(operand as Doc).reduce(
      (value, [name, by]) => {
        const combine = BITS[name];
        if (!combine)
          throw badUpdate(`The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
        return combine(value, numberOf(by));
      },
      numberOf(old ?? 0),
    ),
  );

function unset(draft: Draft, path: string): void {
  if (!exists(draft.doc, path)) return;
  const { holder, key } = siteOf(draft, path);
  if (Array.isArray(holder)) holder[Number(key)] = null;
  else delete holder[key];
}

const rename: Apply = (draft, path, operand) => {
  if (!exists(draft.doc, path)) return;
  const site = siteOf(draft, path);
  if (Array.isArray(site.holder)) {
    throw badUpdate(
      `The source field cannot be an array element, '${path}' in doc with _id: ${shown(draft.doc._id)}`,
    );
  }
  const value = get(site);
  delete site.holder[site.key];
  put(siteOf(draft, String(operand)), value);
};

export const FIELD_UPDATES: Readonly<Record<string, Apply>> = {
  $set: setting,
  $setOnInsert: setting,
  $unset: unset,
  $inc: arithmetic({
    name: '$inc',
    verb: 'increment',
    combine: (old, by) => old + by,
    start: (by) => by,
  }),
  $mul: arithmetic({
    name: '$mul',
    verb: 'multiply',
    combine: (old, by) => old * by,
    start: () => 0,
  }),
  $min: extreme(-1),
  $max: extreme(1),
  $rename: rename,
  $currentDate: (draft, path, _, { now }) => replaceAt(draft, path, () => new Date(now)),
  $bit: bit,
};
