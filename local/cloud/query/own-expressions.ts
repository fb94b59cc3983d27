/** Expressions of which mingo's differ from MongoDB's. */
import { evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as arithmetic from 'mingo/operators/expression/arithmetic';
import { badQuery } from './errors';
import { compareValues } from './value';

export type Operator = (doc: unknown, expr: unknown, options: unknown) => unknown;
const evaluate = evalExpr as unknown as Operator;

const isNone = (value: unknown): value is null | undefined => value === null || value === undefined;

const operands = (doc: unknown, expr: unknown, options: unknown): readonly unknown[] =>
  (Array.isArray(expr) ? expr : [expr]).map((one) => evaluate(doc, one, options));

/** A day of a date expression, in the zone it names. */
const datePart = (
  name: string,
  doc: unknown,
  expr: unknown,
  options: unknown,
): number | undefined => {
  const part = evaluate(doc, { [name]: expr }, options);
  return typeof part === 'number' ? part : undefined;
};

/** MongoDB counts weeks from the year's first Sunday; days before it are week 0. */
const week: Operator = (doc, expr, options) => {
  const dayOfYear = datePart('$dayOfYear', doc, expr, options);
  const dayOfWeek = datePart('$dayOfWeek', doc, expr, options);
  if (dayOfYear === undefined || dayOfWeek === undefined) return null;
  return Math.floor((dayOfYear + 7 - dayOfWeek) / 7);
};

/** The year of the week's Thursday. */
const isoWeekYear: Operator = (doc, expr, options) => {
  const year = datePart('$year', doc, expr, options);
  const dayOfYear = datePart('$dayOfYear', doc, expr, options);
  const isoDay = datePart('$isoDayOfWeek', doc, expr, options);
  if (year === undefined || dayOfYear === undefined || isoDay === undefined) return null;
  return new Date(Date.UTC(year, 0, dayOfYear + 4 - isoDay)).getUTCFullYear();
};

/** Where a sequence lies in another, between two positions. */
function indexOf(
  all: readonly unknown[],
  part: readonly unknown[],
  from = 0,
  until = all.length,
): number {
  const last = Math.min(until, all.length) - part.length;
  for (let i = from; i <= last; i += 1) {
    if (part.every((one, j) => all[i + j] === one)) return i;
  }
  return -1;
}

const indexIn =
  (split: (text: string) => readonly unknown[]): Operator =>
  (doc, expr, options) => {
    const [text, part, from, until] = operands(doc, expr, options);
    if (isNone(text)) return null;
    const bounds = [from, until].map((bound) => (isNone(bound) ? undefined : Number(bound)));
    return indexOf(split(String(text)), split(String(part)), ...bounds);
  };

/** A negative length takes the rest of the text. */
const substr: Operator = (doc, expr, options) => {
  const [text, start, length] = operands(doc, expr, options);
  const bytes = Buffer.from(isNone(text) ? '' : String(text));
  const from = Number(start);
  if (from < 0) return '';
  return bytes.subarray(from, Number(length) < 0 ? undefined : from + Number(length)).toString();
};

/** Every value has its place, also beside values of other types; what is missing comes first of all. */
function order(doc: unknown, expr: unknown, options: unknown): number {
  const [a, b] = operands(doc, expr, options);
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return compareValues(a, b);
}

const comparing =
  (holds: (order: number) => boolean): Operator =>
  (doc, expr, options) =>
    holds(order(doc, expr, options));

/** Without a place, to the whole number. */
const toPlace =
  (operator: Operator): Operator =>
  (doc, expr, options) => {
    const [value, place = 0] = Array.isArray(expr) ? expr : [expr];
    return operator(doc, [value, place], options);
  };

/** Without a default somebody has to match. */
const switchOf: Operator = (doc, expr, options) => {
  const { branches, ...rest } = expr as { branches: { case: unknown; then: unknown }[] };
  const branch = branches.find((one) => isTrue(evaluate(doc, one.case, options)));
  if (branch) return evaluate(doc, branch.then, options);
  if ('default' in rest) return evaluate(doc, rest.default, options);
  throw badQuery(
    '$switch could not find a matching branch for an input, and no default was specified.',
  );
};

/** Everything but false, null, 0 and what is missing; an empty text is true. */
const isTrue = (value: unknown): boolean => value === '' || Boolean(value);

/** What is missing is not added; what is null is. */
const present =
  (accumulate: Operator): Operator =>
  (docs, expr, options) => {
    const own = options as { update(locals: { root: unknown }): unknown };
    const having = (docs as readonly unknown[]).filter(
      (root) => evaluate(root, expr, own.update({ root })) !== undefined,
    );
    return accumulate(having, expr, options);
  };

export const OWN_ACCUMULATORS: Readonly<Record<string, Operator>> = {
  $push: present(accumulators.$push as unknown as Operator),
  $addToSet: present(accumulators.$addToSet as unknown as Operator),
};

export const OWN_EXPRESSIONS: Readonly<Record<string, Operator>> = {
  $week: week,
  $isoWeekYear: isoWeekYear,
  $indexOfCP: indexIn((text) => [...text]),
  $indexOfBytes: indexIn((text) => [...Buffer.from(text)]),
  $substr: substr,
  $substrBytes: substr,
  $cmp: order,
  $eq: comparing((sign) => sign === 0),
  $ne: comparing((sign) => sign !== 0),
  $gt: comparing((sign) => sign > 0),
  $gte: comparing((sign) => sign >= 0),
  $lt: comparing((sign) => sign < 0),
  $lte: comparing((sign) => sign <= 0),
  $switch: switchOf,
  $trunc: toPlace(arithmetic.$trunc as unknown as Operator),
  $round: toPlace(arithmetic.$round as unknown as Operator),
};
