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
import { type Operator, OWN_ACCUMULATORS, OWN_EXPRESSIONS } from './own-expressions';
import { type Doc, isPlain } from './value';

const evaluate = evalExpr as unknown as Operator;

const context = Context.init({
  accumulator: { ...accumulator, ...OWN_ACCUMULATORS } as never,
  expression: {
    ...expression,
    ...OWN_EXPRESSIONS,
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
