/** Following the orders of campaigns: their pots, and who met at the doors. @see docs/domain/pots.md §2 */
import { MINUTE_MS } from '../../../miniprogram/contract/calendar';
import type { CampaignId, PartyId } from '../../../miniprogram/contract/ids';
import { after, before, gone, put } from '../../kernel/conditions';
import { createOnce } from '../../kernel/store';
import type { TickContext } from '../../kernel/tick';
import { ordersOf } from '../../sale/public';
import type { CampaignDoc } from '../documents';
import type { PotRunDoc } from './documents';
import { potsFrom, writePots } from './from-orders';
import { metAtDoors } from './met';
import type { PotOrder } from './state';

const CAMPAIGNS = 50;
const RUNS = 20;
const RUN_EVERY_MS = 5 * MINUTE_MS;
/** Doors are put right for a while after the campaign; then its orders rest. */
const RUN_FOR_MS = 90 * 24 * 60 * MINUTE_MS;

/** Campaigns whose adopting is over have a run that follows their orders. */
export async function beginRuns({ store, now }: TickContext): Promise<number> {
  const inState = (status: CampaignDoc['status']) =>
    store.find<CampaignDoc>({
      collection: 'campaigns',
      where: { status, closesAt: after(now - RUN_FOR_MS) },
      order: [['closesAt', -1]],
      limit: CAMPAIGNS,
      fields: ['communityId'],
    });
  const closed = [
    ...(await inState('closed')),
    ...(await inState('delivering')),
    // One that was finished before the tick came by.
    ...(await inState('done')),
  ];
  const ids = closed.map(({ _id }) => _id);
  const there = new Set((await store.getAll('pot_runs', ids, ['rev'])).map(({ _id }) => _id));
  const fresh = closed.filter(({ _id }) => !there.has(_id));
  for (const { _id, communityId } of fresh) {
    const run: PotRunDoc = {
      ...{ _id, communityId, rev: 1, seen: {} },
      ...{ dueAt: now, until: now + RUN_FOR_MS },
    };
    await createOnce(store, 'pot_runs', run);
  }
  return fresh.length;
}

/** @returns how many orders were followed */
export async function followOrders(context: TickContext): Promise<number> {
  const { store, now, late } = context;
  const due = await store.find<PotRunDoc>({
    collection: 'pot_runs',
    where: { dueAt: before(now + 1) },
    order: [['dueAt', 1]],
    limit: RUNS,
  });
  let followed = 0;
  for (const run of due) {
    if (late()) break;
    followed += await followOne(context, run);
  }
  return followed;
}

const ORDERS_AT_ONCE = 20;

async function followOne(context: TickContext, run: PotRunDoc): Promise<number> {
  const { store, now, late } = context;
  const campaign = await store.get<CampaignDoc>('campaigns', run._id);
  const isOff = !campaign || campaign.status === 'cancelled' || now >= run.until;
  if (isOff) {
    await rest(context, run, undefined);
    return 0;
  }
  const orders = (await ordersOf<PartyId>(store, run._id)).filter(
    ({ householdId, rev }) => run.seen[householdId] !== rev,
  );
  let followed = 0;
  for (let i = 0; i < orders.length; i += ORDERS_AT_ONCE) {
    const some = orders.slice(i, i + ORDERS_AT_ONCE);
    if (late() || !(await follow(context, campaign, some))) return followed;
    await noteSeen(context, run._id, some);
    followed += some.length;
  }
  await rest(context, run, now + RUN_EVERY_MS);
  return followed;
}

async function follow(
  context: TickContext,
  campaign: CampaignDoc,
  orders: readonly PotOrder[],
): Promise<boolean> {
  const { store, now, late } = context;
  const drafts = orders.flatMap((order) => potsFrom(campaign, order, now));
  if (!(await writePots(store, drafts, late))) return false;
  return metAtDoors(context, orders);
}

const noteSeen = ({ store }: TickContext, id: CampaignId, orders: readonly PotOrder[]) =>
  store.claim({
    collection: 'pot_runs',
    id,
    while: {},
    changes: Object.fromEntries(
      orders.map(({ householdId, rev }): [string, ReturnType<typeof put>] => [
        `seen.${householdId}`,
        put(rev),
      ]),
    ),
  });

const rest = ({ store }: TickContext, { _id }: PotRunDoc, until: number | undefined) =>
  store.claim({
    collection: 'pot_runs',
    id: _id,
    while: {},
    changes: { dueAt: until === undefined ? gone() : put(until) },
  });
