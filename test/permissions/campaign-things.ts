/** Campaigns of adopting flowers, for the cells that are about one. */
import type { CampaignForm } from '../../miniprogram/contract/flower-forms';
import type { CampaignId } from '../../miniprogram/contract/ids';
import { type By, type Calls, item } from '../support/community';
import type { Place } from './world';

export interface CampaignThings {
  campaignForm(place: Place): CampaignForm;
  draftCampaign(place: Place): Promise<CampaignId>;
  openCampaign(place: Place): Promise<CampaignId>;
  soldCampaign(place: Place): Promise<CampaignId>;
  /** Everything of it is adopted. */
  fullCampaign(place: Place): Promise<CampaignId>;
}

interface Making {
  readonly calls: Calls;
  keeper(place: Place): By;
  readonly from: number;
  readonly until: number;
  readonly soldMs: number;
}

export function campaignThings({ calls, keeper, from, until, soldMs }: Making): CampaignThings {
  const things: CampaignThings = {
    campaignForm: ({ yard }) => ({
      title: '春天认领花',
      note: '',
      priceFen: 300,
      capPerHousehold: 50,
      varieties: [{ name: '长寿花', stock: 500, costFen: 900, care: ['少浇水。'] }],
      opensAt: from,
      closesAt: until,
      delivery: { text: '', from: until + 1, until: until + 3_600_000 },
      collectBy: until + 3_600_000,
      yards: [
        {
          courtyardId: yard.courtyard.id,
          quota: 500,
          dropPoint: '',
          corner: { cap: 5, place: '花台', caredBy: 'committee' },
        },
      ],
    }),
    async draftCampaign(place) {
      const input = { form: things.campaignForm(place) };
      return (await calls.done('flower', 'saveCampaign', keeper(place), input)).campaignId;
    },
    async openCampaign(place) {
      const campaignId = await things.draftCampaign(place);
      await calls.done('flower', 'openCampaign', keeper(place), { campaignId });
      return campaignId;
    },
    async fullCampaign(place) {
      const form = { ...things.campaignForm(place), capPerHousehold: 500 };
      const by = keeper(place);
      const { campaignId } = await calls.done('flower', 'saveCampaign', by, { form });
      await calls.done('flower', 'openCampaign', by, { campaignId });
      const lines = [{ itemId: 'i1', add: 500 }];
      const householdId = item(place.yard.homes, 9).id;
      await calls.done('flower', 'adoptFor', by, { campaignId, householdId, lines });
      return campaignId;
    },
    async soldCampaign(place) {
      const closesAt = from + soldMs;
      const delivery = { text: '', from: closesAt + 1, until: closesAt + 2 };
      const times = { closesAt, delivery, collectBy: closesAt + 2 };
      const form = { ...things.campaignForm(place), ...times };
      const by = keeper(place);
      const { campaignId } = await calls.done('flower', 'saveCampaign', by, { form });
      await calls.done('flower', 'openCampaign', by, { campaignId });
      const lines = [{ itemId: 'i1', add: 2 }];
      const householdId = item(place.yard.homes, 9).id;
      await calls.done('flower', 'adoptFor', by, { campaignId, householdId, lines });
      return campaignId;
    },
  };
  return things;
}
