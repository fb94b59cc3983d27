/** Six hundred pots of twenty-two courtyards, in batches that may stop anywhere. @see docs/domain/pots.md §2 */
import type { PotDoc } from '../../cloudfunctions/flower/pots/documents';
import type { PotOrder } from '../../cloudfunctions/flower/pots/state';
import type { CampaignId, PartyId } from '../../miniprogram/contract/ids';
import { settled } from './pots-stage';
import {
  CLOSES,
  openCampaign,
  openStage,
  RANUNCULUS,
  SATURDAY,
  type Stage,
  TOWN,
  YARD,
} from './stage';

const PARTIES = 120;
const EACH = 5;

let stage: Stage;
let campaignId: CampaignId;
let finished: CampaignId;
beforeAll(async () => {
  stage = await openStage();
  campaignId = await openCampaign(stage);
  finished = await openCampaign(stage);
}, 120_000);
afterAll(() => stage?.close());

it('each is written once, with a code of its own, however many ticks run at once', async () => {
  const order = (no: number): PotOrder => ({
    ...{ _id: `${campaignId}.hh_many${no}`, communityId: TOWN.id as 'cm_test', rev: 1 },
    ...{ saleId: campaignId, courtyardId: YARD, householdId: `hh_many${no}` as PartyId },
    lines: { [RANUNCULUS]: { ordered: EACH, allotted: EACH, priceFen: 300 } },
    ...{ units: EACH, actor: 'mb_x', how: 'self', edits: 1, placedAt: CLOSES, visits: {} },
  });
  for (let no = 1; no <= PARTIES; no += 1) await stage.database.add('orders', [order(no)]);
  await stage.database.change('campaigns', campaignId, { status: 'closed' });
  await stage.at(SATURDAY);
  await Promise.all([stage.tick(), stage.tick(), stage.tick()]);
  await stage.at(SATURDAY + 6 * 60_000);
  await settled(stage);
  const written = await stage.database.find<PotDoc>('pots', { campaignId });
  expect(written).toHaveLength(PARTIES * EACH);
  expect(new Set(written.map(({ code }) => code)).size).toBe(PARTIES * EACH);
  expect(new Set(written.map(({ adopter }) => adopter)).size).toBe(PARTIES);
  // An hour later nothing is written again: every order is known by its rev.
  await stage.at(SATURDAY + 60 * 60_000);
  await settled(stage);
  const later = await stage.database.find<PotDoc>('pots', { campaignId });
  expect(later.every(({ rev }) => rev === 1)).toBe(true);
}, 60_000);

it('are written too where a campaign was finished before the tick came by', async () => {
  const order: PotOrder = {
    ...{ _id: `${finished}.hh_late`, communityId: TOWN.id as 'cm_test', rev: 1 },
    ...{ saleId: finished, courtyardId: YARD, householdId: 'hh_late' },
    lines: { [RANUNCULUS]: { ordered: EACH, allotted: EACH, priceFen: 300 } },
    ...{ units: EACH, actor: 'mb_x', how: 'self', edits: 1, placedAt: CLOSES, visits: {} },
  };
  await stage.database.add('orders', [order]);
  await stage.database.change('campaigns', finished, { status: 'done' });
  await stage.at(SATURDAY + 120 * 60_000);
  await settled(stage);
  expect(await stage.database.find<PotDoc>('pots', { campaignId: finished })).toHaveLength(EACH);
});
