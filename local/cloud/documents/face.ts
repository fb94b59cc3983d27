/** What is refused to our own functions on declared collections, because it would bite in production. */
import type { Invocation } from '../wire';
import { strict } from './messages';
import type { Plan } from './planner';
import type { Collection } from './tables';

const LIST_MAX = 100;

export const isStrict = (collection: Collection | undefined, invocation: Invocation | undefined): boolean =>
  invocation !== undefined && collection?.declared === true;

/** @throws WireError `LOCAL_STRICT` */
export function refuseUnserved(collection: Collection, plan: Plan): void {
  if (plan.index === undefined) throw strict(`no declared index of ${collection.name} serves this query`);
  if (!plan.ordered) throw strict(`index ${plan.index} of ${collection.name} does not give the order of this query`);
}

/** @throws WireError `LOCAL_STRICT` */
export function refuseUnbounded(collection: Collection, limit: unknown): void {
  const bounded = typeof limit === 'number' && limit >= 1 && limit <= LIST_MAX;
  if (!bounded) throw strict(`a list of ${collection.name} needs a limit of 1 to ${LIST_MAX}`);
}

/** @throws WireError `LOCAL_STRICT`: these operations do not carry the transaction and would escape it */
export function refuseEscape(collection: Collection, { what, open }: { what: string; open: number }): void {
  if (open > 0) throw strict(`${what} on ${collection.name} runs outside the open transaction of this invocation`);
}
