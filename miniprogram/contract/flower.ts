/** The flower festival: adopting pots, and bringing them to the door. @see docs/domain/flower.md */
import type { CampaignForm, CampaignStatus } from './flower-forms';
import { potActions } from './flower-pots';
import type { CampaignListView, CampaignView, SimulationView } from './flower-views';
import type { OrderStep } from './groupbuy';
import type { CampaignId, PartyId } from './ids';
import { takesPicture } from './pictures';
import { act, query } from './protocol';
import type { Count, Fen } from './units';

interface ForCampaign {
  readonly campaignId: CampaignId;
}
interface AndStatus extends ForCampaign {
  readonly status: CampaignStatus;
}
interface AdoptInput extends ForCampaign {
  readonly lines: readonly OrderStep[];
  /** The `rev` of what was adopted as it was seen: refused when another member has changed it since. */
  readonly seen?: Count;
}
/** What changed, not what there is now: the same for a tap that comes again. */
interface Adopted extends ForCampaign {
  readonly pots: number;
  readonly fen: Fen;
}

export const flower = {
  fn: 'flower',
  actions: {
    list: query<{ readonly cursor?: string }, CampaignListView>(),
    campaign: query<ForCampaign, CampaignView>(),
    /** Drafts included. */
    working: query<{ readonly cursor?: string }, CampaignListView>(),
    simulate: query<{ readonly form: CampaignForm; readonly households: Count }, SimulationView>(),
    saveCampaign: act<
      { readonly campaignId?: CampaignId; readonly form: CampaignForm },
      AndStatus
    >(),
    addPicture: takesPicture,
    openCampaign: act<ForCampaign, AndStatus>(),

    adopt: act<AdoptInput, Adopted>(),
    /** On the telephone, for somebody without a phone, and for the courtyard's public corner. */
    adoptFor: act<AdoptInput & { readonly householdId: PartyId }, Adopted>(),

    ...potActions,
  },
} as const;
