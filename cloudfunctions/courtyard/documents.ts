import type { CourtyardKind } from '../../miniprogram/contract/directory';
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
} from '../../miniprogram/contract/ids';
import type { Count, EpochMs, LocalDate, LocalTime } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';

export interface CommunityDoc extends Doc {
  readonly _id: CommunityId;
  readonly name: string;
  readonly phone: string;
  /** 0 is everyday. */
  readonly responseLevel: Count;
  readonly drill: boolean;
  readonly residentGroups: readonly { readonly no: Count; readonly name: string }[];
  /** Codes that make somebody staff, oldest first. */
  readonly staffInvites?: readonly StaffInvite[];
  /** Wrong codes tried since the last one was right or given out. Too many, and all codes are void. */
  readonly wrongStaffCodes?: Count;
}

export interface StaffInvite {
  readonly code: string;
  readonly by: MemberId;
  readonly until: EpochMs;
  readonly roleUntil?: EpochMs;
  readonly requestId: string;
  readonly usedBy?: MemberId;
}

/** What neighbours see of a household; the only copy outside the household itself. */
export interface Plate {
  readonly unit: string;
  readonly door: string;
  readonly family: string;
  /** `2单元 101 李家`, without what the household took off. */
  readonly label: string;
  /** Nobody lives there now. */
  readonly away: boolean;
}

export interface CourtyardDoc extends Doc {
  readonly _id: CourtyardId;
  readonly communityId: CommunityId;
  /** The community's own numbering: `C01`. */
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** Pinyin initials of the name and the aliases. */
  readonly initials: readonly string[];
  readonly kind: CourtyardKind;
  readonly residentGroup: Count;
  readonly guardCount: Count;
  readonly permanentCount: Count;
  readonly floatingCount: Count;
  readonly aged60Count: Count;
  readonly gate?: { readonly opensAt: LocalTime; readonly closesAt: LocalTime };
  readonly group?: { readonly opengid: string; readonly boundAt: EpochMs };
  readonly plates: Readonly<Record<HouseholdId, Plate>>;
  /** Doors, absences or tenures changed, and what is planned from them has not followed yet; the tick sees to it. */
  readonly registerMoved?: boolean;
}

export interface BindingDoc extends Doc {
  /** `cm_x.<opengid>`: at most one courtyard for a group. */
  readonly _id: string;
  readonly courtyardId: CourtyardId;
  readonly live: boolean;
  readonly boundAt: EpochMs;
  readonly boundBy: MemberId;
  /** The courtyard had another group before. */
  readonly rebound: boolean;
  readonly requestId: string;
}

export const bindingId = (community: CommunityId, opengid: string): string =>
  `${community}.${opengid}`;

/** Absent in a digest nobody compares with the facts. */
interface Compared {
  readonly kind?: 'place';
  /** The day it was last compared with the facts. */
  readonly checkedOn?: LocalDate;
}

/** What the courtyard tab needs of the community. */
export interface CommunityPlaceDigest extends Doc, Compared {
  readonly name: string;
  readonly phone: string;
  readonly responseLevel: Count;
  readonly drill: boolean;
  readonly courtyards: readonly PlaceRow[];
}

export interface PlaceRow {
  readonly id: CourtyardId;
  readonly name: string;
  readonly households: Count;
}

/** What the courtyard tab needs of the courtyard. */
export interface CourtyardPlaceDigest extends Doc, Compared {
  readonly name: string;
  readonly gate?: { readonly opensAt: LocalTime; readonly closesAt: LocalTime };
  readonly groupBound: boolean;
  /** The opengid it is bound to; so a group a member remembers is checked without another request. */
  readonly group?: string;
  /** Who holds the owner's role. The role stands with the member; it changes only together with this document, so there is one. */
  readonly ownerId?: MemberId;
  /** The owner's `householdLabel`, or the name of one who does not live here. */
  readonly ownerLabel?: string;
  readonly households: Count;
  /** Households with at least one member. */
  readonly joined: Count;
  readonly waitingJoins: Count;
}

export const placeDigestId = (place: CommunityId | CourtyardId): string => `dg.${place}.place`;
export const noticeDigestId = (place: CommunityId | CourtyardId): string => `dg.${place}.notice`;
export const dutyDigestId = (courtyard: CourtyardId): string => `dg.${courtyard}.duty`;
export const buyingDigestId = (place: CommunityId | CourtyardId): string => `dg.${place}.buying`;
