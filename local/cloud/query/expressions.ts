/** Aggregation expressions: mingo's, with our own where mingo differs from MongoDB. */
import { Aggregator } from 'mingo/aggregator';
import { Context, evalExpr } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as window from 'mingo/operators/window';
import { WireError } from '../wire';
import { badQuery, useExpressions } from './filter';
import { type Doc, isPlain } from './value';

type Operator = (obj: unknown, expr: unknown, options: unknown) => unknown;
const evaluate = evalExpr as unknown as (obj: unknown, expr: unknown, options: unknown) => unknown;

/** MongoDB counts weeks from the year's first Sunday; days before it are week 0. */
const week: Operator = (obj, expr, options) => {
  const dayOfYear = evaluate(obj, { $dayOfYear: expr }, options) as number | null;
  const dayOfWeek = evaluate(obj, { $dayOfWeek: expr }, options) as number | null;
  if (dayOfYear === null || dayOfWeek === null || dayOfYear === undefined) return null;
  return Math.floor((dayOfYear + 7 - Number(dayOfWeek)) / 7);
};

const indexOfCp: Operator = (obj, expr, options) => {
  const [text, part, from, until] = (expr as unknown[]).map((e) => evaluate(obj, e, options));
  if (text === null || text === undefined) return null;
  const chars = [...String(text)].slice(0, until === undefined ? undefined : Number(until));
  const wanted = [...String(part)];
  for (let i = Number(from ?? 0); i + wanted.length <= chars.length; i += 1) {
    if (wanted.every((char, j) => chars[i + j] === char)) return i;
  }
  return -1;
};

/** A negative length takes the rest of the text. */
const substr: Operator = (obj, expr, options) => {
  const [text, start, length] = (expr as unknown[]).map((e) => evaluate(obj, e, options));
  const bytes = Buffer.from(text === null || text === undefined ? '' : String(text));
  const from = Number(start);
  if (from < 0) return '';
  return bytes.subarray(from, Number(length) < 0 ? undefined : from + Number(length)).toString();
};

const context = Context.init({
  accumulator: accumulator as never,
  expression: {
    ...expression,
    $week: week,
    $indexOfCP: indexOfCp,
    $indexOfBytes: indexOfCp,
    $substr: substr,
    $substrBytes: substr,
  } as never,
  pipeline: pipeline as never,
  projection: projection as never,
  window: window as never,
});

export interface Scope {
  readonly now: number;
  readonly variables?: Doc;
  readonly collection: (name: string) => Iterable<Doc>;
}

const optionsOf = ({ now, variables, collection }: Scope) => ({
  context,
  idKey: '_id',
  useStrictMode: true,
  scriptEnabled: false,
  variables: { NOW: new Date(now), ...variables },
  collectionResolver: (name: string) => [...collection(name)] as never,
});

/** One stage by mingo. */
export function runStage(docs: readonly Doc[], stage: Doc, scope: Scope): Doc[] {
  return told(
    () => new Aggregator([stage], optionsOf(scope) as never).run([...docs] as never) as Doc[],
  );
}

/** The value of one expression for many documents, in order. */
export function valuesOf(docs: readonly Doc[], expr: unknown, scope: Scope): readonly unknown[] {
  const rows = docs.map((doc) => ({ d: doc }));
  const stage = { $project: { _id: 0, v: { $map: { input: ['$d'], as: 'x', in: rebase(expr) } } } };
  return runStage(rows, stage, scope).map((row) => (row.v as unknown[])[0]);
}

/** `$field` → `$$x.field`, so that an expression can be evaluated inside `$map`. */
function rebase(expr: unknown): unknown {
  if (typeof expr === 'string') {
    if (expr.startsWith('$$ROOT') || expr.startsWith('$$CURRENT'))
      return expr.replace(/^\$\$(ROOT|CURRENT)/, '$$$$x');
    return expr.startsWith('$') && !expr.startsWith('$$') ? `$$x.${expr.slice(1)}` : expr;
  }
  if (Array.isArray(expr)) return expr.map(rebase);
  if (!isPlain(expr)) return expr;
  if ('$literal' in expr) return expr;
  return Object.fromEntries(Object.entries(expr).map(([key, value]) => [key, rebase(value)]));
}

function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof WireError) throw error;
    throw badQuery((error as Error).message);
  }
}

useExpressions((expr) => (doc) => {
  const scope = { now: Date.now(), collection: () => [] };
  return Boolean(valuesOf([doc], expr, scope)[0]);
});
