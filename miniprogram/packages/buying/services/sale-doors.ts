/** The doors of a round of buying and of a campaign of flowers: the same shapes, asked of another function. */
import type {
  FlowerDoorRow,
  FlowerDoorView,
  FlowerHandInsView,
} from '../../../contract/flower-views';
import type { DoorInput } from '../../../contract/groupbuy';
import type { DoorRow, DoorView, HandInsView } from '../../../contract/groupbuy-desk';
import type { CampaignId, HouseholdId, PartyId, RoundId } from '../../../contract/ids';
import { isId } from '../../../contract/ids';
import type { Reply } from '../../../contract/protocol';
import type { Count, Fen } from '../../../contract/units';
import type { Manner } from '../../../services/client';
import { flower, flowerContract } from '../../../services/flower';
import { groupbuy, groupbuyContract } from '../../../services/groupbuy';
import { doOrKeep, type Outcome } from '../../../services/queue';

export type SaleId = RoundId | CampaignId;

export const isFlowers = (saleId: string): saleId is CampaignId => isId('fl', saleId);

export interface SaleDoorRow extends Omit<DoorRow, 'householdId'> {
  readonly householdId: PartyId;
  /** Came on top after the door was done: brought on a second visit. */
  readonly extraPots?: FlowerDoorRow['extraPots'];
}
export interface SaleDoorView extends Omit<DoorView, 'roundId' | 'status' | 'rows'> {
  readonly status: DoorView['status'] | FlowerDoorView['status'];
  readonly rows: readonly SaleDoorRow[];
}
export interface SaleVisit extends Omit<DoorInput, 'householdId'> {
  readonly householdId: PartyId;
}
export type SaleHandInsView = Omit<HandInsView, 'roundId'> | Omit<FlowerHandInsView, 'campaignId'>;

export const doorsOf = (saleId: SaleId, manner: Manner): Promise<Reply<SaleDoorView>> =>
  isFlowers(saleId)
    ? flower.door({ campaignId: saleId }, manner)
    : groupbuy.door({ roundId: saleId }, manner);

/** A round has no corner: its parties are households. */
const ofHousehold = <V extends SaleVisit>(visit: V) => ({
  ...visit,
  householdId: visit.householdId as HouseholdId,
});

/** Sends it; without network it waits in the phone. */
export const sendVisit = (
  saleId: SaleId,
  visit: SaleVisit,
  { label, ...manner }: Manner & { readonly label: string },
): Promise<Outcome<unknown>> =>
  isFlowers(saleId)
    ? doOrKeep(flowerContract, 'deliver', { ...visit, campaignId: saleId }, label, manner)
    : doOrKeep(
        groupbuyContract,
        'deliver',
        { ...ofHousehold(visit), roundId: saleId },
        label,
        manner,
      );

type Correction = SaleVisit & { readonly seen: Count; readonly reason: string };

export const correctDoor = (
  saleId: SaleId,
  visit: Correction,
  manner: Manner,
): Promise<Reply<unknown>> =>
  isFlowers(saleId)
    ? flower.correctDoor({ ...visit, campaignId: saleId }, manner)
    : groupbuy.correctDoor({ ...ofHousehold(visit), roundId: saleId }, manner);

export const handInsOf = (saleId: SaleId, manner: Manner): Promise<Reply<SaleHandInsView>> =>
  isFlowers(saleId)
    ? flower.handIns({ campaignId: saleId }, manner)
    : groupbuy.handIns({ roundId: saleId }, manner);

export const handInAt = (
  saleId: SaleId,
  counted: { readonly countedFen: Fen; readonly explanation: string },
  manner: Manner,
): Promise<Reply<unknown>> =>
  isFlowers(saleId)
    ? flower.handIn({ ...counted, campaignId: saleId }, manner)
    : groupbuy.handIn({ ...counted, roundId: saleId }, manner);
