/** The words and forms of adopting flowers: what is filled in, and how it is called. @see docs/domain/flower.md */
import type { DeliveryForm, ItemId } from './groupbuy-forms';
import type { CourtyardId } from './ids';
import type { Count, EpochMs, Fen } from './units';

/**
 * `waiting`: published, but adopting has not begun. `closing`: adopting is over and the lists are being written.
 * `delivering`: the first door was visited.
 */
export const CAMPAIGN_STATUSES = [
  'draft',
  'waiting',
  'open',
  'closing',
  'closed',
  'delivering',
  'done',
  'cancelled',
] as const;

export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

export const CAMPAIGN_STATUS_NAMES: Readonly<Record<CampaignStatus, string>> = {
  draft: '还没发布',
  waiting: '即将开始',
  open: '正在认领',
  closing: '正在汇总',
  closed: '认领结束',
  delivering: '正在送花',
  done: '已经送完',
  cancelled: '已取消',
};

/** What a campaign begins with; all of it can be changed until it is published. */
export const CAMPAIGN_DEFAULTS = { priceFen: 300, capPerHousehold: 5 } as const;

export const CORNER_KEEPERS = ['committee', 'owner', 'volunteer'] as const;

export type CornerKeeper = (typeof CORNER_KEEPERS)[number];

/** Who takes care of a public corner is named by role: people change. */
export const CORNER_KEEPER_NAMES: Readonly<Record<CornerKeeper, string>> = {
  committee: '院委会',
  owner: '群主',
  volunteer: '志愿者',
};

export const CORNER_NAME = '院里的公共花角';

/** What is filled in before a campaign is published. */
export interface CampaignForm {
  readonly title: string;
  readonly note: string;
  /** For one pot, to whoever adopts it. */
  readonly priceFen: Fen;
  /** All varieties together, over all members of a household. */
  readonly capPerHousehold: Count;
  readonly varieties: readonly VarietyForm[];
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly delivery: DeliveryForm;
  /** What nobody has taken home by this instant may be offered to others. */
  readonly collectBy: EpochMs;
  readonly yards: readonly YardForm[];
}

export interface VarietyForm {
  /** Absent for one that is added; the server numbers it. */
  readonly id?: ItemId;
  readonly name: string;
  readonly stock: Count;
  /** What the community pays for a pot. */
  readonly costFen: Fen;
  /** A picture that was handed in. */
  readonly picture?: string;
  /** How to look after it, in at most three short lines. */
  readonly care: readonly string[];
}

export interface YardForm {
  readonly courtyardId: CourtyardId;
  /** What its households and its corner may adopt together. */
  readonly quota: Count;
  readonly dropPoint: string;
  readonly corner?: CornerForm;
}

export interface CornerForm {
  readonly cap: Count;
  /** `大门左边的花台`. */
  readonly place: string;
  readonly caredBy: CornerKeeper;
}

export const CARE_LINES = 3;
