/** Pipelines, stage by stage. */

import { runStage, type Scope, valuesOf } from './expressions';
import { badQuery, compileFilter } from './filter';
import { distance, pointsOf } from './geo';
import { firstAt, reach } from './path';
import { sorter } from './update';
import { compareValues, type Doc, isPlain, numberOf } from './value';

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
    const own = STAGES[name];
    if (own) rows = own(rows, stage[name] as never, scope);
    else if (BY_MINGO.has(name)) rows = runStage(rows, stage, scope);
    else throw badQuery(`Unrecognized pipeline stage name: '${name}'`);
  }
  return rows;
}

const BY_MINGO = new Set([
  '$addFields',
  '$set',
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
  $sort: (docs, by: Doc) => [...docs].sort(sorter(by)),
  $limit: (docs, count: unknown) => docs.slice(0, numberOf(count)),
  $skip: (docs, count: unknown) => docs.slice(numberOf(count)),
  $count: (docs, field: string) => (docs.length === 0 ? [] : [{ [field]: docs.length }]),
  $sample: (docs, { size }: Doc) => shuffled(docs).slice(0, numberOf(size)),
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
  const as = String(operand.as);
  const foreign = [...scope.collection(String(operand.from))];
  return docs.map((doc) => {
    let rows: readonly Doc[] = foreign;
    if (operand.localField !== undefined) {
      rows = joined(doc, rows, String(operand.localField), String(operand.foreignField));
    }
    if (operand.pipeline !== undefined) {
      const names = Object.entries((operand.let ?? {}) as Doc);
      const variables = Object.fromEntries(
        names.map(([name, expr]) => [name, valuesOf([doc], expr, scope)[0]]),
      );
      rows = runStages(rows, operand.pipeline as Doc[], {
        ...scope,
        variables: { ...scope.variables, ...variables },
      });
    }
    return { ...doc, [as]: [...rows] };
  });
}

function joined(doc: Doc, foreign: readonly Doc[], local: string, other: string): readonly Doc[] {
  const { values } = reach(doc, local.split('.'));
  const wanted = values.flatMap((value) => (Array.isArray(value) ? [...value, value] : [value]));
  if (wanted.length === 0) wanted.push(null);
  const test = compileFilter({ [other]: { $in: wanted } });
  return foreign.filter(test);
}

function geoNear(docs: readonly Doc[], operand: Doc): readonly Doc[] {
  const [center] = pointsOf(operand.near);
  if (!center) throw badQuery("$geoNear requires a 'near' option");
  const test = compileFilter((operand.query ?? {}) as Doc);
  const path = String(operand.key ?? geoFieldOf(docs));
  const factor =
    operand.distanceMultiplier === undefined ? 1 : numberOf(operand.distanceMultiplier);
  const max =
    operand.maxDistance === undefined ? Number.POSITIVE_INFINITY : numberOf(operand.maxDistance);
  const min = operand.minDistance === undefined ? 0 : numberOf(operand.minDistance);
  const limit = operand.limit ?? operand.num;
  return docs
    .filter(test)
    .flatMap((doc) => {
      const location = firstAt(doc, path);
      const [point] = pointsOf(location);
      if (!point) return [];
      const metres = distance(center, point);
      return metres > max || metres < min ? [] : [{ doc, metres, location }];
    })
    .sort((a, b) => a.metres - b.metres)
    .slice(0, limit === undefined ? undefined : numberOf(limit))
    .map(({ doc, metres, location }) => {
      const shown = setPath(doc, String(operand.distanceField), metres * factor);
      return operand.includeLocs === undefined
        ? shown
        : setPath(shown, String(operand.includeLocs), location);
    });
}

const geoFieldOf = (docs: readonly Doc[]): string =>
  Object.entries(docs[0] ?? {}).find(([, v]) => isPlain(v) && 'coordinates' in v)?.[0] ??
  'location';

function setPath(doc: Doc, path: string, value: unknown): Doc {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...doc, [head]: value };
  return { ...doc, [head]: setPath((doc[head] ?? {}) as Doc, rest.join('.'), value) };
}

function bucket(docs: readonly Doc[], operand: Doc, scope: Scope): readonly Doc[] {
  const boundaries = operand.boundaries as unknown[];
  const keys = valuesOf(docs, operand.groupBy, scope);
  const output = (operand.output ?? { count: { $sum: 1 } }) as Doc;
  const groups = new Map<string, { id: unknown; docs: Doc[] }>();
  for (const [i, doc] of docs.entries()) {
    const at = boundaryOf(boundaries, keys[i]);
    if (at === undefined && !('default' in operand)) {
      throw badQuery(
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    }
    const id = at === undefined ? operand.default : boundaries[at];
    const key = at === undefined ? 'default' : String(at);
    const group = groups.get(key) ?? { id, docs: [] };
    group.docs.push(doc);
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => compareValues(a.id, b.id))
    .flatMap((group) => {
      const [row] = runStage(group.docs, { $group: { _id: null, ...output } }, scope);
      return row ? [{ ...row, _id: group.id }] : [];
    });
}

function boundaryOf(boundaries: readonly unknown[], key: unknown): number | undefined {
  for (let i = 0; i < boundaries.length - 1; i += 1) {
    const above = compareValues(key, boundaries[i]) >= 0;
    if (above && compareValues(key, boundaries[i + 1]) < 0) return i;
  }
  return undefined;
}
