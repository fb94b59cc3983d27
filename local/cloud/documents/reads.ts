/** The operations that only look. */
import { runPipeline } from '../query/aggregate';
import { encodeEjson, resolveServerDates } from '../query/ejson';
import { project } from '../query/projection';
import type { Doc } from '../query/value';
import type { Act } from './act';
import { refuseUnbounded, refuseUnserved } from './face';
import { invalid } from './messages';
import { docIn, filterOf, parsed, queryOf } from './request';
import { everyMatch, type Found, type Query } from './search';

/** Finds, after the strict face has had its say, and counts what it cost. */
export function look({ collection, space, counters, strict }: Act, query: Query): Found {
  if (strict) refuseUnserved(collection, query);
  const found = space.find(collection, query);
  counters.docsExamined += found.examined;
  return found;
}

export function getDocument(act: Act): unknown {
  const { body, collection, counters, now } = act;
  const query = queryOf(body, now);
  const projection = docIn(body.projection, 'projection');
  if (act.strict && body.queryType !== 'DOC') refuseUnbounded(collection, query.limit);
  const { hits } = look(act, query);
  counters.docsReturned += hits.length;
  const show = Object.keys(projection).length > 0;
  // What is stored is answered as it is.
  const list = hits.map((hit) => (show ? encodeEjson(project(hit.doc, projection)) : hit.row.body));
  return { list, limit: query.limit, offset: query.offset };
}

export function calculateDocument(act: Act): unknown {
  const { hits } = look(act, everyMatch(filterOf(act.body, act.now)));
  return { total: hits.length };
}

interface WireStage {
  readonly stageKey: string;
  readonly stageValue: unknown;
}

export function aggregateDocuments(act: Act): unknown {
  const { counters, now } = act;
  const stages = stagesOf(act);
  const first = stages[0]?.$match as Doc | undefined;
  const { hits } = look(act, everyMatch(first ?? {}));
  const docs = runPipeline(
    hits.map(({ doc }) => doc),
    first ? stages.slice(1) : stages,
    { now, collection: (name) => docsOf(act, name) },
  );
  counters.docsReturned += docs.length;
  return { list: docs.map(encodeEjson) };
}

function stagesOf({ body, now }: Act): readonly Doc[] {
  if (!Array.isArray(body.stages)) throw invalid('stages must be a list');
  return (body.stages as WireStage[]).map(({ stageKey, stageValue }) => {
    const value =
      typeof stageValue === 'string' ? parsed(stageValue, stageKey) : (stageValue ?? null);
    return { [stageKey]: resolveServerDates(value, now) };
  });
}

/** A collection that is not there is empty to a `$lookup`, as it is to MongoDB's. */
function docsOf({ space, counters, strict, other }: Act, name: string): readonly Doc[] {
  const collection = other(name);
  if (!collection) return [];
  const query = everyMatch({});
  if (strict && collection.declared) refuseUnserved(collection, query);
  const { hits, examined } = space.find(collection, query);
  counters.docsExamined += examined;
  return hits.map(({ doc }) => doc);
}
