/** What was picked out and not sent; it survives leaving the page, and ends with the round. */
import type { CountByItem } from '../../../contract/groupbuy-forms';
import type { RoundView } from '../../../contract/groupbuy-views';
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

/** Only of goods that are still there. */
export function readBasket(of: BasketOf, { items }: RoundView): CountByItem {
  const kept = read<CountByItem>(keyOf(of)) ?? {};
  const known = items.filter(({ itemId }) => kept[itemId] !== undefined);
  return Object.fromEntries(known.map(({ itemId }) => [itemId, kept[itemId] ?? 0]));
}
