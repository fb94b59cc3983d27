/** What a row of the matrix says of its action. */

import type { ActionName, FunctionName } from '../../miniprogram/contract/contracts';
import type { ErrorCode } from '../../miniprogram/contract/errors';
import type {
  CampaignId,
  CareCardId,
  HouseholdId,
  JoinId,
  MemberId,
  NoticeId,
  PartyId,
  PersonId,
  PotId,
  QuestionId,
  RoundId,
  SupplierId,
  VoucherId,
} from '../../miniprogram/contract/ids';
import type { Role } from '../../miniprogram/contract/roles';
import type { By, Calls, InputFor } from '../support/community';
import type { ContestThings } from './contest-things';
import type { Things } from './things';
import type { Place, Relation } from './world';

/** What a cell is about. */
export interface Cell {
  readonly role: Role;
  readonly relation: Relation;
  readonly place: Place;
  readonly by: By;
  /** The home of the cell: the own one, the helped one, or a neighbour's. */
  readonly home: { readonly id: HouseholdId; readonly unit: string; readonly door: string };
  readonly self: MemberId;
}

/** Things that lie at a place from the beginning; refusals must leave them as they are. */
export interface Standing {
  readonly draft: NoticeId;
  readonly published: NoticeId;
  readonly question: QuestionId;
  readonly join: JoinId;
  readonly helper: MemberId;
  readonly person: PersonId;
  readonly second: HouseholdId;
  readonly draftRound: RoundId;
  readonly openRound: RoundId;
  /** Its ordering was over soon after it began; the second household ordered two of the first item. */
  readonly soldRound: RoundId;
  readonly supplier: SupplierId;
  readonly draftCampaign: CampaignId;
  readonly openCampaign: CampaignId;
  /** Adopting was over soon after it began; the second household adopted two of the first variety. */
  readonly soldCampaign: CampaignId;
  /** Asked for by the courtyard's committee. */
  readonly voucher: VoucherId;
  /** A pot of each household the cells are about, and of the courtyard's public corner. */
  readonly pots: Readonly<Record<PartyId, PotId>>;
  /** Contests of the courtyard itself, one in every phase. */
  readonly contests: ContestThings;
  /** For a household that none of the callers lives in. */
  readonly care: CareCardId;
}

export interface Row<I> {
  /**
   * `self`: about the caller. `community`: the courtyard plays no part. `courtyard`: about the courtyard of the call.
   * `thing`: about something named in the input.
   */
  readonly about: 'self' | 'community' | 'courtyard' | 'thing';
  /** An input that means a thing of the cell's place and changes it if it is let. */
  input(cell: Cell, standing: Standing, things: Things): I;
  /** Where the act would use the thing up: an input about a fresh one. */
  fresh?(cell: Cell, things: Things, calls: Calls): Promise<I>;
  /** Puts right what the act changed for the cells after it. */
  after?(cell: Cell, done: { things: Things; calls: Calls; value: unknown }): Promise<unknown>;
  /** What a permitted caller may hear instead of a yes: the business says no, not the permission. */
  readonly mayHear?: readonly ErrorCode[];
  /** Somebody the community does not know has nothing to see, change or take away. */
  readonly unknownMayHear?: 'NOT_MEMBER';
  /** Without a household acted for: the act names its household itself. */
  readonly noSubject?: true;
  /** A WeChat group the page is opened from. */
  readonly inGroup?: true;
}

export type Rows = {
  readonly [F in FunctionName]: { readonly [A in ActionName<F>]: Row<InputFor<F, A>> };
};

/** An action that is asked without a word. */
export const nothing = (
  about: Row<unknown>['about'],
  more: Partial<Row<Record<string, never>>> = {},
) => ({
  about,
  input: () => ({}),
  ...more,
});
