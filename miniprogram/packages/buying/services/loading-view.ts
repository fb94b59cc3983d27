/** 装车单: what goes where, and what arrived. Pure. */
import type { LoadingView } from '../../../contract/groupbuy-desk';
import type { CountByItem } from '../../../contract/groupbuy-forms';
import type { CourtyardId } from '../../../contract/ids';

type Yard = LoadingView['yards'][number];

export interface YardModel {
  readonly id: CourtyardId;
  readonly name: string;
  readonly dropPoint: string;
  readonly line: string;
  readonly lines: readonly {
    readonly itemId: string;
    readonly name: string;
    readonly unit: string;
    readonly units: number;
  }[];
  /** `到齐了`, `到了，少 2`; empty before. */
  readonly arrived: string;
}

export const yardModels = ({ yards }: LoadingView): readonly YardModel[] =>
  yards.map((yard) => ({
    id: yard.courtyardId,
    name: yard.name,
    dropPoint: yard.dropPoint,
    line: `${yard.households} 家 ${yard.units} 份`,
    lines: yard.lines.map(({ itemId, name, unit, units }) => ({ itemId, name, unit, units })),
    arrived: arrivedText(yard),
  }));

function arrivedText({ lines }: Yard): string {
  if (lines.every(({ arrived }) => arrived === undefined)) return '';
  const missing = lines.reduce(
    (sum, { units, arrived = 0 }) => sum + Math.max(0, units - arrived),
    0,
  );
  return missing === 0 ? '到齐了' : `到了，少 ${missing}`;
}

/** What came as it should. */
export const allArrived = ({ lines }: YardModel): CountByItem =>
  Object.fromEntries(lines.map(({ itemId, units }) => [itemId, units]));

/** For whoever loads the car and never opens the mini-program. */
export const loadingText = (title: string, yards: readonly YardModel[]): readonly string[] => [
  `【装车单】${title}`,
  ...yards.map(({ name, dropPoint, lines }) =>
    [
      `${name}${dropPoint ? `（${dropPoint}）` : ''}：`,
      lines.map((line) => `${line.name} ${line.units} ${line.unit}`).join('，'),
    ].join(''),
  ),
];
