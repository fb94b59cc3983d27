/** Aggregation expressions: mingo's, with our own where mingo differs from MongoDB. */
import { Aggregator } from 'mingo/aggregator';
import { Context, evalExpr } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as window from 'mingo/operators/window';
import { WireError } from '../wire';
import { badQuery } from './errors';
import { useExpressions } from './filter';
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

const optionsOf = ({ variables, collection }: Scope) => ({
  context,
  idKey: '_id',
  useStrictMode: true,
  scriptEnabled: false,
  variables: { ...variables },
  collectionResolver: (name: string) => [...collection(name)] as never,
});

/** One stage by mingo. */
export function runStage(docs: readonly Doc[], stage: Doc, scope: Scope): Doc[] {
  const wanted = atInstant(stage, scope.now);
  return told(
    () =>
      new Aggregator([wanted] as never, optionsOf(scope) as never).run([...docs] as never) as Doc[],
  );
}

/** The value of one expression for many documents, in order. */
export function valuesOf(docs: readonly Doc[], expr: unknown, scope: Scope): readonly unknown[] {
  const options = optionsOf(scope);
  const wanted = atInstant(expr, scope.now);
  return told(() => docs.map((doc) => evaluate(doc, wanted, options)));
}

/** mingo reads the machine's clock for `$$NOW`; the local cloud has its own. */
function atInstant(expr: unknown, now: number): unknown {
  if (expr === '$$NOW') return new Date(now);
  if (Array.isArray(expr)) return expr.map((item) => atInstant(item, now));
  if (!isPlain(expr) || '$literal' in expr) return expr;
  return Object.fromEntries(
    Object.entries(expr).map(([key, inner]) => [key, atInstant(inner, now)]),
  );
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
