/** What was picked out and has not reached the cloud: not sent yet, or sent without network. */
import type { OrderStep } from '../../../contract/groupbuy';
import type { CountByItem } from '../../../contract/groupbuy-forms';
import type { RoundView } from '../../../contract/groupbuy-views';
import { groupbuyContract } from '../../../services/groupbuy';
import { takeOutWhere, type Waiting, waiting } from '../../../services/queue';
import { session } from '../../../services/session';
import { drop, keep, read } from '../../../services/storage';

/** Of one round and one household: that on the telephone, that of the band, or one's own. */
export interface BasketOf {
  readonly roundId: string;
  readonly household: string;
}

const keyOf = ({ roundId, household }: BasketOf): string =>
  `buying.${roundId}.${household || (session.subject?.id ?? 'me')}`;

export const keepBasket = (of: BasketOf, counts: CountByItem): boolean => keep(keyOf(of), counts);
export const dropBasket = (of: BasketOf): void => drop(keyOf(of));

/** Only of goods that are still there; what was ordered without network counts as picked out. */
export function readBasket(of: BasketOf, { items }: RoundView): CountByItem {
  const steps = waiting().find(isOrderOf(of));
  const kept = { ...(steps && countsAfter(steps, items)), ...read<CountByItem>(keyOf(of)) };
  const known = items.filter(({ itemId }) => kept[itemId] !== undefined);
  return Object.fromEntries(known.map(({ itemId }) => [itemId, kept[itemId] ?? 0]));
}

interface OrderInput {
  readonly roundId: string;
  readonly householdId?: string;
  readonly lines: readonly OrderStep[];
}

const isOrderOf =
  ({ roundId, household }: BasketOf) =>
  ({ fn, call }: Waiting): boolean => {
    if (fn !== groupbuyContract.fn) return false;
    const input = call.input as OrderInput;
    if (input.roundId !== roundId) return false;
    return household
      ? call.action === 'orderFor' && input.householdId === household
      : call.action === 'order' && call.subject === session.subject?.id;
  };

const countsAfter = ({ call }: Waiting, items: RoundView['items']): CountByItem =>
  Object.fromEntries(
    (call.input as OrderInput).lines.map(({ itemId, add }) => [
      itemId,
      (items.find((item) => item.itemId === itemId)?.mine ?? 0) + add,
    ]),
  );

/** The order that waits without network; the next one says all of it anew. */
export const dropWaitingOrder = (of: BasketOf): void => takeOutWhere(isOrderOf(of));
