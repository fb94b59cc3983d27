/** Loading vouchers and journals within the caller's reach. */
import type { CommunityId, CourtyardId, FileId, VoucherId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import { isKeeper } from '../courtyard/public';
import { type Caller, memberOf } from '../kernel/caller';
import { oneOf } from '../kernel/conditions';
import { AppError, found } from '../kernel/errors';
import type { FileDoc } from '../kernel/file-doc';
import { fileId } from '../kernel/picture';
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

export async function filesOf(
  read: Pick<Store, 'find'> | Reading,
  pictures: readonly string[],
): Promise<readonly FileDoc[]> {
  if (pictures.length === 0) return [];
  const ids: readonly FileId[] = pictures.map(fileId);
  return read.find<FileDoc>({
    collection: 'files',
    where: { _id: oneOf(ids) },
    limit: ids.length,
  });
}

/** The pictures of a voucher whose verdict it does not remember. */
export const openPictures = ({ form, pictureStates }: VoucherDoc): readonly string[] =>
  form.pictures.filter((cloudId) => pictureStates[fileId(cloudId)] === undefined);

/** What of their states will not change any more. */
export const settledStates = (files: readonly FileDoc[]): VoucherDoc['pictureStates'] =>
  Object.fromEntries(
    files.flatMap(({ _id, state }) =>
      state === 'passed' || state === 'refused' ? [[_id, state] as const] : [],
    ),
  );

/** @throws AppError `PICTURE_BAD` for one that was refused, or never handed in to this community */
export function refuseBadPictures(
  files: readonly FileDoc[],
  pictures: readonly string[],
  communityId: CommunityId,
): void {
  const good = files.filter(
    (file) => file.communityId === communityId && !['copying', 'refused'].includes(file.state),
  );
  if (good.length < new Set(pictures).size) throw new AppError('PICTURE_BAD');
}
