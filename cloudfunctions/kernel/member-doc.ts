/** The one document that answers who somebody is and what they may do. */
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
} from '../../miniprogram/contract/ids';
import type { AgeBand } from '../../miniprogram/contract/member';
import type { RoleGrant } from '../../miniprogram/contract/roles';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import type { Doc } from './database';
import type { Asked } from './replay';

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
  /** Households asked for and not yet answered. The only record of a request: there is no second copy to keep in step. */
  readonly waiting: readonly WaitingJoin[];
  /** How earlier requests ended, latest last, so that a replay is answered alike. */
  readonly answered?: readonly AnsweredJoin[];
  /** Requests to join made on a day; bounded for each day. */
  readonly joinTries?: { readonly day: LocalDate; readonly count: Count };
  /** The account does not know the latest courtyards yet; put right the next time the person is here. */
  readonly accountBehind?: boolean;
  /** The privacy text this person said yes to; `requestId` when it was not the first. */
  readonly agreed?: { readonly version: string; readonly at: EpochMs; readonly requestId?: string };
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

/** `since` is when it was asked, `label` what the asker may see of the door: `2单元 101`. */
export interface WaitingJoin extends MemberHousehold {
  readonly ageBand: AgeBand;
  /** The platform itself said the page was opened from the courtyard's WeChat group. */
  readonly fromGroup: boolean;
  /** The request to join. */
  readonly requestId: string;
  readonly print: string;
}

export interface AnsweredJoin {
  readonly householdId: HouseholdId;
  readonly outcome: 'accepted' | 'declined' | 'withdrawn' | 'left';
  /** Absent when a code of the household let the person in. */
  readonly by?: MemberId;
  readonly at: EpochMs;
  /** The request to join, or for `left` the one to leave. */
  readonly requestId: string;
  readonly print: string;
  /** The request that answered it or took it back. */
  readonly ended?: Asked;
}

export interface ActingLink {
  readonly householdId: HouseholdId;
  readonly courtyardId: CourtyardId;
  readonly label: string;
  readonly personName: string;
  readonly status: 'asked' | 'active';
  readonly since: EpochMs;
}
