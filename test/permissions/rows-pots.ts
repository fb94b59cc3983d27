/** Pots: households name, write and give; whoever works in a courtyard writes for its public corner and prints labels. */
import { cornerOf, type PartyId, type PotId } from '../../miniprogram/contract/ids';
import { item } from '../support/community';
import type { Cell, Rows, Standing } from './row';
import { nothing } from './row';
import type { Things } from './things';

const RESIDENTS = ['stranger', 'resident', 'helper', 'treasurer'];

/** Whose pots somebody writes on: the home of the cell, or the courtyard's corner. */
const partyOf = ({ role, home, place }: Cell): PartyId =>
  RESIDENTS.includes(role) ? home.id : cornerOf(place.yard.courtyard.id);

const potOf = ({ pots }: Standing, party: PartyId): PotId => {
  const potId = pots[party];
  if (!potId) throw new Error(`no pot of ${party}`);
  return potId;
};
const written = (cell: Cell, standing: Standing) => ({ potId: potOf(standing, partyOf(cell)) });
const atHome = (cell: Cell, standing: Standing) => ({ potId: potOf(standing, cell.home.id) });

const freshAtHome = async ({ place, home }: Cell, things: Things) => ({
  potId: await things.pot(place, home.id),
});
const NO_OFFER = { offerId: '0000000000000000' };
const farHome = ({ place }: Cell) => item(place.yard.homes, 9).id;

const offer = async (
  { place }: Cell,
  things: Things,
  sides: { readonly from: PartyId; readonly to: PartyId },
) => things.offeredPot(place, sides);

const settings = nothing('self');

type PotRows = Pick<
  Rows['flower'],
  | 'myFlowers'
  | 'passport'
  | 'namePot'
  | 'addPotPhoto'
  | 'writeDiary'
  | 'eraseDiary'
  | 'labels'
  | 'potCode'
  | 'offerGift'
  | 'answerGift'
  | 'withdrawGift'
  | 'flowerSettings'
  | 'remind'
  | 'wish'
  | 'endWish'
  | 'wishes'
  | 'ties'
>;

export const POTS: PotRows = {
  myFlowers: settings,
  passport: { about: 'thing', input: atHome },
  namePot: { about: 'thing', input: (...at) => ({ ...written(at[0], at[1]), name: '小红' }) },
  addPotPhoto: {
    about: 'community',
    input: () => ({ fileId: 'cloud://yuanba-local.0/none.jpg' }),
    mayHear: ['PICTURE_BAD'],
  },
  writeDiary: {
    about: 'thing',
    input: (...at) => ({ ...written(at[0], at[1]), did: ['water'], words: '' }),
  },
  eraseDiary: {
    about: 'thing',
    input: (...at) => ({ ...written(at[0], at[1]), entryId: 'nothing' }),
    async fresh(cell, things, calls) {
      const potId = await things.pot(cell.place, partyOf(cell));
      const line = { potId, did: ['water'], words: '' } as const;
      const { entryId } = await calls.done('flower', 'writeDiary', cell.by, line);
      return { potId, entryId };
    },
  },
  labels: {
    about: 'courtyard',
    input: (_, { openCampaign }) => ({ campaignId: openCampaign }),
  },
  potCode: { about: 'thing', input: atHome },
  offerGift: {
    about: 'thing',
    input: (cell, at) => ({ ...atHome(cell, at), to: farHome(cell), card: '' }),
    fresh: async (cell, things) => ({
      ...(await freshAtHome(cell, things)),
      to: farHome(cell),
      card: '',
    }),
  },
  answerGift: {
    about: 'thing',
    input: (cell, at) => ({ ...atHome(cell, at), ...NO_OFFER, accept: true }),
    fresh: async (cell, things) => ({
      ...(await offer(cell, things, { from: farHome(cell), to: cell.home.id })),
      accept: true,
    }),
  },
  withdrawGift: {
    about: 'thing',
    input: (cell, at) => ({ ...atHome(cell, at), ...NO_OFFER }),
    fresh: (cell, things) => offer(cell, things, { from: cell.home.id, to: farHome(cell) }),
  },
  flowerSettings: settings,
  remind: { about: 'self', input: () => ({ everyDays: 3 }) },
  wish: { about: 'self', input: () => ({ month: 2, day: 29 }) },
  endWish: settings,
  wishes: nothing('courtyard'),
  ties: { about: 'courtyard', input: () => ({ month: '2020-02' }) },
};
