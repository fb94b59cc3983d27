/** 先顾哪几家: who is served first when there is not enough, and why. Pure. */
import type { PriorityChange } from '../../../contract/groupbuy';
import type { PriorityHousehold, PriorityView } from '../../../contract/groupbuy-shortage';
import type { HouseholdId } from '../../../contract/ids';

interface FirstRow {
  readonly id: HouseholdId;
  readonly label: string;
  /** `独居老人`, `院委会加的：在隔离`. */
  readonly why: string;
  readonly first: boolean;
  /** What the button of the row does. */
  readonly deed: string;
}

export interface FirstModel {
  readonly line: string;
  readonly rows: readonly FirstRow[];
  /** Whoever may put it right sees who they are. */
  readonly mayChange: boolean;
  readonly others: readonly { readonly id: HouseholdId; readonly label: string }[];
}

export const REASONS = {
  in: ['在隔离', '生病了', '行动不方便', '家里困难'],
  out: ['有人送菜来了', '自己说不用先顾', '不是一个人住了'],
} as const;

export function firstModel(view: PriorityView | undefined): FirstModel | null {
  if (!view) return null;
  const { count, households, others } = view;
  return {
    line: count > 0 ? `先顾 ${count} 家` : '名册里没有要先顾的人家',
    rows: (households ?? []).map(rowOf),
    mayChange: households !== undefined,
    others: (others ?? []).map(({ householdId: id, label }) => ({ id, label })),
  };
}

function rowOf({
  householdId: id,
  label,
  alone,
  first,
  marked,
  reason,
}: PriorityHousehold): FirstRow {
  const because = reason === undefined ? '' : `：${reason}`;
  const what = first ? `院委会加的${because}` : `这次不先顾${because}`;
  const why = marked ? what : alone ? '独居老人' : '';
  return { id, label, why, first, deed: first ? '不先顾' : '加回来' };
}

/** What was put right on this page and not decided yet; a household's last word counts. */
export const withChange = (
  changes: readonly PriorityChange[],
  change: PriorityChange,
): readonly PriorityChange[] => [
  ...changes.filter(({ householdId }) => householdId !== change.householdId),
  change,
];

export const foundBy = (others: FirstModel['others'], text: string): FirstModel['others'] => {
  const words = text.trim().split(/\s+/).filter(Boolean);
  return others.filter(({ label }) => words.every((word) => label.includes(word)));
};
