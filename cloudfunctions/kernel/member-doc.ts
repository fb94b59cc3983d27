/** The one document that answers who somebody is and what they may do. */
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
} from '../../miniprogram/contract/ids';
import type { RoleGrant } from '../../miniprogram/contract/roles';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from './database';

export interface MemberDoc extends Doc {
  readonly _id: MemberId;
  readonly communityId: CommunityId;
  /** Unique in the community; `erased.<id>` after the person has left for good. */
  readonly openidHash: string;
  /** How neighbours call this person. */
  readonly name: string;
  readonly households: readonly MemberHousehold[];
  readonly actingFor: readonly ActingLink[];
  readonly roles: readonly RoleGrant[];
  /** Households asked for and not yet answered. */
  readonly waiting: readonly MemberHousehold[];
  readonly agreed?: { readonly version: string; readonly at: EpochMs };
  /** The courtyard each WeChat group led to, as the server verified it. */
  readonly groups: Readonly<Record<string, CourtyardId>>;
  readonly createdAt: EpochMs;
}

export interface MemberHousehold {
  readonly householdId: HouseholdId;
  readonly courtyardId: CourtyardId;
  /** The `householdLabel` as neighbours see it; kept in step when the household changes it. */
  readonly label: string;
  readonly since: EpochMs;
}

export interface ActingLink {
  readonly householdId: HouseholdId;
  readonly courtyardId: CourtyardId;
  readonly label: string;
  readonly personName: string;
  readonly status: 'asked' | 'active';
  readonly since: EpochMs;
}
