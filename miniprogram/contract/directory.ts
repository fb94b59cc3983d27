/** The register of courtyards, households and people. @see docs/domain/directory.md */
import type { CourtyardId, HouseholdId } from './ids';
import type { PersonView } from './member';
import { act, type Page, query } from './protocol';
import type { Count, EpochMs } from './units';

export const TENURES = ['owner', 'tenant', 'away'] as const;
/** `away`: the household exists but nobody lives there now. */
export type Tenure = (typeof TENURES)[number];
export const TENURE_NAMES: Readonly<Record<Tenure, string>> = {
  owner: '自住',
  tenant: '租住',
  away: '外出',
};

export const COURTYARD_KINDS = ['old', 'commercial'] as const;
export type CourtyardKind = (typeof COURTYARD_KINDS)[number];
export const COURTYARD_KIND_NAMES: Readonly<Record<CourtyardKind, string>> = {
  old: '老旧院落',
  commercial: '商品房小区',
};

export interface CourtyardRow {
  readonly id: CourtyardId;
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: CourtyardKind;
  /** 0: not given to a resident group yet. */
  readonly residentGroup: Count;
  readonly householdCount: Count;
  readonly guardCount: Count;
  readonly groupBound: boolean;
}

export interface OverviewView {
  readonly communityName: string;
  readonly phone: string;
  readonly totals: {
    readonly courtyardCount: Count;
    readonly residentGroupCount: Count;
    readonly householdCount: Count;
    readonly permanentCount: Count;
    readonly floatingCount: Count;
    readonly aged60Count: Count;
    readonly unguardedCount: Count;
    readonly boundCount: Count;
    readonly joinedHouseholdCount: Count;
  };
  readonly courtyards: readonly CourtyardRow[];
}

export interface HouseholdRow {
  readonly id: HouseholdId;
  readonly unit: string;
  readonly door: string;
  readonly family: string;
  readonly label: string;
  readonly tenure: Tenure;
  readonly peopleCount: Count;
  readonly joined: boolean;
}

export interface HouseholdDetail extends HouseholdRow {
  readonly people: readonly PersonView[];
  readonly trail: readonly { readonly at: EpochMs; readonly what: string; readonly by: string }[];
}

export interface Finding {
  readonly row: Count;
  readonly column: string;
  /** An error keeps the file from being imported; a hint does not. */
  readonly weight: 'error' | 'hint';
  readonly text: string;
}

export interface ImportReport {
  readonly rowCount: Count;
  readonly newHouseholdCount: Count;
  readonly changedHouseholdCount: Count;
  readonly unchangedHouseholdCount: Count;
  readonly newPersonCount: Count;
  readonly findings: readonly Finding[];
  readonly applied: boolean;
}

export interface HouseholdInput {
  readonly unit: string;
  readonly door: string;
  readonly family: string;
  readonly tenure: Tenure;
}

type Nothing = Record<string, never>;

export const directory = {
  fn: 'directory',
  actions: {
    overview: query<Nothing, OverviewView>(),
    /** By name, alias or pinyin initials; open to newcomers. */
    search: query<{ readonly text: string }, { readonly items: readonly CourtyardRow[] }>(),
    households: query<{ readonly after?: string }, Page<HouseholdRow>>(),
    household: query<{ readonly householdId: HouseholdId }, HouseholdDetail>(),
    addHousehold: act<HouseholdInput, { readonly householdId: HouseholdId }>(),
    correctHousehold: act<HouseholdInput & { readonly householdId: HouseholdId }, Nothing>(),
    /** `from` goes into `into`; its people and links move along. */
    mergeHouseholds: act<{ readonly from: HouseholdId; readonly into: HouseholdId }, Nothing>(),
    splitHousehold: act<
      HouseholdInput & { readonly householdId: HouseholdId; readonly people: readonly string[] },
      { readonly householdId: HouseholdId }
    >(),
    archiveHousehold: act<{ readonly householdId: HouseholdId }, Nothing>(),
    registerTemplate: query<Nothing, { readonly fileName: string; readonly base64: string }>(),
    /** Reads an uploaded .xlsx; nothing is written. */
    checkRegister: query<{ readonly fileId: string }, ImportReport>(),
    importRegister: act<{ readonly fileId: string }, ImportReport>(),
    saveCourtyard: act<
      {
        readonly name: string;
        readonly aliases: readonly string[];
        readonly guardCount: Count;
        /** Absent: as it was. */
        readonly residentGroup?: Count;
        readonly kind?: CourtyardKind;
      },
      Nothing
    >(),
  },
} as const;
