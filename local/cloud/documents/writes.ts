/** The operations that change documents, one collection at a time. */
import { randomBytes } from 'node:crypto';
import { badUpdate } from '../query/errors';
import { applyUpdate, checkUpdate } from '../query/update';
import { type Doc, encodeEjson, isPlain, resolveServerDates } from '../query/value';
import type { Act } from './act';
import { checkDoc } from './check-doc';
import { invalid, isDuplicate } from './messages';
import { look } from './reads';
import { docIn, filterOf, parsed } from './request';
import { everyMatch, type Query } from './search';

/** Documents before the one that fails stay, as in MongoDB's ordered inserts; in a transaction none do. */
export interface Inserted {
  readonly data: { readonly insertedIds: readonly unknown[] };
  readonly failure?: unknown;
}

export function insertDocument(act: Act): Inserted {
  const { body, collection, space, counters, now } = act;
  const texts = Array.isArray(body.data) ? body.data : [body.data];
  const docs = texts.map((text) => identified(resolveServerDates(docIn(text, 'data'), now) as Doc));
  for (const doc of docs) checkDoc(doc, act);
  const insertedIds: unknown[] = [];
  for (const doc of docs) {
    try {
      space.insert(collection, doc);
    } catch (failure) {
      if (insertedIds.length > 0 && isDuplicate(failure)) return { data: { insertedIds }, failure };
      throw failure;
    }
    insertedIds.push(doc._id);
  }
  counters.docsWritten += insertedIds.length;
  return { data: { insertedIds } };
}

function identified(doc: Doc): Doc {
  const { _id = randomBytes(16).toString('hex'), ...rest } = doc;
  if (Array.isArray(_id) || _id instanceof RegExp) throw invalid('_id has a type it may not have');
  return { _id, ...rest };
}

/** At most one document, or every match. */
const targets = ({ filter }: { filter: Doc }, one: boolean): Query => {
  const query = everyMatch(filter);
  return one ? { ...query, limit: 1 } : query;
};

export function modifyDocument(act: Act): unknown {
  const { body, counters } = act;
  const update = updateOf(act);
  const { hits } = look(act, targets(update, body.multi !== true));
  let updated = 0;
  for (const { doc } of hits) if (write(act, doc, update)) updated += 1;
  counters.docsWritten += updated;
  if (hits.length > 0 || body.upsert !== true) return { updated, matched: hits.length };
  counters.docsWritten += 1;
  return { updated: 0, matched: 0, upsert_id: upsert(act, update) };
}

export function modifyAndReturnDoc(act: Act): unknown {
  const { counters, space, collection } = act;
  const update = updateOf(act);
  const [hit] = look(act, targets(update, true)).hits;
  if (!hit) return { updated: 0, doc: null };
  const updated = write(act, hit.doc, update) ? 1 : 0;
  counters.docsWritten += updated;
  counters.docsReturned += 1;
  return { updated, doc: encodeEjson(space.get(collection, hit.doc._id)) };
}

export function removeDocument(act: Act): unknown {
  const { body, collection, space, counters } = act;
  const filter = filterOf(body, act.now);
  const { hits } = look(act, targets({ filter }, body.multi !== true));
  for (const { doc } of hits) space.remove(collection, doc._id);
  counters.docsWritten += hits.length;
  return { deleted: hits.length };
}

interface Update {
  readonly changes: Doc;
  readonly filter: Doc;
  /** Everything but `_id` gives way. */
  readonly replaces: boolean;
}

function updateOf({ body, now }: Act): Update {
  const changes = resolveServerDates(parsed(String(body.data), 'data'), now);
  if (!isPlain(changes)) throw invalid('data must be an object');
  const replaces = body.merge === false;
  const names = Object.keys(changes);
  const operators = names.filter((name) => name.startsWith('$'));
  if (replaces ? operators.length > 0 : operators.length < names.length) {
    throw badUpdate(
      replaces
        ? 'the replace operation document must not contain atomic operators'
        : 'the update operation document must contain atomic operators',
    );
  }
  if (!replaces) checkUpdate(changes);
  return { changes, filter: filterOf(body, now), replaces };
}

/** @returns whether anything changed; a replacement counts as a change */
function write(act: Act, doc: Doc, { changes, filter, replaces }: Update): boolean {
  const { _id } = doc;
  const next = replaces ? { ...changes, _id } : applyUpdate(doc, changes, { now: act.now, filter });
  if (!replaces && encodeEjson(next) === encodeEjson(doc)) return false;
  checkDoc(next, act);
  act.space.replace(act.collection, _id, next);
  return true;
}

/** What no document matches is made: from what the query says of it, and the update. */
function upsert(act: Act, { changes, filter, replaces }: Update): unknown {
  const { collection, space, now } = act;
  const said = saidBy(filter);
  const made = replaces
    ? { ...changes, ...('_id' in said ? { _id: said._id } : {}) }
    : applyUpdate(said, changes, { now, inserting: true });
  const doc = identified(made);
  checkDoc(doc, act);
  space.insert(collection, doc);
  return doc._id;
}

function saidBy(filter: Doc): Doc {
  const said: Doc = {};
  for (const [path, value] of Object.entries(filter)) {
    if (path.startsWith('$')) continue;
    const isCondition = isPlain(value) && Object.keys(value).some((key) => key.startsWith('$'));
    if (!isCondition) said[path] = value;
    else if ('$eq' in value) said[path] = value.$eq;
  }
  return Object.keys(said).length === 0
    ? {}
    : applyUpdate({}, { $set: said }, { now: 0, inserting: true });
}
