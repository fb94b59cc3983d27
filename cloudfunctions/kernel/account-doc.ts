/** The only document that holds an openid. */
import type { CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';
import type { Doc } from './database';
import type { MemberDoc } from './member-doc';
import type { Asked } from './replay';

export interface AccountDoc extends Doc {
  /** `cm_x.<openid>`. */
  readonly _id: string;
  readonly memberId: MemberId;
  /** Messages the person allowed and has not been sent yet, by kind of message. */
  readonly credits: Readonly<Record<string, Count>>;
  /** The latest requests that were counted, so that a retry adds nothing. */
  readonly creditRequests?: readonly Asked[];
  /** The courtyards this person is told about: of the own households and of those acted for. */
  readonly courtyards: readonly CourtyardId[];
  /** What the latest messages were about, so that nobody is told the same twice. */
  readonly told?: readonly string[];
}

export const accountId = (communityId: string, openid: string): string =>
  `${communityId}.${openid}`;

export const openidOf = (account: Pick<AccountDoc, '_id' | 'communityId'>): string =>
  account._id.slice(account.communityId.length + 1);

/** The courtyards somebody is told about: of the own households, and of those that said yes to the help. */
export const courtyardsOf = ({
  households,
  actingFor,
}: Pick<MemberDoc, 'households' | 'actingFor'>): readonly CourtyardId[] => [
  ...new Set([
    ...households.map(({ courtyardId }) => courtyardId),
    ...actingFor.filter(({ status }) => status === 'active').map(({ courtyardId }) => courtyardId),
  ]),
];
