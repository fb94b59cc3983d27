/** Loading vouchers and journals within the caller's reach. */
import type { CourtyardId, VoucherId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import { isKeeper } from '../courtyard/public';
import { type Caller, memberOf } from '../kernel/caller';
import { found } from '../kernel/errors';
import { askedOf } from '../kernel/requests';
import type { Context } from '../kernel/serve';
import type { Reading, Store } from '../kernel/store';
import type { Signer, VoucherDoc } from './documents';
import { type Decision, hatOf, isTreasurer } from './fund';

type Reader = Pick<Store, 'get'> | Reading;

/** A treasurer's are the community's, a keeper's those the own courtyard asked for. */
const isTheirs = ({ courtyardId }: VoucherDoc, { roles }: Caller, call: Call): boolean =>
  isTreasurer(roles) || (isKeeper(roles) && courtyardId === call.courtyardId);

/** @throws AppError `NOT_FOUND`, also for another courtyard's or community's */
export async function loadVoucher(
  read: Reader,
  id: VoucherId,
  { caller, call }: { readonly caller: Caller; readonly call: Call },
): Promise<VoucherDoc> {
  const voucher = await read.get<VoucherDoc>('vouchers', id);
  const isHere = voucher?.communityId === call.communityId;
  return found(voucher, isHere && isTheirs(voucher, caller, call));
}

/** Who asks: a keeper for the courtyard of the call, a treasurer for the community. */
export const askingCourtyard = ({ roles }: Caller, call: Call): CourtyardId | undefined =>
  isTreasurer(roles) ? undefined : call.courtyardId;

export const signerOf = (caller: Caller): Signer => ({
  by: memberOf(caller)._id,
  as: hatOf(caller.roles),
});

export const decisionOf = ({
  caller,
  call,
  now,
}: Pick<Context<unknown>, 'caller' | 'call' | 'now'>): Decision => ({
  by: signerOf(caller),
  at: now,
  ...askedOf(call),
});
