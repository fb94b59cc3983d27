/** What the fund keeps of a person: how it is read. Nothing of it goes. @see docs/domain/fund.md §7 */
import type { VoucherStatus } from '../../miniprogram/contract/fund-views';
import type { MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { EpochMs, Fen } from '../../miniprogram/contract/units';
import type { Store } from '../kernel/store';
import type { VoucherDoc } from './documents';
import { amountOf, titleOf } from './fund';

/** What somebody asked to have entered, in the own words; the latest hundred. */
export interface OwnVoucher {
  readonly title: string;
  readonly fen: Fen;
  readonly words: string;
  readonly at: EpochMs;
  readonly status: VoucherStatus;
}

/** One request. */
export async function exportFromFund(
  store: Pick<Store, 'find'>,
  { communityId, memberId }: { readonly communityId: string; readonly memberId: MemberId },
): Promise<readonly OwnVoucher[]> {
  const vouchers = await store.find<VoucherDoc>({
    collection: 'vouchers',
    where: { communityId, 'proposedBy.by': memberId },
    order: [['proposedAt', -1]],
    limit: LIMITS.listMax,
  });
  return vouchers.map(({ form, proposedAt, status }) => ({
    title: titleOf(form),
    fen: amountOf(form),
    words: form.words,
    at: proposedAt,
    status,
  }));
}
