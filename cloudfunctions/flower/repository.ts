/** Reading what a campaign stands on, inside the caller's reach; and the one way to move one on. */
import type { CampaignId, CourtyardId, PartyId } from '../../miniprogram/contract/ids';
import type { Call } from '../../miniprogram/contract/protocol';
import type { EpochMs } from '../../miniprogram/contract/units';
import { isKeeper } from '../courtyard/public';
import { isTreasurer } from '../fund/public';
import { courtyardOf } from '../kernel/caller';
import { AppError, found } from '../kernel/errors';
import { once } from '../kernel/requests';
import type { Context } from '../kernel/serve';
import { type Reading, replace, type Store, type Write } from '../kernel/store';
import {
  allotmentOf,
  isStaff,
  isWorker,
  type OrderDoc,
  ordersAt,
  ordersFrom,
  ordersOf,
  type Terms,
} from '../sale/public';
import { type CampaignDoc, termsOf } from './documents';
import { mayDeliver } from './flower';

type Reader = Pick<Store, 'get'> | Reading;
type Asked = Pick<Context<unknown>, 'call' | 'caller'>;
type Timed = Pick<Context<unknown>, 'call' | 'caller' | 'now'>;

/** The community's staff run campaigns. */
export const mayRun = ({ caller }: Asked): boolean => isStaff(caller);

/** At the doors of the courtyard of the call. */
export const mayServe = (
  campaign: Pick<CampaignDoc, 'courtyards'>,
  { call, caller }: Asked,
): boolean => isWorker(caller) && campaign.courtyards.includes(courtyardOf(call));

/** Those who look after the corner of the courtyard of the call, and give what is left over. */
export const mayKeep = (campaign: Pick<CampaignDoc, 'courtyards'>, asked: Asked): boolean =>
  mayServe(campaign, asked) && isKeeper(asked.caller.roles);

async function read(store: Reader, id: CampaignId, call: Call): Promise<CampaignDoc> {
  const campaign = await store.get<CampaignDoc>('campaigns', id);
  return found(campaign, campaign?.communityId === call.communityId);
}

const FRESH_MS = 30_000;
const KEPT = 200;
const over = new Map<CampaignId, { readonly at: EpochMs; readonly campaign: CampaignDoc }>();

/**
 * When adopting is over hardly anything of a campaign changes, and whoever goes from door to door looks often: the
 * instance keeps it for half a minute.
 */
async function readKept(store: Reader, id: CampaignId, asked: Timed): Promise<CampaignDoc> {
  const { call, now } = asked;
  const known = over.get(id);
  if (known !== undefined && known.at <= now && now < known.at + FRESH_MS) {
    return found(known.campaign, known.campaign.communityId === call.communityId);
  }
  const campaign = await read(store, id, call);
  keepOver(campaign, now);
  return campaign;
}

/** Also what a closer has just found out. */
export function keepOver(campaign: CampaignDoc, now: EpochMs): void {
  if (over.size >= KEPT) over.clear();
  if (mayDeliver(campaign)) over.set(campaign._id, { at: now, campaign });
}

/**
 * A campaign the neighbours of the call's courtyard see.
 * @throws AppError `NOT_FOUND`, also for a draft and where the courtyard takes no part, so that ids cannot be probed
 */
export async function campaignForReading(
  store: Reader,
  id: CampaignId,
  asked: Timed,
): Promise<CampaignDoc> {
  const campaign = await readKept(store, id, asked);
  if (mayRun(asked)) return campaign;
  return found(campaign, campaign.listed && campaign.courtyards.includes(courtyardOf(asked.call)));
}

/** @throws AppError `NOT_FOUND` */
export async function campaignToRun(
  store: Reader,
  id: CampaignId,
  asked: Asked,
): Promise<CampaignDoc> {
  const campaign = await read(store, id, asked.call);
  return found(campaign, mayRun(asked));
}

/** Those who go to its doors, run it, or keep the money. @throws AppError `NOT_FOUND` */
export async function campaignToServe(
  store: Reader,
  id: CampaignId,
  asked: Timed,
): Promise<CampaignDoc> {
  // Whoever runs it sees at once what an act changed.
  const campaign = mayRun(asked)
    ? await read(store, id, asked.call)
    : await readKept(store, id, asked);
  const isHere = asked.call.courtyardId !== undefined && mayServe(campaign, asked);
  const serves = campaign.listed && (isHere || isTreasurer(asked.caller.roles));
  return found(campaign, serves || mayRun(asked));
}

const known = new Map<CampaignId, Pick<CampaignDoc, 'courtyards'> & { readonly terms: Terms }>();

/**
 * Varieties, price, caps and quotas of a campaign that is or was published: they never change, so the instance keeps
 * them and usually asks nothing.
 * @throws AppError `NOT_FOUND`
 */
export async function termsAt(store: Reader, id: CampaignId, call: Call): Promise<Terms> {
  const kept = known.get(id) ?? (await keep(store, id, call));
  const here = kept.courtyards.includes(courtyardOf(call));
  return found(kept.terms, here && kept.terms.communityId === call.communityId);
}

async function keep(store: Reader, id: CampaignId, call: Call) {
  const campaign = await read(store, id, call);
  if (!campaign.listed) throw new AppError('NOT_FOUND');
  const kept = { terms: termsOf(campaign), courtyards: campaign.courtyards };
  if (known.size >= KEPT) known.clear();
  known.set(id, kept);
  return kept;
}

/**
 * What was adopted, before it is over and after: every list of a campaign is made from this one query. Before the
 * orders are written they are what the allotment would give now.
 */
export async function rowsOf(
  store: Store,
  campaign: CampaignDoc,
  courtyardId?: CourtyardId,
): Promise<readonly OrderDoc<PartyId>[]> {
  if (campaign.status === 'draft') return [];
  const isWritten = campaign.status !== 'open' && campaign.status !== 'cancelled';
  const saleId = campaign._id;
  if (isWritten && courtyardId) return ordersAt<PartyId>(store, { saleId, courtyardId });
  if (isWritten) return ordersOf<PartyId>(store, saleId);
  const fields = courtyardId ? [`claims.${courtyardId}`] : ['claims'];
  const sale = { saleId, communityId: campaign.communityId };
  const allotment = await allotmentOf(store, sale, fields);
  return ordersFrom<PartyId>(termsOf(campaign), { claims: allotment?.claims ?? {} });
}

/**
 * One act on a campaign, however often the request comes.
 * @throws AppError `NOT_FOUND`, and whatever `decide` throws
 */
export function actOn<T>(
  context: Context<unknown>,
  load: (read: Reading) => Promise<CampaignDoc>,
  decide: (campaign: CampaignDoc, read: Reading) => Promise<Moved<T>> | Moved<T>,
): Promise<T> {
  return once(context, async (reading) => {
    const { after, writes = [], value } = await decide(await load(reading), reading);
    over.delete(after._id);
    return { writes: [replace('campaigns', after), ...writes], value };
  });
}

export interface Moved<T> {
  readonly after: CampaignDoc;
  readonly writes?: readonly Write[];
  readonly value: T;
}
