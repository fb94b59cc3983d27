/** The courtyard as a place: its WeChat group, its roles and its gate poster; the tab itself is in `home.ts`. @see docs/domain/courtyard.md */
import type { HomeView } from './home';
import type { MemberId } from './ids';
import { act, query } from './protocol';
import type { GrantedRole, Scope } from './roles';
import type { Count, EpochMs, LocalTime } from './units';

export interface RoleView {
  readonly memberId: MemberId;
  readonly name: string;
  readonly label: string;
  readonly role: GrantedRole;
  readonly scope: Scope;
  readonly from: EpochMs;
  readonly until?: EpochMs;
}

export interface RolesView {
  readonly courtyardName: string;
  readonly roles: readonly RoleView[];
  readonly members: readonly {
    readonly memberId: MemberId;
    readonly name: string;
    readonly label: string;
  }[];
  /** The roles the caller may give here. */
  readonly grantable: readonly GrantedRole[];
  readonly mayHandOver: boolean;
}

export interface PosterView {
  readonly courtyardName: string;
  readonly communityName: string;
  readonly phone: string;
  /** A picture of the mini-program code that opens this courtyard. */
  readonly codeUrl: string;
}

/** How long an invitation to work for the community can be opened. */
export const STAFF_INVITE_DAYS = 7;
export const STAFF_CODE_LENGTH = 8;
export const COMMUNITY_NAME_LENGTH = 20;
/** Digits, dashes and spaces. */
export const COMMUNITY_PHONE_LENGTH = 28;

export interface StaffView {
  readonly communityName: string;
  /** The caller, who may lay down the own role as well. */
  readonly self: MemberId;
  /** Administrators first, then by name. */
  readonly people: readonly StaffRow[];
  /** Not opened yet, the latest first. */
  readonly invites: readonly StaffInviteView[];
}

export interface StaffRow {
  readonly memberId: MemberId;
  readonly name: string;
  readonly role: 'treasurer' | 'staff' | 'admin';
  readonly from: EpochMs;
  readonly until?: EpochMs;
}

export interface StaffInviteView {
  readonly code: string;
  /** From this instant on it opens nothing. */
  readonly until: EpochMs;
  /** When the role ends that it gives. */
  readonly roleUntil?: EpochMs;
}

export interface CommunityInput {
  readonly name: string;
  readonly phone: string;
  /** 0 is everyday; 1 the highest, 4 the lowest response level. */
  readonly responseLevel: Count;
  readonly drill: boolean;
}

export const courtyard = {
  fn: 'courtyard',
  actions: {
    home: query<Record<string, never>, HomeView>(),
    bindGroup: act<Record<string, never>, { readonly rebound: boolean }>(),
    unbindGroup: act<Record<string, never>, Record<string, never>>(),
    roles: query<Record<string, never>, RolesView>(),
    grantRole: act<
      { readonly memberId: MemberId; readonly role: GrantedRole; readonly until?: EpochMs },
      Record<string, never>
    >(),
    endRole: act<
      { readonly memberId: MemberId; readonly role: GrantedRole },
      Record<string, never>
    >(),
    handOver: act<{ readonly to: MemberId }, Record<string, never>>(),
    poster: query<Record<string, never>, PosterView>(),
    saveGate: act<
      { readonly gate?: { readonly opensAt: LocalTime; readonly closesAt: LocalTime } },
      Record<string, never>
    >(),
    /** Who works for the whole community. */
    staff: query<Record<string, never>, StaffView>(),
    /** A card that makes one person staff, also somebody who does not live here. */
    inviteStaff: act<{ readonly roleUntil?: EpochMs }, StaffInviteView>(),
    cancelStaffInvite: act<{ readonly code: string }, Record<string, never>>(),
    acceptStaffInvite: act<
      { readonly code: string; readonly name: string; readonly privacyVersion: string },
      Record<string, never>
    >(),
    saveCommunity: act<CommunityInput, Record<string, never>>(),
  },
} as const;
