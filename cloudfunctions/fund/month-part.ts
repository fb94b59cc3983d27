/** A month of the fund, from its own statement. @see docs/domain/report.md §5 */
import type { MonthPart, MonthRow } from '../../miniprogram/contract/report';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { atLeast, oneOf } from '../kernel/conditions';
import { counted, endOf, type MonthReader, type MonthSpan, money, row } from '../kernel/month';
import { fundIdOf, type RecountDoc, recountIdOf, type VoucherDoc } from './documents';
import { headsOf } from './months';
import { statementOf } from './statement';

/** Five requests. The money is the whole community's, so no courtyard has a part of it. */
export async function fundInMonth(store: MonthReader, span: MonthSpan): Promise<MonthPart> {
  const { communityId, month } = span;
  const end = endOf(span);
  const { before, after } = await headsOf(store, { communityId, month, until: end });
  const view = statementOf({ month, communityName: '', before, after, now: span.until });
  const recount = await store.get<RecountDoc>('funds', recountIdOf(fundIdOf(communityId)));
  return {
    columns: [],
    yards: {},
    rows: [
      row(money('月初有'), view.openingFen),
      ...view.incomes.map(({ name, fen }) => row(money(`收进：${name}`), fen)),
      ...view.spendings.map(({ name, fen }) => row(money(`花出：${name}`), fen)),
      row(money(view.closed ? '月底有' : '现在有'), view.closingFen, { said: true }),
      row(counted('记了', '笔账'), view.journalCount, { said: true }),
      row(counted('等人签字的单子', '张'), await waitingAt(store, span, end)),
      ...checkedRows(recount, { seq: after.seq, until: span.until }),
    ],
  };
}

const PAGE = 100;

/** Asked for and not decided by then, whatever was decided since. */
async function waitingAt(
  store: MonthReader,
  { communityId }: MonthSpan,
  end: EpochMs,
): Promise<Count> {
  const open = await store.find<VoucherDoc>({
    collection: 'vouchers',
    where: { communityId, status: 'proposed' },
    order: [['proposedAt', -1]],
    limit: PAGE,
    fields: ['proposedAt'],
  });
  const since = await store.find<VoucherDoc>({
    collection: 'vouchers',
    where: {
      communityId,
      status: oneOf(['posted', 'declined', 'withdrawn']),
      'decided.at': atLeast(end),
    },
    limit: PAGE,
    fields: ['proposedAt'],
  });
  return [...open, ...since].filter(({ proposedAt }) => proposedAt < end).length;
}

/** How far the nightly recount agreed, and whether it found something. */
function checkedRows(
  recount: RecountDoc | undefined,
  { seq, until }: { readonly seq: Count; readonly until: EpochMs },
): readonly MonthRow[] {
  const { agreed, broken } = recount ?? {};
  if (broken) return [row(counted('账对不上，从第', '笔起'), broken.seq, { said: true })];
  const isRecent = agreed !== undefined && until - agreed.at < RECENT_MS;
  const checked = isRecent ? Math.min(agreed.seq, seq) : 0;
  return seq === 0 ? [] : [row(counted('从头核对无误', '笔账'), checked, { of: seq, said: true })];
}

/** A recount that has not been made for days proves nothing any more. */
const RECENT_MS = 3 * 24 * 3_600_000;
