/** What the tick does for campaigns. Bounded, and safe to repeat. @see docs/domain/flower.md §4 */
import { before } from '../kernel/conditions';
import type { Store } from '../kernel/store';
import type { Shows } from '../kernel/sweep';
import type { Due, TickContext } from '../kernel/tick';
import { close, offerAgain } from './closing';
import type { CampaignDoc } from './documents';
import { tellOf } from './tell';

const CAMPAIGNS = 20;

/** Campaigns whose closing instant is past. */
async function closeDue({ store, now, late }: TickContext): Promise<number> {
  const due = await store.find<CampaignDoc>({
    collection: 'campaigns',
    where: { status: 'open', closesAt: before(now + 1) },
    order: [['closesAt', 1]],
    limit: CAMPAIGNS,
  });
  let closed = 0;
  for (const campaign of due) {
    if (late()) break;
    if (await close(store, campaign, { now, late })) closed += 1;
  }
  return closed;
}

/** What an act left for later, and what an instance that died left half done. */
async function finishPending({ store, late }: TickContext): Promise<number> {
  const pending = await store.find<CampaignDoc>({
    collection: 'campaigns',
    where: { pending: true },
    order: [['editedAt', 1]],
    limit: CAMPAIGNS,
  });
  let finished = 0;
  for (const campaign of pending) {
    if (late()) break;
    finished += await finish(store, campaign, late);
  }
  return finished;
}

async function finish(store: Store, campaign: CampaignDoc, late: () => boolean): Promise<number> {
  if (!(await offerAgain(store, campaign, { late }))) return 0;
  const current = await store.get<CampaignDoc>('campaigns', campaign._id);
  return current ? tellOf(store, current, { late }) : 0;
}

export const campaignWork: readonly Due[] = [
  { name: 'flower.close', run: closeDue },
  { name: 'flower.pending', run: finishPending },
];

/** Drafts and campaigns that are over as well. */
export const campaignShows: Shows = async (store, { cloudId }) => {
  const where = { pictures: cloudId };
  const shown = await store.find({ collection: 'campaigns', where, limit: 1, fields: ['rev'] });
  return shown.length > 0;
};
