/** Queries compiled once to predicates, with MongoDB's meaning. */
import { badQuery, notHere, unknownOperator } from './errors';
import { anyAt, equals, FIELD_TESTS, not, type Parts, type Test } from './field-tests';
import { geoTests } from './geo';
import { reach } from './path';
import { type Doc, isPlain } from './value';

/** @throws WireError with MongoDB's text on an operator it does not know */
export function compileFilter(query: Doc): Test {
  const tests = Object.entries(query).map(([key, value]) =>
    key.startsWith('$') ? compileTop(key, value) : compileField(key, value),
  );
  return (doc) => tests.every((test) => test(doc));
}

function compileTop(key: string, value: unknown): Test {
  switch (key) {
    case '$and': {
      const tests = partsOf(value);
      return (doc) => tests.every((test) => test(doc));
    }
    case '$or': {
      const tests = partsOf(value);
      return (doc) => tests.some((test) => test(doc));
    }
    case '$nor': {
      const tests = partsOf(value);
      return (doc) => !tests.some((test) => test(doc));
    }
    case '$expr':
      return exprTest(value);
    case '$comment':
      return () => true;
    default:
      if (NOT_HERE.has(key)) throw notHere(key);
      throw badQuery(`unknown top level operator: ${key}`);
  }
}

function partsOf(value: unknown): readonly Test[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw badQuery('$and/$or/$nor must be a nonempty array');
  }
  return value.map((part) => {
    if (!isPlain(part)) throw badQuery('$or/$and/$nor entries need to be full objects');
    return compileFilter(part);
  });
}

const NOT_HERE = new Set(['$jsonSchema', '$text', '$where']);

/** Expressions belong to the aggregation; it hands its evaluator in, so the two do not import each other. */
let exprTest: (expression: unknown) => Test = () => {
  throw badQuery('$expr is not available');
};
export function useExpressions(compile: (expression: unknown) => Test): void {
  exprTest = compile;
}

export const isOperators = (value: unknown): value is Doc =>
  isPlain(value) &&
  Object.keys(value).some((key) => key.startsWith('$')) &&
  !('$minKey' in value || '$maxKey' in value);

/** Read by the operator they stand beside. */
const MODIFIERS = new Set(['$options', '$maxDistance', '$minDistance', '$comment']);

function compileField(path: string, condition: unknown): Test {
  const parts = path.split('.');
  if (!isOperators(condition)) return equals(condition, parts);
  const tests = Object.entries(condition)
    .filter(([name]) => !MODIFIERS.has(name))
    .map(([name, operand]) => operator(name, operand, condition, parts));
  return (doc) => tests.every((test) => test(doc));
}

function operator(name: string, operand: unknown, siblings: Doc, parts: Parts): Test {
  const build = FIELD_TESTS[name];
  if (build) return build(operand, parts, name, siblings);
  const geo = geoTests[name];
  if (geo) return anyAt(parts, geo(operand, siblings));
  switch (name) {
    case '$not':
      return not(negated(operand, parts));
    case '$all':
      return all(operand, parts);
    case '$elemMatch':
      return elemMatch(operand, parts);
    default:
      throw NOT_HERE.has(name) ? notHere(name) : unknownOperator(name);
  }
}

function negated(operand: unknown, parts: Parts): Test {
  if (operand instanceof RegExp) return equals(operand, parts);
  if (!isOperators(operand)) throw badQuery('$not needs a regex or a document');
  return compileField(parts.join('.'), operand);
}

function all(operand: unknown, parts: Parts): Test {
  if (!Array.isArray(operand)) throw badQuery('$all needs an array');
  if (operand.length === 0) return () => false;
  const tests = operand.map((item) =>
    isPlain(item) && '$elemMatch' in item ? elemMatch(item.$elemMatch, parts) : equals(item, parts),
  );
  return (doc) => tests.every((test) => test(doc));
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr']);

/** Operators ask about the element itself, a query asks about a document. */
export function elementTest(operand: Doc): (item: unknown) => boolean {
  const byValue = Object.keys(operand).some((key) => key.startsWith('$') && !LOGICAL.has(key));
  if (byValue) {
    // By its position, so that `$size` and the like ask about the element, not about what holds it.
    const inner = compileField('v.0', operand);
    return (item) => inner({ v: [item] });
  }
  const inner = compileFilter(operand);
  return (item) => (isPlain(item) || Array.isArray(item)) && inner(item as Doc);
}

function elemMatch(operand: unknown, parts: Parts): Test {
  if (!isPlain(operand)) throw badQuery('$elemMatch needs an Object');
  const fits = elementTest(operand);
  return (doc) =>
    reach(doc, parts).values.some((value) => Array.isArray(value) && value.some(fits));
}
