/** Whoever adopted is told when something changes, if they allow messages. @see docs/domain/flower.md §7 */
import { DAY_MS } from '../../miniprogram/contract/calendar';
import type { CourtyardId, MemberId, PartyId } from '../../miniprogram/contract/ids';
import { messageTime } from '../../miniprogram/contract/messages';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type OutboxDoc, queued, queueMissing } from '../kernel/outbox';
import { replace, type Store } from '../kernel/store';
import { allotmentOf, type Clock, type Given, type OrderDoc } from '../sale/public';
import type { CampaignDoc, Telling } from './documents';
import { rowsOf } from './repository';

const TOLD_FOR_MS = 2 * DAY_MS;

const HINTS: Readonly<Record<Exclude<Telling['what'], 'given'>, string>> = {
  extended: '认领时间延长了，请看新的截止时间',
  cancelled: '这次认领取消了，不用付钱',
  moved: '送花时间改了，请点开看一看',
};

const GIVEN_HINTS: Readonly<Record<Given['what'], string>> = {
  extra: '给您家加领了花，请点开看一看',
  waited: '您候补的花有了，请点开看一看',
  freed: '花没领走，已让给候补的邻居',
};

interface Message {
  readonly id: string;
  readonly to: MemberId;
  readonly courtyardId: CourtyardId;
  readonly hint: string;
  readonly when: EpochMs;
}

const messageOf = (campaign: CampaignDoc, at: EpochMs, message: Message): OutboxDoc => {
  const { _id, communityId, form } = campaign;
  const topic = `flower.${_id}.${message.id}`;
  return queued({
    id: `${topic}.${message.to}`,
    communityId,
    kind: 'flower',
    topic,
    to: { memberId: message.to },
    page: `packages/flower/adopt/adopt?id=${_id}&c=${communityId}&y=${message.courtyardId}`,
    values: { title: form.title, at: messageTime(message.when), hint: message.hint },
    at,
    until: at + TOLD_FOR_MS,
  });
};

/** To everybody who tapped for the own household, once. Who adopted only on the telephone is called. */
function toAll(
  campaign: CampaignDoc,
  { what, at }: Telling,
  orders: readonly OrderDoc<PartyId>[],
): readonly OutboxDoc[] {
  if (what === 'given') return [];
  const whens = {
    extended: campaign.closesAt,
    cancelled: at,
    moved: campaign.form.delivery.from,
  };
  const courtyards = new Map(
    orders.flatMap(({ told, courtyardId }) => (told === undefined ? [] : [[told, courtyardId]])),
  );
  return [...courtyards].map(([to, courtyardId]) =>
    messageOf(campaign, at, {
      ...{ id: `${what}.${at}`, to, courtyardId, hint: HINTS[what], when: whens[what] },
    }),
  );
}

/** To those whose pots came or went. */
function toSome(
  campaign: CampaignDoc,
  { what, at }: Telling,
  {
    orders,
    given,
  }: {
    readonly orders: readonly OrderDoc<PartyId>[];
    readonly given: Readonly<Record<string, Given>>;
  },
): readonly OutboxDoc[] {
  if (what !== 'given') return [];
  return Object.entries(given)
    .filter(([, one]) => one.at === at)
    .flatMap(([key, { what: how, party, courtyardId }]) => {
      const told = orders.find(({ householdId }) => householdId === party)?.told;
      const hint = GIVEN_HINTS[how];
      const id = `${how}.${key}`;
      return told === undefined
        ? []
        : [messageOf(campaign, at, { id, to: told, courtyardId, hint, when: at })];
    });
}

/** Queues what is to be told, and takes it off the tick's list. Safe to repeat: the ids say what it was. */
export async function tellOf(
  store: Store,
  campaign: CampaignDoc,
  { late }: Pick<Clock, 'late'>,
): Promise<number> {
  const { tell, _id: saleId, communityId } = campaign;
  const orders = tell.length === 0 ? [] : await rowsOf(store, campaign);
  const isGiven = tell.some(({ what }) => what === 'given');
  const allotment = isGiven
    ? await allotmentOf(store, { saleId, communityId }, ['given'])
    : undefined;
  const given = allotment?.given ?? {};
  const jobs = tell.flatMap((telling) => [
    ...toAll(campaign, telling, orders),
    ...toSome(campaign, telling, { orders, given }),
  ]);
  if (!(await queueMissing(store, jobs, late))) return 0;
  await done(store, campaign);
  return jobs.length;
}

const done = (store: Store, { _id, tell }: CampaignDoc): Promise<void> =>
  store.transact(async (read) => {
    const campaign = await read.get<CampaignDoc>('campaigns', _id);
    if (!campaign) return { writes: [], value: undefined };
    const isTold = (one: Telling) =>
      tell.some((known) => known.what === one.what && known.at === one.at);
    const left = campaign.tell.filter((one) => !isTold(one));
    const pending = left.length > 0 || campaign.freeing !== undefined;
    return {
      writes: [replace('campaigns', { ...campaign, tell: left, pending })],
      value: undefined,
    };
  });
