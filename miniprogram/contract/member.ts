/** Joining, the household, acting for others, and what is kept about me. @see docs/domain/member.md */
import type { CourtyardId, HouseholdId, JoinId, MemberId, PersonId } from './ids';
import { act, query } from './protocol';
import type { GrantedRole } from './roles';
import type { Count, EpochMs, LocalDate } from './units';

export const AGE_BANDS = ['u14', '14-17', '18-59', '60-79', '80+'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

export const AGE_BAND_NAMES: Readonly<Record<AgeBand, string>> = {
  u14: '未满 14 岁',
  '14-17': '14–17 岁',
  '18-59': '18–59 岁',
  '60-79': '60–79 岁',
  '80+': '80 岁以上',
};

/** The privacy text in force; agreeing to another version does not count. */
export const PRIVACY_VERSION = '1';

export interface DoorsView {
  readonly courtyardId: CourtyardId;
  readonly courtyardName: string;
  readonly phone: string;
  /** Units in order; doors in order. No family name is shown to somebody who has not joined. */
  readonly units: readonly {
    readonly unit: string;
    readonly doors: readonly { readonly id: HouseholdId; readonly door: string }[];
  }[];
  readonly privacyVersion: string;
  readonly fromGroup: boolean;
  /** The caller's own doors here; absent for somebody who has none. */
  readonly mine?: readonly HouseholdId[];
}

export interface PersonView {
  readonly id: PersonId;
  readonly name: string;
  readonly ageBand: AgeBand;
  /** Uses a text-only phone or none. */
  readonly phoneOnly: boolean;
  readonly memberId?: MemberId;
}

export interface HelperLinkView {
  readonly memberId: MemberId;
  readonly name: string;
  readonly personName: string;
  readonly status: 'asked' | 'active';
  readonly since: EpochMs;
}

export interface MyHouseholdView {
  readonly id: HouseholdId;
  readonly courtyardId: CourtyardId;
  readonly courtyardName: string;
  readonly unit: string;
  readonly door: string;
  readonly family: string;
  readonly label: string;
  readonly shown: { readonly door: boolean; readonly name: boolean };
  readonly people: readonly PersonView[];
  readonly away: readonly { readonly from: LocalDate; readonly until: LocalDate }[];
  readonly helpers: readonly HelperLinkView[];
}

export interface MeView {
  readonly memberId: MemberId;
  readonly name: string;
  readonly households: readonly MyHouseholdView[];
  readonly actingFor: readonly {
    readonly householdId: HouseholdId;
    readonly courtyardId: CourtyardId;
    readonly label: string;
    readonly personName: string;
    readonly status: 'asked' | 'active';
  }[];
  readonly roles: readonly {
    readonly role: GrantedRole;
    readonly place: string;
    readonly until?: EpochMs;
  }[];
  readonly phone: string;
  readonly messageCredits: Count;
}

export interface JoinRequestView {
  readonly id: JoinId;
  readonly name: string;
  readonly label: string;
  readonly at: EpochMs;
  /** The server saw that the page was opened from the courtyard's own WeChat group. */
  readonly fromGroup: boolean;
}

export interface KeptView {
  /** Everything stored about the caller, in words: what, why, until when. */
  readonly kept: readonly {
    readonly what: string;
    readonly why: string;
    readonly until: string;
    readonly count: Count;
  }[];
}

type Nothing = Record<string, never>;

export const member = {
  fn: 'member',
  actions: {
    doors: query<Nothing, DoorsView>(),
    join: act<
      {
        readonly householdId: HouseholdId;
        readonly name: string;
        readonly ageBand: AgeBand;
        readonly privacyVersion: string;
        readonly inviteCode?: string;
      },
      { readonly status: 'waiting' | 'member'; readonly joinId: JoinId }
    >(),
    /** To a privacy text that is newer than the one agreed to. */
    agree: act<{ readonly privacyVersion: string }, Nothing>(),
    withdrawJoin: act<{ readonly joinId: JoinId }, Nothing>(),
    joins: query<
      Nothing,
      { readonly courtyardName: string; readonly items: readonly JoinRequestView[] }
    >(),
    answerJoin: act<{ readonly joinId: JoinId; readonly accept: boolean }, Nothing>(),
    invite: act<Nothing, { readonly code: string; readonly until: EpochMs }>(),
    moveOut: act<{ readonly householdId: HouseholdId }, Nothing>(),
    me: query<Nothing, MeView>(),
    rename: act<{ readonly name: string }, Nothing>(),
    setShown: act<
      { readonly householdId: HouseholdId; readonly door: boolean; readonly name: boolean },
      { readonly label: string }
    >(),
    setAway: act<
      {
        readonly householdId: HouseholdId;
        readonly away: readonly { readonly from: LocalDate; readonly until: LocalDate }[];
      },
      Nothing
    >(),
    savePerson: act<
      {
        readonly householdId: HouseholdId;
        readonly personId?: PersonId;
        readonly name: string;
        readonly ageBand: AgeBand;
        readonly phoneOnly: boolean;
      },
      { readonly personId: PersonId }
    >(),
    removePerson: act<
      { readonly householdId: HouseholdId; readonly personId: PersonId },
      Nothing
    >(),
    /** A neighbour asks to act for a household; it becomes active with the household's or, for phone-only people, the owner's yes. */
    askToHelp: act<{ readonly householdId: HouseholdId; readonly personName: string }, Nothing>(),
    answerHelper: act<
      { readonly householdId: HouseholdId; readonly memberId: MemberId; readonly accept: boolean },
      Nothing
    >(),
    endHelping: act<{ readonly householdId: HouseholdId; readonly memberId: MemberId }, Nothing>(),
    helperRequests: query<
      Nothing,
      {
        readonly items: readonly {
          readonly householdId: HouseholdId;
          readonly label: string;
          readonly memberId: MemberId;
          readonly helperName: string;
          readonly personName: string;
          readonly at: EpochMs;
        }[];
      }
    >(),
    addCredit: act<{ readonly templates: readonly string[] }, { readonly credits: Count }>(),
    kept: query<Nothing, KeptView>(),
    exportMine: query<Nothing, { readonly json: string }>(),
    erase: act<{ readonly word: string }, Nothing>(),
  },
} as const;
