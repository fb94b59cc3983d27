/** Adopting flowers: staff run campaigns, neighbours adopt, workers adopt for others and go to the doors. */
import { item } from '../support/community';
import type { Cell, Rows, Standing } from './row';
import { nothing } from './row';
import { POTS } from './rows-pots';

const open = (_: Cell, { openCampaign }: Standing) => ({ campaignId: openCampaign });
const onOpen = { about: 'thing', input: open } as const;
const sold = (_: Cell, { soldCampaign }: Standing) => ({ campaignId: soldCampaign });
const onSold = { about: 'thing', input: sold } as const;
const ONE = [{ itemId: 'i1', add: 1 }];

const door = (cell: Cell, standing: Standing) => ({
  ...sold(cell, standing),
  householdId: standing.second,
  outcome: 'handed' as const,
  payment: 'cash' as const,
  lines: [{ itemId: 'i1', handed: 2 }],
});

export const FLOWER: Rows['flower'] = {
  list: nothing('courtyard'),
  campaign: onOpen,
  working: nothing('community'),
  simulate: {
    about: 'community',
    input: ({ place }, _, things) => ({ form: things.campaignForm(place), households: 100 }),
  },
  saveCampaign: {
    about: 'thing',
    input: ({ place }, { draftCampaign }, things) => ({
      campaignId: draftCampaign,
      form: things.campaignForm(place),
    }),
  },
  addPicture: {
    about: 'community',
    input: () => ({ fileId: 'cloud://yuanba-local.0/none.jpg' }),
    mayHear: ['PICTURE_BAD'],
  },
  openCampaign: {
    about: 'thing',
    input: (_, { draftCampaign }) => ({ campaignId: draftCampaign }),
    fresh: async ({ place }, things) => ({ campaignId: await things.draftCampaign(place) }),
  },
  adopt: { about: 'thing', input: (...at) => ({ ...open(at[0], at[1]), lines: ONE }) },
  adoptFor: {
    about: 'thing',
    input: (cell, standing) => ({
      ...open(cell, standing),
      lines: ONE,
      householdId: standing.second,
    }),
  },
  joinWait: {
    about: 'thing',
    input: (cell, standing) => ({ ...open(cell, standing), pots: 1 }),
    fresh: async ({ place }, things) => ({
      campaignId: await things.fullCampaign(place),
      pots: 1,
    }),
  },
  leaveWait: {
    ...onOpen,
    async fresh({ place, by }, things, calls) {
      const campaignId = await things.fullCampaign(place);
      await calls.done('flower', 'joinWait', by, { campaignId, pots: 1 });
      return { campaignId };
    },
  },
  extendCampaign: {
    about: 'thing',
    input: ({ place }, { openCampaign }, things) => ({
      campaignId: openCampaign,
      closesAt: things.campaignForm(place).closesAt + 1,
    }),
    fresh: async ({ place }, things) => ({
      campaignId: await things.openCampaign(place),
      closesAt: things.campaignForm(place).closesAt + 1,
    }),
  },
  callOff: {
    about: 'thing',
    input: (_, { openCampaign }) => ({ campaignId: openCampaign, reason: '花没买到。' }),
    fresh: async ({ place }, things) => ({
      campaignId: await things.openCampaign(place),
      reason: '花没买到。',
    }),
  },
  changeDelivery: {
    about: 'thing',
    input: ({ place }, { openCampaign }, things) => ({
      campaignId: openCampaign,
      delivery: things.campaignForm(place).delivery,
      collectBy: things.campaignForm(place).collectBy,
    }),
  },
  manage: onSold,
  giveLeftover: {
    about: 'thing',
    input: (cell, standing) => ({
      ...open(cell, standing),
      householdId: standing.second,
      counts: { i1: 1 },
      reason: '院里还有余花。',
    }),
    fresh: async ({ place }, things) => ({
      campaignId: await things.openCampaign(place),
      householdId: item(place.yard.homes, 9).id,
      counts: { i1: 1 },
      reason: '院里还有余花。',
    }),
  },
  leftovers: onOpen,
  reoffer: onSold,
  finish: { ...onSold, mayHear: ['CAMPAIGN_NOT_OVER'] },
  door: onSold,
  deliver: { about: 'thing', input: door, mayHear: ['DOOR_DONE'] },
  correctDoor: {
    about: 'thing',
    input: (cell, standing) => ({ ...door(cell, standing), seen: 1, reason: '点错了。' }),
    mayHear: ['STALE', 'DOOR_NOT_VISITED'],
  },
  handIns: onSold,
  handIn: {
    about: 'thing',
    input: (cell, standing) => ({ ...sold(cell, standing), countedFen: 0, explanation: '没有。' }),
    mayHear: ['HANDIN_NOTHING'],
  },
  ...POTS,
};
