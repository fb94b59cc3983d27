/** The operations that change documents, one collection at a time. */
import { randomBytes } from 'node:crypto';
import { resolveServerDates } from '../query/ejson';
import { badUpdate } from '../query/errors';
import { applyUpdate, checkUpdate } from '../query/update';
import { type Doc, isPlain } from '../query/value';
import type { Act } from './act';
import { checkDoc } from './check-doc';
import { invalid, isDuplicate } from './messages';
import { look } from './reads';
import { docIn, filterOf, parsed } from './request';
import { everyMatch, type Hit, type Query } from './search';
import { type Written, written } from './tables';

/** Documents before the one that fails stay, as in MongoDB's ordered inserts; in a transaction none do. */
export interface Inserted {
  readonly data: { readonly insertedIds: readonly unknown[] };
  readonly failure?: unknown;
}

export function insertDocument(act: Act): Inserted {
  const { body, collection, space, counters, now } = act;
  const texts = Array.isArray(body.data) ? body.data : [body.data];
  const docs = texts.map((text) =>
    written(identified(resolveServerDates(docIn(text, 'data'), now) as Doc)),
  );
  for (const made of docs) checkDoc(made, act);
  const insertedIds: unknown[] = [];
  for (const made of docs) {
    try {
      space.insert(collection, made);
    } catch (failure) {
      if (insertedIds.length > 0 && isDuplicate(failure)) return { data: { insertedIds }, failure };
      throw failure;
    }
    insertedIds.push(made.doc._id);
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
  for (const hit of hits) if (write(act, hit, update)) updated += 1;
  counters.docsWritten += updated;
  if (hits.length > 0 || body.upsert !== true) return { updated, matched: hits.length };
  counters.docsWritten += 1;
  return { updated: 0, matched: 0, upsert_id: upsert(act, update) };
}

export function modifyAndReturnDoc(act: Act): unknown {
  const { counters } = act;
  const update = updateOf(act);
  const [hit] = look(act, targets(update, true)).hits;
  if (!hit) return { updated: 0, doc: null };
  const next = write(act, hit, update);
  if (next) counters.docsWritten += 1;
  counters.docsReturned += 1;
  return { updated: next ? 1 : 0, doc: next?.text ?? hit.row.body };
}

export function removeDocument(act: Act): unknown {
  const { body, collection, space, counters } = act;
  const filter = filterOf(body, act.now);
  const { hits } = look(act, targets({ filter }, body.multi !== true));
  for (const hit of hits) space.remove(collection, hit);
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

/** @returns what is there now, or nothing when nothing changed; a replacement counts as a change */
function write(act: Act, hit: Hit, { changes, filter, replaces }: Update): Written | undefined {
  const { doc, row } = hit;
  const next = written(
    replaces ? { ...changes, _id: doc._id } : applyUpdate(doc, changes, { now: act.now, filter }),
  );
  if (!replaces && next.text === row.body) return undefined;
  checkDoc(next, act);
  act.space.replace(act.collection, hit, next);
  return next;
}

/** What no document matches is made: from what the query says of it, and the update. */
function upsert(act: Act, { changes, filter, replaces }: Update): unknown {
  const { collection, space, now } = act;
  const said = saidBy(filter);
  const made = replaces
    ? { ...changes, ...('_id' in said ? { _id: said._id } : {}) }
    : applyUpdate(said, changes, { now, inserting: true });
  const next = written(identified(made));
  checkDoc(next, act);
  space.insert(collection, next);
  return next.doc._id;
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
