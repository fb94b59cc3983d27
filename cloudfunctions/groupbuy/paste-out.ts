/** The orders of a courtyard as a text for its group. Pure. @see docs/domain/groupbuy.md §5 */
import type { PasteOutView } from '../../miniprogram/contract/groupbuy-desk';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { Plate } from '../courtyard/public';
import { type OrderDoc, walked } from '../sale/public';
import type { RoundDoc } from './documents';

type Named = NonNullable<PasteOutView['orders']>;

/**
 * As somebody would have written it: pasted in again, it says the same. Goods by name and number, households by what
 * neighbours see of them, in the order in which one walks.
 */
export function ordersOut(
  round: Pick<RoundDoc, 'form'>,
  rows: readonly OrderDoc[],
  plates: Readonly<Record<HouseholdId, Plate>>,
): Named {
  const { title, items } = round.form;
  const ordered = (row: OrderDoc, id: string) => row.lines[id]?.ordered ?? 0;
  const lines = walked(rows, plates).map(({ order, plate }, index) => {
    const goods = items
      .filter(({ id }) => ordered(order, id) > 0)
      .map(({ id, name }) => `${name}×${ordered(order, id)}`);
    return `${index + 1}. ${plate?.label ?? '院里一户'} ${goods.join(' ')}`;
  });
  const sums = items.flatMap(({ id, name, unit }) => {
    const count = rows.reduce((sum, row) => sum + ordered(row, id), 0);
    return count > 0 ? [`${name} ${count} ${unit}`] : [];
  });
  return {
    named: [`#接龙 ${title}`, ...lines].join('\n'),
    counts: [`【接龙】${title}：${rows.length} 户`, ...sums].join('\n'),
    households: rows.length,
  };
}
