/** Pipelines, stage by stage. */

import { badQuery, notHere } from './errors';
import { runStage, type Scope, valuesOf } from './expressions';
import { compileFilter } from './filter';
import { reach } from './path';
import { sorter } from './sort';
import { addFields, setIn } from './stage-add-fields';
import { bucket } from './stage-bucket';
import { geoNear } from './stage-geo-near';
import { type Doc, isPlain, numberOf } from './value';

export interface PipelineContext {
  collection(name: string): Iterable<Doc>;
  readonly now: number;
}

type Stage = (docs: readonly Doc[], operand: never, scope: Scope) => readonly Doc[];

/** @throws WireError on a stage or an operator that is not known or not kept here, by its name */
export function runPipeline(
  source: Iterable<Doc>,
  stages: readonly Doc[],
  context: PipelineContext,
): Doc[] {
  const scope: Scope = { now: context.now, collection: (name) => context.collection(name) };
  return [...runStages([...source], stages, scope)];
}

function runStages(docs: readonly Doc[], stages: readonly Doc[], scope: Scope): readonly Doc[] {
  let rows = docs;
  for (const stage of stages) {
    const [name, ...others] = Object.keys(stage);
    if (name === undefined || others.length > 0) {
      throw badQuery('A pipeline stage specification object must contain exactly one field.');
    }
    rows = runOne(rows, name, { operand: stage[name], scope });
  }
  return rows;
}

function runOne(
  docs: readonly Doc[],
  name: string,
  { operand, scope }: { operand: unknown; scope: Scope },
): readonly Doc[] {
  const own = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (own) return own(docs, operand as never, scope);
  if (name === '$project') refuseNothing(operand);
  if (BY_MINGO.has(name)) return runStage(docs, { [name]: operand }, scope);
  if (NOT_HERE.has(name)) throw notHere(name);
  throw badQuery(`Unrecognized pipeline stage name: '${name}'`);
}

function refuseNothing(fields: unknown): void {
  if (isPlain(fields) && Object.keys(fields).length > 0) return;
  throw badQuery('$project specification must have at least one field');
}

/** They write, or look at what the local cloud does not keep. */
const NOT_HERE = new Set(['$out', '$merge', '$indexStats', '$collStats', '$search', '$currentOp']);

const BY_MINGO = new Set([
  '$project',
  '$unset',
  '$group',
  '$unwind',
  '$replaceRoot',
  '$replaceWith',
  '$redact',
  '$bucketAuto',
  '$graphLookup',
  '$setWindowFields',
  '$densify',
  '$fill',
  '$sortByCount',
]);

const STAGES: Readonly<Record<string, Stage>> = {
  $match: (docs, query: Doc, scope) => docs.filter(matcher(query, scope)),
  $sort: (docs, by: Doc) => [...docs].sort(sorter(sortKeys(by))),
  $limit: (docs, count: unknown) => docs.slice(0, countIn(count, { least: 1, name: 'limit' })),
  $skip: (docs, count: unknown) => docs.slice(countIn(count, { least: 0, name: 'skip' })),
  $count: (docs, field: string) => (docs.length === 0 ? [] : [{ [countName(field)]: docs.length }]),
  $sample: (docs, { size }: Doc) =>
    shuffled(docs).slice(0, countIn(size, { least: 0, name: 'size' })),
  $addFields: addFields,
  $set: addFields,
  $lookup: lookup,
  $geoNear: geoNear,
  $bucket: bucket,
  $facet: (docs, facets: Doc, scope) => [
    Object.fromEntries(
      Object.entries(facets).map(([key, stages]) => [key, runStages(docs, stages as Doc[], scope)]),
    ),
  ],
  $unionWith: (docs, operand: string | Doc, scope) => {
    const { coll, pipeline = [] } = typeof operand === 'string' ? { coll: operand } : operand;
    return [...docs, ...runStages([...scope.collection(String(coll))], pipeline as Doc[], scope)];
  },
};

function countIn(value: unknown, { least, name }: { least: number; name: string }): number {
  const count = typeof value === 'object' && value !== null ? numberOf(value) : Number(value);
  if (!Number.isInteger(count)) throw badQuery(`the ${name} must be specified as a number`);
  if (count < least) {
    throw badQuery(`the ${name} must be ${least === 0 ? 'non-negative' : 'positive'}`);
  }
  return count;
}

function countName(field: unknown): string {
  if (typeof field === 'string' && field !== '' && !/^\$|\./.test(field)) return field;
  throw badQuery(
    'the count field must be a non-empty string, without $ at its front and without .',
  );
}

function sortKeys(by: unknown): Doc {
  if (!isPlain(by) || Object.keys(by).length === 0) {
    throw badQuery('$sort stage must have at least one sort key');
  }
  if (Object.values(by).some((sense) => Math.abs(Number(sense)) !== 1)) {
    throw badQuery('$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  }
  return by;
}

/** `$expr` sees the pipeline's variables, so it is taken apart here. */
function matcher(query: Doc, scope: Scope): (doc: Doc) => boolean {
  const { $expr, ...rest } = query;
  const test = compileFilter(rest);
  if ($expr === undefined) return test;
  return (doc) => test(doc) && Boolean(valuesOf([doc], $expr, scope)[0]);
}

function shuffled(docs: readonly Doc[]): Doc[] {
  const rows = [...docs];
  for (let i = rows.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    const [a, b] = [rows[i], rows[j]];
    if (a && b) [rows[i], rows[j]] = [b, a];
  }
  return rows;
}

function lookup(docs: readonly Doc[], operand: Doc, scope: Scope): readonly Doc[] {
  const { from, as, pipeline } = operand;
  if (typeof from !== 'string' || typeof as !== 'string') {
    throw badQuery("must specify 'from' and 'as' fields for a $lookup");
  }
  const foreign = [...scope.collection(from)];
  return docs.map((doc) => {
    const rows = joined(doc, foreign, operand);
    if (pipeline === undefined) return setIn(doc, as.split('.'), rows) as Doc;
    const inner = { ...scope, variables: { ...scope.variables, ...letIn(doc, operand, scope) } };
    return setIn(doc, as.split('.'), runStages(rows, pipeline as Doc[], inner)) as Doc;
  });
}

const letIn = (doc: Doc, operand: Doc, scope: Scope): Doc =>
  Object.fromEntries(
    Object.entries((operand.let ?? {}) as Doc).map(([name, expr]) => [
      name,
      valuesOf([doc], expr, scope)[0],
    ]),
  );

/** An array joins by each of its elements; a missing field joins what lacks the other or has null. */
function joined(
  doc: Doc,
  foreign: readonly Doc[],
  { localField, foreignField }: Doc,
): readonly Doc[] {
  if (localField === undefined) return foreign;
  const { values } = reach(doc, String(localField).split('.'));
  const wanted = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
  if (values.length === 0) wanted.push(null);
  const test = compileFilter({ [String(foreignField)]: { $in: wanted } });
  return foreign.filter(test);
}
