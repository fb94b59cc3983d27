/** What a query may ask of the values at one path, one operator at a time. */

import { regexOf } from './ejson';
import { badQuery } from './errors';
import { reach } from './path';
import { compareValues, type Doc, isPlain, numberOf, sameValue, typeRank } from './value';

export type Test = (doc: Doc) => boolean;
/** Whether one value, found at a path, fits. */
export type Fits = (value: unknown) => boolean;
export type Parts = readonly string[];

/** True when any value at the path fits; array elements count one by one, and the array itself as well. */
export const anyAt =
  (parts: Parts, fits: Fits, fitsMissing = false): Test =>
  (doc) => {
    const { values, missing } = reach(doc, parts);
    if (missing && fitsMissing) return true;
    return values.some((value) => fits(value) || (Array.isArray(value) && value.some(fits)));
  };

export const not =
  (test: Test): Test =>
  (doc) =>
    !test(doc);

export function equals(operand: unknown, parts: Parts): Test {
  if (operand instanceof RegExp) return anyAt(parts, regexFits(operand));
  const isNull = operand === null || operand === undefined;
  return anyAt(parts, (value) => sameValue(value, operand), isNull);
}

/** Only values of the operand's own type are compared; null fits "or equal" as a missing field does. */
function ordered(name: string, operand: unknown, parts: Parts): Test {
  const rank = typeRank(operand);
  const sign = name.startsWith('$g') ? 1 : -1;
  const orEqual = name.endsWith('e');
  const fits: Fits = (value) => {
    if (typeRank(value) !== rank) return false;
    const order = compareValues(value, operand);
    if (order === 0) return orEqual;
    return order === sign && !Number.isNaN(value) && !Number.isNaN(operand);
  };
  return anyAt(parts, fits, orEqual && rank === 5);
}

export function among(operand: unknown, parts: Parts, name: string): Test {
  if (!Array.isArray(operand)) throw badQuery(`${name} needs an array`);
  const isSimple = (item: unknown): boolean => typeof item === 'string' || typeof item === 'number';
  if (operand.every(isSimple)) {
    const set = new Set<unknown>(operand);
    return anyAt(parts, (value) => set.has(value));
  }
  const tests = operand.map((item) => equals(item, parts));
  return (doc) => tests.some((test) => test(doc));
}

function exists(operand: unknown, parts: Parts): Test {
  const wanted = Boolean(operand);
  return (doc) => reach(doc, parts).values.length > 0 === wanted;
}

function sized(operand: unknown, parts: Parts): Test {
  const size = typeRank(operand) === 10 ? numberOf(operand) : Number.NaN;
  if (!Number.isInteger(size)) throw badQuery('$size must be a whole number');
  if (size < 0) throw badQuery('$size may not be negative');
  return (doc) => reach(doc, parts).values.some((v) => Array.isArray(v) && v.length === size);
}

function modulo(operand: unknown, parts: Parts): Test {
  if (!Array.isArray(operand)) throw badQuery('malformed mod, needs to be an array');
  if (operand.length < 2) throw badQuery('malformed mod, not enough elements');
  if (operand.length > 2) throw badQuery('malformed mod, too many elements');
  const [divisor, remainder] = operand.map((n) => Math.trunc(numberOf(n)));
  if (!divisor) throw badQuery('divisor cannot be 0');
  return anyAt(parts, (v) => typeRank(v) === 10 && Math.trunc(numberOf(v)) % divisor === remainder);
}

const regexFits =
  (pattern: RegExp): Fits =>
  (value) =>
    typeof value === 'string'
      ? pattern.test(value)
      : value instanceof RegExp && String(value) === String(pattern);

function matching(operand: unknown, parts: Parts, siblings: Doc): Test {
  return anyAt(parts, regexFits(regexFrom(operand, siblings)));
}

function regexFrom(operand: unknown, siblings: Doc): RegExp {
  if (operand instanceof RegExp && siblings.$options === undefined) return operand;
  if (isPlain(operand)) return regexOf(String(operand.pattern), String(operand.options ?? ''));
  const isText = typeof operand === 'string' || operand instanceof RegExp;
  if (!isText) throw badQuery('$regex has to be a string');
  const source = operand instanceof RegExp ? operand.source : operand;
  return regexOf(source, String(siblings.$options ?? ''));
}

const TYPES: Readonly<Record<string, number>> = {
  ...{ double: 10, int: 10, long: 10, decimal: 10, number: 10, 1: 10, 16: 10, 18: 10, 19: 10 },
  ...{ string: 15, 2: 15, objectId: 15, 7: 15, object: 20, 3: 20, array: 25, 4: 25 },
  ...{ binData: 30, 5: 30, bool: 40, 8: 40, date: 45, 9: 45, null: 5, 10: 5, regex: 55, 11: 55 },
};

function ofType(operand: unknown, parts: Parts): Test {
  const ranks = (Array.isArray(operand) ? operand : [operand]).map((name) => {
    const rank = TYPES[String(name)];
    if (rank === undefined) throw badQuery(`Unknown type name alias: ${String(name)}`);
    return rank;
  });
  return anyAt(parts, (value) => ranks.includes(typeRank(value)));
}

const BITS: Readonly<Record<string, (set: bigint, mask: bigint) => boolean>> = {
  $bitsAllSet: (set, mask) => set === mask,
  $bitsAnySet: (set) => set !== 0n,
  $bitsAllClear: (set) => set === 0n,
  $bitsAnyClear: (set, mask) => set !== mask,
};

function bits(operand: unknown, parts: Parts, name: string): Test {
  const mask = Array.isArray(operand)
    ? operand.reduce<bigint>((sum, bit) => sum | (1n << BigInt(Number(bit))), 0n)
    : BigInt(numberOf(operand));
  const fits = BITS[name];
  return anyAt(parts, (value) => {
    if (typeRank(value) !== 10 || !Number.isInteger(numberOf(value))) return false;
    return fits?.(BigInt(numberOf(value)) & mask, mask) ?? false;
  });
}

type Build = (operand: unknown, parts: Parts, name: string, siblings: Doc) => Test;
const comparing: Build = (operand, parts, name) => ordered(name, operand, parts);

/** The operators that need no other query inside them. */
export const FIELD_TESTS: Readonly<Record<string, Build>> = {
  $eq: equals,
  $ne: (operand, parts) => not(equals(operand, parts)),
  $gt: comparing,
  $gte: comparing,
  $lt: comparing,
  $lte: comparing,
  $in: among,
  $nin: (operand, parts, name) => not(among(operand, parts, name)),
  $exists: exists,
  $size: sized,
  $mod: modulo,
  $regex: (operand, parts, _, siblings) => matching(operand, parts, siblings),
  $regularExpression: (operand, parts, _, siblings) => matching(operand, parts, siblings),
  $type: ofType,
  $bitsAllSet: bits,
  $bitsAnySet: bits,
  $bitsAllClear: bits,
  $bitsAnyClear: bits,
};
