/** 采购总表: what to buy altogether and for each courtyard, and what was really picked. Pure. */
import type { TotalsView } from '../../../contract/groupbuy-desk';
import type { CountByItem, PickedItem } from '../../../contract/groupbuy-forms';
import { yuanText } from '../../../contract/money';

export interface TotalsModel {
  readonly title: string;
  readonly sum: string;
  readonly rows: readonly TotalsLine[];
  readonly yards: readonly {
    readonly name: string;
    readonly line: string;
    readonly goods: string;
  }[];
  /** Something was picked already. */
  readonly picked: boolean;
}

export interface TotalsLine {
  readonly itemId: string;
  readonly name: string;
  readonly unit: string;
  readonly ordered: number;
  readonly cost: string;
  /** Where it goes: `3巷22号院 12 · 3巷5号院 8`. */
  readonly where: string;
  /** `采了 110，少 10`; empty before. */
  readonly got: string;
}

export function totalsModel(view: TotalsView): TotalsModel {
  const { yards, items, households, units, fen, status } = view;
  const isOver = status === 'settled';
  return {
    title: view.title,
    sum: `${yards.length} 个院 ${households} 家，${units} 份 ${yuanText(fen)}`,
    rows: items.map(({ itemId, name, unit, perYard, ordered, picked, costFen, shrinkage }) => ({
      ...{ itemId, name, unit, ordered },
      cost: costFen === undefined ? '' : `进价 ${yuanText(costFen)}`,
      where: perYard
        .map((count, index) => (count > 0 ? `${yards[index]?.name ?? ''} ${count}` : ''))
        .filter(Boolean)
        .join(' · '),
      got: picked === undefined ? '' : gotText({ ordered, picked, left: shrinkage ?? 0, isOver }),
    })),
    yards: yards.map(({ name, households: homes, units: count, fen: money }, index) => ({
      name,
      line: `${homes} 家 ${count} 份 ${yuanText(money)}`,
      goods: items
        .map(({ name: item, unit, perYard }) => [item, perYard[index] ?? 0, unit] as const)
        .filter(([, n]) => n > 0)
        .map(([item, n, unit]) => `${item} ${n} ${unit}`)
        .join('，'),
    })),
    picked: items.some(({ picked }) => picked !== undefined),
  };
}

/** What was picked and not handed over is shrinkage only once nobody waits for it any more. */
function gotText(row: {
  readonly ordered: number;
  readonly picked: number;
  readonly left: number;
  readonly isOver: boolean;
}): string {
  const { ordered, picked, left, isOver } = row;
  return [
    `采了 ${picked}`,
    picked < ordered ? `少 ${ordered - picked}` : '',
    left > 0 ? (isOver ? `坏掉、剩下的 ${left}` : `还有 ${left} 没送`) : '',
  ]
    .filter(Boolean)
    .join('，');
}

/** What was picked as it is usually: exactly what was ordered. */
export const pickedFrom = ({ items }: TotalsView): CountByItem =>
  Object.fromEntries(items.map(({ itemId, picked, ordered }) => [itemId, picked ?? ordered]));

export const pickedItems = (counts: CountByItem): readonly PickedItem[] =>
  Object.entries(counts).map(([itemId, units]) => ({ itemId, units }));
