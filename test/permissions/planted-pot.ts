/** A pot as closing a campaign and a visit at the door leave it: no cell can wait for either. */
import { potCode } from '../../cloudfunctions/flower/pots/code';
import type { Offer } from '../../cloudfunctions/flower/pots/documents';
import { potsFrom } from '../../cloudfunctions/flower/pots/from-orders';
import type { PotOrder } from '../../cloudfunctions/flower/pots/state';
import {
  type CampaignId,
  cornerOf,
  type HouseholdId,
  type PartyId,
  type PotId,
} from '../../miniprogram/contract/ids';
import { item } from '../support/community';
import type { Database } from '../support/database';
import type { Standing } from './row';
import type { Place } from './world';

export interface PotThings {
  /** One that was handed over at the door. */
  pot(place: Place, party: PartyId): Promise<PotId>;
  /** One that is offered to a neighbour. */
  offeredPot(
    place: Place,
    sides: { readonly from: PartyId; readonly to: PartyId },
  ): Promise<{ readonly potId: PotId; readonly offerId: string }>;
}

interface Making {
  readonly database: Database;
  readonly at: number;
  readonly until: number;
}

export function potThings({ database, at, until }: Making): PotThings {
  let made = 0;
  const things: PotThings = {
    async pot(place, party) {
      made += 1;
      const { pot, order } = plantedPot(place, { party, made, at });
      await database.add('orders', [order]);
      await database.add('pots', [pot]);
      return pot._id;
    },
    async offeredPot(place, { from, to }) {
      const potId = await things.pot(place, from);
      const offer = offerTo(place, { from, to, made, at: until });
      await database.change('pots', potId, { offer, parties: [from, to] });
      return { potId, offerId: offer.id };
    },
  };
  return things;
}

interface Made {
  readonly party: PartyId;
  /** Counts what is made, so that no two are the same. */
  readonly made: number;
  readonly at: number;
}

function plantedPot({ town, yard }: Place, { party, made, at }: Made) {
  const campaignId: CampaignId = `fl_cell${made}`;
  const communityId = town.community.id;
  const order: PotOrder = {
    ...{ _id: `${campaignId}.${party}`, communityId, rev: 1, saleId: campaignId },
    ...{ courtyardId: yard.courtyard.id, householdId: party },
    lines: { i1: { ordered: 1, allotted: 1, priceFen: 300, handed: 1 } },
    ...{ units: 1, actor: yard.owner.memberId, how: 'phone', edits: 1, placedAt: at, visits: {} },
    door: {
      ...{ outcome: 'handed', final: true, by: yard.owner.memberId, at, chargedFen: 300 },
      ...{ payment: 'cash', rev: 1 },
    },
  };
  const varieties = [{ id: 'i1', name: '长寿花', stock: 1, costFen: 900, care: [] }];
  const campaign = { _id: campaignId, communityId, form: { varieties } };
  const draft = item(potsFrom(campaign as never, order, at));
  return { order, pot: { ...draft, code: potCode(draft._id, 0) } };
}

const offerTo = (
  { yard }: Place,
  {
    from,
    to,
    made,
    at,
  }: { readonly from: PartyId; readonly to: PartyId; readonly made: number; readonly at: number },
): Offer => ({
  id: String(made).padStart(16, '0'),
  ...{ from: from as Offer['from'], fromYard: yard.courtyard.id, fromLabel: '院里一户' },
  ...{ to: to as Offer['to'], toYard: yard.courtyard.id, toLabel: '院里一户' },
  ...{ card: '送您一盆花', cardState: 'shown', by: yard.owner.memberId, at, until: at },
});

/** A pot of each of these homes, and of the public corner. */
export async function potsAt(
  things: Pick<PotThings, 'pot'>,
  place: Place,
  homes: readonly HouseholdId[],
): Promise<Standing['pots']> {
  const pots: Record<PartyId, PotId> = {};
  for (const party of [...homes, cornerOf(place.yard.courtyard.id)]) {
    pots[party] = await things.pot(place, party);
  }
  return pots;
}
