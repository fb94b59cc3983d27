/** Adopting flowers: staff run campaigns, neighbours adopt, workers adopt for others and go to the doors. */
import type { Cell, Rows, Standing } from './row';
import { nothing } from './row';
import { POTS } from './rows-pots';

const open = (_: Cell, { openCampaign }: Standing) => ({ campaignId: openCampaign });
const onOpen = { about: 'thing', input: open } as const;
const ONE = [{ itemId: 'i1', add: 1 }];

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
  ...POTS,
};
