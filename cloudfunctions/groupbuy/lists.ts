/** The lists of a round: all of them from the same rows. Pure. @see docs/domain/groupbuy.md §4 */
import type { LoadingView, TotalsRow, TotalsView } from '../../miniprogram/contract/groupbuy-desk';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import { yuanText } from '../../miniprogram/contract/money';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { dueOf, type OrderDoc } from '../sale/public';
import { type RoundDoc, type RoundItem, weighingOf } from './documents';
import { purchaseOf, statusOf } from './groupbuy';

type NameOf = (courtyard: CourtyardId) => string;

const add = <T>(all: readonly T[], count: (one: T) => number): number =>
  all.reduce((sum, one) => sum + count(one), 0);

/** With `only`, what one courtyard ordered; what was picked is of all courtyards and what it cost its runners', so both stay out. */
export function totalsView(
  round: RoundDoc,
  rows: readonly OrderDoc[],
  {
    nameOf,
    only,
    now,
  }: { readonly nameOf: NameOf; readonly only?: CourtyardId; readonly now: EpochMs },
): TotalsView {
  const weighing = weighingOf(round);
  const shown = round.courtyards.filter((id) => only === undefined || id === only);
  const mine = rows.filter(({ courtyardId }) => shown.includes(courtyardId));
  const yards = shown.map((courtyardId) => {
    const here = mine.filter((row) => row.courtyardId === courtyardId);
    return {
      courtyardId,
      name: nameOf(courtyardId),
      households: here.length,
      units: add(here, ({ units }) => units),
      fen: add(here, (row) => dueOf(row, weighing)),
    };
  });
  return {
    title: round.form.title,
    status: statusOf(round, now),
    yards,
    items: round.form.items.map((item) => ({
      ...totalsRow(item, mine, shown),
      ...(only === undefined ? boughtOf(item, mine, round.picked[item.id]) : {}),
    })),
    households: mine.length,
    units: add(mine, ({ units }) => units),
    fen: add(mine, (row) => dueOf(row, weighing)),
    now,
  };
}

const linesOf = ({ id }: RoundItem, rows: readonly OrderDoc[]) =>
  rows.flatMap(({ lines }) => lines[id] ?? []);

function boughtOf(
  item: RoundItem,
  rows: readonly OrderDoc[],
  picked: RoundDoc['picked'][string] | undefined,
): Pick<TotalsRow, 'picked' | 'shrinkage' | 'costFen'> {
  const lines = linesOf(item, rows);
  const handed = add(lines, (line) => line.handed ?? 0);
  return {
    ...(picked ? { picked: picked.units, shrinkage: picked.units - handed } : {}),
    costFen: purchaseOf(item, picked ?? { units: add(lines, ({ ordered }) => ordered) }),
  };
}

function totalsRow(
  item: RoundItem,
  rows: readonly OrderDoc[],
  yards: readonly CourtyardId[],
): Omit<TotalsRow, 'picked' | 'shrinkage' | 'costFen'> {
  const at = (id: CourtyardId) =>
    linesOf(
      item,
      rows.filter(({ courtyardId }) => courtyardId === id),
    );
  const all = linesOf(item, rows);
  return {
    itemId: item.id,
    name: item.name,
    unit: item.unit,
    perYard: yards.map((id) => add(at(id), ({ allotted }) => allotted)),
    ordered: add(all, ({ ordered }) => ordered),
    allotted: add(all, ({ allotted }) => allotted),
    handed: add(all, ({ handed }) => handed ?? 0),
  };
}

/** At most as many lines as a group message takes in at a glance. */
export function totalsText({ title, items, households, fen, yards }: TotalsView): string {
  const head = `【采购总表】${title}：${households} 户，${yuanText(fen)}`;
  const rows = items.map(({ name, unit, ordered, picked }) =>
    picked === undefined || picked === ordered
      ? `${name} ${ordered} ${unit}`
      : `${name} 订 ${ordered} ${unit}，实采 ${picked} ${unit}`,
  );
  const tail = `${yards.filter((yard) => yard.units > 0).length} 个院子`;
  return [head, ...shortened(rows, LIMITS.groupTextLines - 2), tail].join('\n');
}

export const shortened = (rows: readonly string[], max: number): readonly string[] =>
  rows.length <= max
    ? rows
    : [...rows.slice(0, max - 1), `还有 ${rows.length - max + 1} 样，看小程序`];

/** Rows of the spreadsheet: items down, courtyards across. */
export function totalsCells(view: TotalsView): readonly (readonly (string | number)[])[] {
  const names = view.yards.map(({ name }) => name);
  const isPicked = view.items.some(({ picked }) => picked !== undefined);
  const isCosted = view.items.some(({ costFen }) => costFen !== undefined);
  const last = [...(isPicked ? ['实采'] : []), ...(isCosted ? ['进价合计（元）'] : [])];
  return [
    ['商品', '单位', ...names, '合计', ...last],
    ...view.items.map(({ name, unit, perYard, allotted, picked, costFen }) => [
      name,
      unit,
      ...perYard,
      allotted,
      ...(isPicked ? [picked ?? ''] : []),
      ...(costFen === undefined ? [] : [yuanText(costFen).replace(/[¥,]/g, '')]),
    ]),
    ['户数', '', ...view.yards.map(({ households }) => households), view.households],
  ];
}

export function loadingView(
  round: RoundDoc,
  rows: readonly OrderDoc[],
  {
    nameOf,
    only,
    now,
  }: { readonly nameOf: NameOf; readonly only?: CourtyardId; readonly now: EpochMs },
): LoadingView {
  const yards = round.courtyards.filter((id) => only === undefined || id === only);
  return {
    title: round.form.title,
    yards: yards.map((courtyardId) => {
      const here = rows.filter((row) => row.courtyardId === courtyardId);
      const arrived = round.arrivals[courtyardId]?.counts;
      const lines = round.form.items.map(({ id, name, unit }) => ({
        itemId: id,
        name,
        unit,
        units: add(here, (row) => row.lines[id]?.allotted ?? 0),
        ...(arrived ? { arrived: arrived[id] ?? 0 } : {}),
      }));
      return {
        courtyardId,
        name: nameOf(courtyardId),
        dropPoint: round.form.dropPoints[courtyardId] ?? '',
        households: here.length,
        lines: lines.filter(({ units, arrived: came }) => units > 0 || (came ?? 0) > 0),
        units: add(lines, ({ units }) => units),
      };
    }),
    now,
  };
}

/** `30 户各 3 份，10 户各 2 份`; whoever gets nothing last. */
export function sharesText(shares: readonly Count[], unit: string): string {
  const households = new Map<Count, Count>();
  for (const share of shares) households.set(share, (households.get(share) ?? 0) + 1);
  return [...households]
    .sort(([a], [b]) => b - a)
    .map(([share, count]) => (share === 0 ? `${count} 户没有` : `${count} 户各 ${share} ${unit}`))
    .join('，');
}
