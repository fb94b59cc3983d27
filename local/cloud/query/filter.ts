/** Queries compiled once to predicates, with MongoDB's meaning. */
import { WireError } from '../wire';
import { geoTests } from './geo';
import { reach } from './path';
import { compareValues, type Doc, isPlain, numberOf, regexOf, sameValue, typeRank } from './value';

type Test = (doc: Doc) => boolean;
/** Whether one value, found at a path, fits. */
type Fits = (value: unknown) => boolean;

export const badQuery = (text: string): WireError =>
  new WireError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${text}`);

/** @throws WireError with MongoDB's text on an operator it does not know */
export function compileFilter(query: Doc): Test {
  const tests = Object.entries(query).map(([key, value]) =>
    key.startsWith('$') ? compileTop(key, value) : compileField(key, value),
  );
  return (doc) => tests.every((test) => test(doc));
}

function compileTop(key: string, value: unknown): Test {
  const each = (): Test[] => {
    if (!Array.isArray(value) || value.length === 0)
      throw badQuery(`${key} must be a nonempty array`);
    return value.map((part) => compileFilter(part as Doc));
  };
  switch (key) {
    case '$and': {
      const tests = each();
      return (doc) => tests.every((test) => test(doc));
    }
    case '$or': {
      const tests = each();
      return (doc) => tests.some((test) => test(doc));
    }
    case '$nor': {
      const tests = each();
      return (doc) => !tests.some((test) => test(doc));
    }
    case '$expr':
      return exprTest(value);
    case '$comment':
      return () => true;
    default:
      throw badQuery(`unknown top level operator: ${key}`);
  }
}

/** Expressions belong to the aggregation; it hands its evaluator in, so the two do not import each other. */
let exprTest: (expression: unknown) => Test = () => {
  throw badQuery('$expr is not available');
};
export function useExpressions(compile: (expression: unknown) => Test): void {
  exprTest = compile;
}

const isOperators = (value: unknown): value is Doc =>
  isPlain(value) &&
  Object.keys(value).some((key) => key.startsWith('$')) &&
  !('$minKey' in value || '$maxKey' in value);

function compileField(path: string, condition: unknown): Test {
  const parts = path.split('.');
  const operators = isOperators(condition) ? condition : { $eq: condition };
  const tests = Object.entries(operators)
    .filter(
      ([name]) =>
        name !== '$options' &&
        name !== '$maxDistance' &&
        name !== '$minDistance' &&
        name !== '$comment',
    )
    .map(([name, operand]) => operator(name, operand, operators, parts));
  return (doc) => tests.every((test) => test(doc));
}

/** True when any value at the path fits; array elements count one by one, and the array itself as well. */
const anyAt =
  (parts: readonly string[], fits: Fits, fitsMissing = false): Test =>
  (doc) => {
    const { values, missing } = reach(doc, parts);
    if (missing && fitsMissing) return true;
    return values.some((value) => fits(value) || (Array.isArray(value) && value.some(fits)));
  };

const not =
  (test: Test): Test =>
  (doc) =>
    !test(doc);

function operator(name: string, operand: unknown, siblings: Doc, parts: readonly string[]): Test {
  const geo = geoTests[name];
  if (geo) {
    const fits = geo(operand, siblings);
    return anyAt(parts, fits);
  }
  switch (name) {
    case '$eq':
      return equals(operand, parts);
    case '$ne':
      return not(equals(operand, parts));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return ordered(name, operand, parts);
    case '$in':
      return among(operand, parts, name);
    case '$nin':
      return not(among(operand, parts, name));
    case '$not':
      return not(negated(operand, parts));
    case '$exists':
      return exists(Boolean(operand), parts);
    case '$size':
      return (doc) =>
        reach(doc, parts).values.some((v) => Array.isArray(v) && v.length === Number(operand));
    case '$all':
      return all(operand, parts);
    case '$elemMatch':
      return elemMatch(operand, parts);
    case '$mod':
      return modulo(operand, parts);
    case '$regex':
    case '$regularExpression': {
      const pattern = regexFrom(operand, siblings);
      return anyAt(parts, regexFits(pattern));
    }
    case '$type':
      return ofType(operand, parts);
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return bits(name, operand, parts);
    case '$jsonSchema':
    case '$text':
    case '$where':
      throw badQuery(`the local cloud does not implement ${name}`);
    default:
      throw badQuery(`unknown operator: ${name}`);
  }
}

const regexFits =
  (pattern: RegExp): Fits =>
  (value) =>
    typeof value === 'string'
      ? pattern.test(value)
      : value instanceof RegExp && String(value) === String(pattern);

function regexFrom(operand: unknown, siblings: Doc): RegExp {
  if (operand instanceof RegExp && siblings.$options === undefined) return operand;
  if (isPlain(operand)) return regexOf(String(operand.pattern), String(operand.options ?? ''));
  const source = operand instanceof RegExp ? operand.source : String(operand);
  return regexOf(source, String(siblings.$options ?? ''));
}

function equals(operand: unknown, parts: readonly string[]): Test {
  if (operand instanceof RegExp) return anyAt(parts, regexFits(operand));
  const isNull = operand === null || operand === undefined;
  return anyAt(parts, (value) => sameValue(value, operand), isNull);
}

function ordered(name: string, operand: unknown, parts: readonly string[]): Test {
  const rank = typeRank(operand);
  const sign = name.startsWith('$g') ? 1 : -1;
  const orEqual = name.endsWith('e');
  // Only values of the operand's own type are compared; null fits "or equal" as a missing field does.
  const fits: Fits = (value) => {
    if (typeRank(value) !== rank) return false;
    const order = compareValues(value, operand);
    return order === 0 ? orEqual : order === sign;
  };
  return anyAt(parts, fits, orEqual && rank === 5);
}

function among(operand: unknown, parts: readonly string[], name: string): Test {
  if (!Array.isArray(operand)) throw badQuery(`${name} needs an array`);
  const plain = operand.filter((item) => typeof item === 'string' || typeof item === 'number');
  if (plain.length === operand.length) {
    const set = new Set<unknown>(plain);
    return anyAt(parts, (value) => set.has(value));
  }
  const tests = operand.map((item) => equals(item, parts));
  return (doc) => tests.some((test) => test(doc));
}

function negated(operand: unknown, parts: readonly string[]): Test {
  if (operand instanceof RegExp) return equals(operand, parts);
  if (!isOperators(operand)) throw badQuery('$not needs a regex or a document');
  return compileField(parts.join('.'), operand);
}

const exists =
  (wanted: boolean, parts: readonly string[]): Test =>
  (doc) =>
    reach(doc, parts).values.length > 0 === wanted;

function all(operand: unknown, parts: readonly string[]): Test {
  if (!Array.isArray(operand)) throw badQuery('$all needs an array');
  if (operand.length === 0) return () => false;
  const tests = operand.map((item) =>
    isPlain(item) && '$elemMatch' in item ? elemMatch(item.$elemMatch, parts) : equals(item, parts),
  );
  return (doc) => tests.every((test) => test(doc));
}

function elemMatch(operand: unknown, parts: readonly string[]): Test {
  if (!isPlain(operand)) throw badQuery('$elemMatch needs an Object');
  const logical = ['$and', '$or', '$nor', '$expr'];
  const byValue = Object.keys(operand).some((key) => key.startsWith('$') && !logical.includes(key));
  const inner = byValue ? compileField('v', operand) : compileFilter(operand);
  const fits = byValue
    ? (item: unknown) => inner({ v: item })
    : (item: unknown) => (isPlain(item) || Array.isArray(item)) && inner(item as Doc);
  return (doc) =>
    reach(doc, parts).values.some((value) => Array.isArray(value) && value.some(fits));
}

function modulo(operand: unknown, parts: readonly string[]): Test {
  if (!Array.isArray(operand) || operand.length < 2)
    throw badQuery('malformed mod, not enough elements');
  const [divisor, remainder] = operand.map((n) => Math.trunc(numberOf(n)));
  if (!divisor) throw badQuery('divisor cannot be 0');
  return anyAt(parts, (v) => typeRank(v) === 10 && Math.trunc(numberOf(v)) % divisor === remainder);
}

const TYPES: Readonly<Record<string, number>> = {
  double: 10,
  int: 10,
  long: 10,
  decimal: 10,
  number: 10,
  1: 10,
  16: 10,
  18: 10,
  19: 10,
  string: 15,
  2: 15,
  object: 20,
  3: 20,
  array: 25,
  4: 25,
  binData: 30,
  5: 30,
  bool: 40,
  8: 40,
  date: 45,
  9: 45,
  null: 5,
  10: 5,
  regex: 55,
  11: 55,
  objectId: 15,
  7: 15,
};

function ofType(operand: unknown, parts: readonly string[]): Test {
  const ranks = (Array.isArray(operand) ? operand : [operand]).map((name) => {
    const rank = TYPES[String(name)];
    if (rank === undefined) throw badQuery(`Unknown type name alias: ${String(name)}`);
    return rank;
  });
  return anyAt(parts, (value) => ranks.includes(typeRank(value)));
}

function bits(name: string, operand: unknown, parts: readonly string[]): Test {
  const mask = Array.isArray(operand)
    ? operand.reduce<bigint>((sum, bit) => sum | (1n << BigInt(Number(bit))), 0n)
    : BigInt(numberOf(operand));
  return anyAt(parts, (value) => {
    if (typeRank(value) !== 10 || !Number.isInteger(numberOf(value))) return false;
    const set = BigInt(numberOf(value)) & mask;
    if (name === '$bitsAllSet') return set === mask;
    if (name === '$bitsAnySet') return set !== 0n;
    return name === '$bitsAllClear' ? set === 0n : set !== mask;
  });
}
