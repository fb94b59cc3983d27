import type { CommunityId, CourtyardId } from '../../miniprogram/contract/ids';
import type { MonthPart } from '../../miniprogram/contract/report';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';

/** A community's month: numbers, and the words they were counted under. Nothing in it leads to a person. */
export interface MonthDoc extends Doc {
  /** `cm_x.2020-02` */
  readonly _id: MonthId;
  readonly communityId: CommunityId;
  readonly month: string;
  /** In the order they are shown. */
  readonly courtyards: readonly CourtyardId[];
  readonly sections: Readonly<Record<string, CountedSection>>;
}

export interface CountedSection extends MonthPart {
  readonly title: string;
  readonly note: string;
  /** Its place on the page. */
  readonly no: Count;
  /** The midnight up to which it was counted. */
  readonly until: EpochMs;
  readonly closed: boolean;
}

export type MonthId = `${CommunityId}.${string}`;

export const monthId = (community: CommunityId, month: string): MonthId => `${community}.${month}`;

/** What the nightly count keeps with the community. */
export interface CountedCommunity extends Doc {
  readonly _id: CommunityId;
  readonly months?: Progress;
}

export interface Progress {
  readonly dueAt: EpochMs;
  /** The first month of which something may still change. */
  readonly from: string;
}
