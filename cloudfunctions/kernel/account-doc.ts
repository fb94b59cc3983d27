/** The only document that holds an openid. */
import type { CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';
import type { Doc } from './database';

export interface AccountDoc extends Doc {
  /** `cm_x.<openid>`. */
  readonly _id: string;
  readonly memberId: MemberId;
  /** Messages the person allowed and has not been sent yet, by kind of message. */
  readonly credits: Readonly<Record<string, Count>>;
  /** The courtyards this person is told about: of the own households and of those acted for. */
  readonly courtyards: readonly CourtyardId[];
}

export const accountId = (communityId: string, openid: string): string => `${communityId}.${openid}`;

export const openidOf = (account: Pick<AccountDoc, '_id' | 'communityId'>): string =>
  account._id.slice(account.communityId.length + 1);
