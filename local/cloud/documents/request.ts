/** What a request of the wire asks of the documents. */
import { decodeEjson, resolveServerDates } from '../query/ejson';
import { type Doc, isPlain } from '../query/value';
import { type WireBody, WireError } from '../wire';
import { DEFAULT_LIMIT, MAX_LIMIT } from './limits';
import { invalid } from './messages';
import type { Order } from './planner';
import type { Query } from './search';

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** A field of the body that holds EJSON; some callers send it as an object. */
export function docIn(value: unknown, name: string): Doc {
  if (value === undefined || value === null || value === '') return {};
  const doc = parsed(typeof value === 'string' ? value : JSON.stringify(value), name);
  if (!isPlain(doc)) throw invalid(`${name} must be an object`);
  return doc;
}

export function parsed(text: string, name: string): unknown {
  try {
    return decodeEjson(text);
  } catch (trouble) {
    if (trouble instanceof WireError) throw trouble;
    throw invalid(`${name} is not EJSON`);
  }
}

export function filterOf(body: WireBody, now: number): Doc {
  return resolveServerDates(docIn(body.query, 'query'), now) as Doc;
}

/** One document by its id, or a page of a list. */
export function queryOf(body: WireBody, now: number): Query & { readonly limit: number } {
  const filter = filterOf(body, now);
  if (body.queryType === 'DOC') return { filter, order: [], offset: 0, limit: 1 };
  const limit = body.limit === undefined ? DEFAULT_LIMIT : countIn(body.limit, 'limit');
  return {
    filter,
    order: orderOf(body),
    offset: body.offset === undefined ? 0 : countIn(body.offset, 'offset'),
    limit: Math.min(limit, MAX_LIMIT),
  };
}

function countIn(value: unknown, name: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 0) throw invalid(`${name} must be a whole number`);
  return count;
}

/** `{ field: ±1 }`, or the list of `{ field, direction }` that old SDKs send. */
function orderOf({ order }: WireBody): Order {
  if (order === undefined || order === null) return [];
  const wanted = parsed(typeof order === 'string' ? order : JSON.stringify(order), 'order');
  if (Array.isArray(wanted)) {
    return (wanted as Doc[]).map(({ field, direction }) => [
      String(field),
      direction === 'desc' ? -1 : 1,
    ]);
  }
  if (!isPlain(wanted)) throw invalid('order must be an object');
  return Object.entries(wanted).map(([field, sense]) => [field, Number(sense) < 0 ? -1 : 1]);
}
