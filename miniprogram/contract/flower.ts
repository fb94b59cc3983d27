/** The flower festival: adopting pots, and bringing them to the door. @see docs/domain/flower.md */
import type { CampaignForm, CampaignStatus } from './flower-forms';
import { potActions } from './flower-pots';
import type {
  CampaignListView,
  CampaignManageView,
  CampaignView,
  FlowerDoorView,
  FlowerHandInsView,
  LeftoverView,
  SimulationView,
} from './flower-views';
import type { DoorInput, OrderStep } from './groupbuy';
import type { CountByItem, DeliveryForm, ItemId } from './groupbuy-forms';
import type { CampaignId, PartyId } from './ids';
import { takesPicture } from './pictures';
import { act, query } from './protocol';
import type { Count, EpochMs, Fen } from './units';

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

/** One visit of a door, the public corner's included. */
interface FlowerDoorInput extends Omit<DoorInput, 'householdId'> {
  readonly householdId: PartyId;
}
interface Visited {
  readonly householdId: PartyId;
  readonly chargedFen: Fen;
  readonly receivedFen: Fen;
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
    /** For so many pots of a variety, or of whatever comes free; first come first served. */
    joinWait: act<
      ForCampaign & { readonly pots: Count; readonly itemId?: ItemId },
      ForCampaign & { readonly pots: Count }
    >(),
    leaveWait: act<ForCampaign, ForCampaign>(),

    extendCampaign: act<ForCampaign & { readonly closesAt: EpochMs }, AndStatus>(),
    callOff: act<ForCampaign & { readonly reason: string }, AndStatus>(),
    changeDelivery: act<
      ForCampaign & { readonly delivery: DeliveryForm; readonly collectBy: EpochMs },
      AndStatus
    >(),
    /** Pots and money by courtyard. */
    manage: query<ForCampaign, CampaignManageView>(),
    /** 余花加领: beyond the cap, with a reason that is kept; never more than there is. */
    giveLeftover: act<
      ForCampaign & {
        readonly householdId: PartyId;
        readonly counts: CountByItem;
        readonly reason: string;
      },
      Adopted
    >(),
    /** Who got what was left over, and why. */
    leftovers: query<ForCampaign, LeftoverView>(),
    /** What nobody took home in time goes to those who wait. */
    reoffer: act<ForCampaign, AndStatus>(),
    finish: act<ForCampaign, AndStatus>(),

    door: query<ForCampaign, FlowerDoorView>(),
    /** Where pots came on top after a door was done, `lines` are what is handed over on the second visit. */
    deliver: act<ForCampaign & FlowerDoorInput, Visited>(),
    correctDoor: act<
      ForCampaign & FlowerDoorInput & { readonly seen: Count; readonly reason: string },
      Visited
    >(),
    handIns: query<ForCampaign, FlowerHandInsView>(),
    /** `countedFen` is less than nothing where more was given back at doors than taken. */
    handIn: act<
      ForCampaign & { readonly countedFen: Fen; readonly explanation: string },
      { readonly handInId: string; readonly dueFen: Fen; readonly differenceFen: Fen }
    >(),

    ...potActions,
  },
} as const;
