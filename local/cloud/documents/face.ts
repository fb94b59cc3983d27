/** What is refused to our own functions on declared collections, because it would bite in production. */
import type { Invocation, WireBody } from '../wire';
import { strict } from './messages';
import { ID_INDEX, planFor } from './planner';
import type { Query } from './search';
import type { Collection } from './tables';

const LIST_MAX = 100;

export const isStrict = (
  collection: Collection | undefined,
  invocation: Invocation | undefined,
): boolean => invocation !== undefined && collection?.declared === true;

/** @throws WireError `LOCAL_STRICT` */
export function refuseUnserved({ name, indexes }: Collection, { filter, order }: Query): void {
  const plan = planFor(filter, order, indexes);
  // In an index's order through everything: only for who wants everything.
  const isServed = plan.narrowed || Object.keys(filter).length === 0;
  if (plan.index === undefined || !isServed) {
    throw strict(`no declared index of ${name} serves this query`);
  }
  // A few documents by their ids may be put in order.
  if (!plan.ordered && plan.index !== ID_INDEX.name) {
    throw strict(`index ${plan.index} of ${name} does not give the order of this query`);
  }
}

/** @throws WireError `LOCAL_STRICT` */
export function refuseUnbounded({ name }: Collection, limit: number): void {
  if (limit < 1 || limit > LIST_MAX) {
    throw strict(`a list of ${name} needs a limit of 1 to ${LIST_MAX}`);
  }
}

/** The SDK sends these without the transaction they are written in, so they would escape it. */
const ESCAPES: Readonly<Record<string, string>> = {
  'database.modifyDocument': 'where().update()',
  'database.removeDocument': 'where().remove()',
  'database.calculateDocument': 'count()',
  'database.aggregateDocuments': 'aggregate()',
};

/** @throws WireError `LOCAL_STRICT` while the invocation has a transaction open */
export function refuseEscape({ name }: Collection, body: WireBody, open: number): void {
  const what = body.queryType === 'DOC' ? undefined : ESCAPES[body.action];
  if (open === 0 || what === undefined) return;
  throw strict(`${what} on ${name} runs outside the open transaction of this invocation`);
}
