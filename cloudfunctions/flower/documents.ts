import type { CampaignForm, VarietyForm } from '../../miniprogram/contract/flower-forms';
import type { CountByItem, ItemId } from '../../miniprogram/contract/groupbuy-forms';
import {
  type CampaignId,
  type CommunityId,
  type CornerId,
  type CourtyardId,
  cornerOf,
  type MemberId,
} from '../../miniprogram/contract/ids';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';
import type { Goods, Terms } from '../sale/public';

export interface Variety extends VarietyForm {
  readonly id: ItemId;
}

/** Varieties have their numbers here; nothing of them changes once the campaign is published. */
export interface Form extends CampaignForm {
  readonly varieties: readonly Variety[];
}

export interface CampaignDoc extends Doc {
  readonly _id: CampaignId;
  readonly communityId: CommunityId;
  readonly courtyards: readonly CourtyardId[];
  readonly form: Form;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly status: 'draft' | 'open' | 'closed' | 'delivering' | 'done' | 'cancelled';
  /** Neighbours see it. */
  readonly listed: boolean;
  /** Every picture of the form, so that none of them is swept away. */
  readonly pictures: readonly string[];
  readonly by: MemberId;
  readonly editedAt: EpochMs;
  /** What was adopted of each variety altogether, when adopting was over. */
  readonly sold?: CountByItem;
  /** Why it was called off, or goes on longer. */
  readonly reason?: string;
  /** Since when what nobody took home is being given to others; gone when that is done. */
  readonly freeing?: { readonly at: EpochMs; readonly by: MemberId };
  /** What the people who adopted have not been told yet. */
  readonly tell: readonly Telling[];
  /** The tick has something to finish. */
  readonly pending: boolean;
}

export interface Telling {
  /** `given`: pots came to those who waited, or went from those who did not take them home. */
  readonly what: 'extended' | 'cancelled' | 'moved' | 'given';
  readonly at: EpochMs;
}

export const termsOf = ({ _id, communityId, form }: CampaignDoc): Terms => ({
  saleId: _id,
  communityId,
  items: form.varieties.map(({ id, stock }) => ({ id, priceFen: form.priceFen, stock })),
  capPerHousehold: form.capPerHousehold,
  corners: cornersOf(form),
  quotas: Object.fromEntries(form.yards.map(({ courtyardId, quota }) => [courtyardId, quota])),
});

const cornersOf = ({ yards }: CampaignForm): Readonly<Record<CornerId, Count>> =>
  Object.fromEntries(
    yards.flatMap(({ courtyardId, corner }) =>
      corner ? [[cornerOf(courtyardId), corner.cap] as const] : [],
    ),
  );

export const POT = '盆';

export const goodsOf = ({ form }: Pick<CampaignDoc, 'form'>): readonly Goods[] =>
  form.varieties.map(({ id, name }) => ({ id, name, unit: POT }));

export const yardIn = ({ form }: Pick<CampaignDoc, 'form'>, courtyard: CourtyardId) =>
  form.yards.find(({ courtyardId }) => courtyardId === courtyard);

export const potsOf = ({ varieties }: Pick<CampaignForm, 'varieties'>): Count =>
  varieties.reduce((sum, { stock }) => sum + stock, 0);
