/** What can still be settled with a household once its round is: on forms of the micro-fund, by two people. Pure. */
import type { DoorView } from '../../../contract/groupbuy-desk';
import type { Role } from '../../../contract/roles';
import type { Fen } from '../../../contract/units';
import { mayDo } from '../../../services/people';
import type { SaleDoorRow } from './sale-doors';

export interface Afterward {
  readonly name: string;
  readonly url: string;
}

export function afterwardsFor(
  view: Pick<DoorView, 'roundId' | 'courtyardId' | 'title' | 'status'>,
  row: Pick<SaleDoorRow, 'householdId' | 'label' | 'paidFen' | 'owedFen'>,
  roles: readonly Role[],
): readonly Afterward[] {
  if (view.status !== 'settled' || !mayDo(roles, 'fund', 'propose')) return [];
  const { roundId, courtyardId, title } = view;
  const about = `about=${roundId}&title=${encodeURIComponent(title)}&y=${courtyardId}`;
  const whose = `householdId=${row.householdId}&whose=${encodeURIComponent(row.label)}`;
  const link = (name: string, kind: string, mostFen: Fen): Afterward => ({
    name,
    url: `/packages/fund/ask/ask?kind=${kind}&${about}&${whose}&mostFen=${mostFen}`,
  });
  const debts =
    row.owedFen === 0
      ? []
      : [
          ...(mayDo(roles, 'fund', 'sign')
            ? [link('欠的钱交给财务了', 'debtCollected', row.owedFen)]
            : []),
          link('欠的钱不收了', 'debtForgiven', row.owedFen),
        ];
  return row.paidFen > 0 ? [link('退款给这家', 'refund', row.paidFen), ...debts] : debts;
}
