/** What happens to a campaign at its closing instant, and to what nobody took home. @see docs/domain/flower.md §4 */
import type { CampaignId, PartyId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { log } from '../kernel/log';
import { replace, type Store } from '../kernel/store';
import {
  type Clock,
  closeSale,
  freeOne,
  ordersOf,
  serveLine,
  serveNext,
  uncollected,
} from '../sale/public';
import { type CampaignDoc, termsOf } from './documents';
import { told } from './flower';

export const WAITED = '候补领到';
export const FREED = '到时间没领走';

/**
 * Closes a campaign whose time has come: first nothing is adopted any more, then those who waited get what is left,
 * then the orders are written.
 * @returns whether the campaign moved on
 */
export function close(store: Store, campaign: CampaignDoc, clock: Clock): Promise<boolean> {
  const { _id: id } = campaign;
  const { now } = clock;
  const terms = termsOf(campaign);
  const step = (to: (doc: CampaignDoc) => CampaignDoc | undefined) =>
    move(store, id, (doc) => (doc.status === 'open' ? to(doc) : undefined));
  return closeSale(
    store,
    {
      terms,
      longer: ({ closesAt }) =>
        step((doc) =>
          closesAt > doc.closesAt
            ? told({ ...doc, closesAt, editedAt: now }, { what: 'extended', at: now })
            : undefined,
        ),
      calledOff: (reason) =>
        step((doc) =>
          told(
            { ...doc, status: 'cancelled', reason, editedAt: now },
            { what: 'cancelled', at: now },
          ),
        ),
      sealed: () => serveLine(store, terms, { at: now, reason: WAITED }),
      written: ({ sold, given = {} }) =>
        step((doc) => {
          const closed = { ...doc, status: 'closed', sold, editedAt: now } as const;
          const served = Object.values(given).find(({ what }) => what === 'waited');
          return served ? told(closed, { what: 'given', at: served.at }) : closed;
        }),
    },
    clock,
  );
}

/** @returns false when somebody else has moved it already */
const move = (
  store: Store,
  id: CampaignId,
  to: (campaign: CampaignDoc) => CampaignDoc | undefined,
): Promise<boolean> =>
  store.transact(async (read) => {
    const campaign = await read.get<CampaignDoc>('campaigns', id);
    const after = campaign && to(campaign);
    return { writes: after ? [replace('campaigns', after)] : [], value: after !== undefined };
  });

/** The first worker who looks closes a campaign that the tick has not come to. @returns it as it is then */
export async function closedIfDue(
  store: Store,
  campaign: CampaignDoc,
  clock: Clock,
): Promise<CampaignDoc> {
  if (campaign.status !== 'open' || clock.now < campaign.closesAt) return campaign;
  await close(store, campaign, clock);
  return (await store.get<CampaignDoc>('campaigns', campaign._id)) ?? campaign;
}

/**
 * What nobody took home goes to those who wait, in their order; what is left then is there for 余花加领. Every step is
 * one transaction, so it may stop anywhere and is taken up again.
 * @returns whether all of it is done
 */
export async function offerAgain(
  store: Store,
  campaign: CampaignDoc,
  { late }: Pick<Clock, 'late'>,
): Promise<boolean> {
  const { freeing } = campaign;
  if (!freeing) return true;
  const terms = termsOf(campaign);
  const orders = await ordersOf<PartyId>(store, campaign._id);
  for (const order of orders.filter((one) => Object.keys(uncollected(one)).length > 0)) {
    if (late()) return false;
    await freeOne(store, terms, { order, ...freeing, reason: FREED });
  }
  const why = { at: freeing.at, reason: WAITED };
  for (let more = true; more; more = await serveNext(store, terms, why)) {
    if (late()) return false;
  }
  return finished(store, campaign._id, freeing.at);
}

const finished = (store: Store, id: CampaignId, at: EpochMs): Promise<boolean> =>
  move(store, id, (doc) => {
    if (doc.freeing?.at !== at) return undefined;
    const { freeing: _, ...done } = doc;
    return told(done, { what: 'given', at });
  });

/** After an act that is done: a failure here is not the caller's, the tick finishes it. */
export async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log({ level: 'error', fn: 'flower', action: 'after', code: 'INTERNAL', ms: 0, stack });
  }
}
