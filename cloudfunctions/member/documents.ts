import type { CourtyardId, HouseholdId, JoinId, MemberId } from '../../miniprogram/contract/ids';
import type { AgeBand } from '../../miniprogram/contract/member';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';

export interface JoinDoc extends Doc {
  /** `hh_x.mb_x`: one request for one household by one person. */
  readonly _id: JoinId;
  readonly householdId: HouseholdId;
  readonly courtyardId: CourtyardId;
  readonly memberId: MemberId;
  readonly name: string;
  readonly ageBand: AgeBand;
  readonly label: string;
  readonly status: 'waiting' | 'accepted' | 'declined' | 'withdrawn';
  readonly at: EpochMs;
  /** The platform itself said the page was opened from the courtyard's WeChat group. */
  readonly fromGroup: boolean;
  readonly requestId: string;
  readonly answeredBy?: MemberId;
  readonly answeredAt?: EpochMs;
}

export interface InviteDoc extends Doc {
  /** `<householdId>.<code>`. */
  readonly _id: string;
  readonly householdId: HouseholdId;
  readonly courtyardId: CourtyardId;
  readonly by: MemberId;
  readonly until: EpochMs;
  readonly usedBy?: MemberId;
}
