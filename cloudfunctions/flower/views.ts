/** What neighbours see of a campaign and of what they adopted. Pure. */
import { dayOf, spokenDay, spokenInstant, timeOf } from '../../miniprogram/contract/calendar';
import {
  CAMPAIGN_STATUS_NAMES,
  CORNER_KEEPER_NAMES,
  type YardForm,
} from '../../miniprogram/contract/flower-forms';
import type {
  CampaignRow,
  CampaignView,
  CornerView,
  VarietyView,
  YardProgress,
} from '../../miniprogram/contract/flower-views';
import type { CountByItem, DeliveryForm } from '../../miniprogram/contract/groupbuy-forms';
import { type CourtyardId, cornerOf, type PartyId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import { yuanText } from '../../miniprogram/contract/money';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import {
  type AllotmentDoc,
  aheadOf,
  capOf,
  type HouseClaim,
  type OrderDoc,
  orderViewOf,
  waitingIn,
} from '../sale/public';
import { type CampaignDoc, goodsOf, potsOf, termsOf, yardIn } from './documents';
import { statusOf } from './flower';

export function closesText(campaign: CampaignDoc, now: EpochMs): string {
  const status = statusOf(campaign, now);
  if (status === 'waiting') return `${spokenInstant(campaign.opensAt, now)} 开始认领`;
  if (status === 'open') return `${spokenInstant(campaign.closesAt, now)} 截止`;
  return CAMPAIGN_STATUS_NAMES[status];
}

/** `3月7日 周六 09:00–12:00，送到院里`. */
export function deliveryText({ text, from, until }: DeliveryForm, now: EpochMs): string {
  const when = `${spokenDay(dayOf(from), dayOf(now))} ${timeOf(from)}–${timeOf(until)}`;
  return text === '' ? when : `${when}，${text}`;
}

export function rowOf(campaign: CampaignDoc, myPots: Count, now: EpochMs): CampaignRow {
  const status = statusOf(campaign, now);
  return {
    campaignId: campaign._id,
    title: campaign.form.title,
    status,
    statusText: CAMPAIGN_STATUS_NAMES[status],
    closesText: closesText(campaign, now),
    deliveryText: deliveryText(campaign.form.delivery, now),
    priceFen: campaign.form.priceFen,
    myPots,
  };
}

/** How adopting stands, for the neighbours of one courtyard. */
export interface Seen {
  readonly courtyardId: CourtyardId;
  /** Absent for workers who have no household here. */
  readonly party: PartyId | undefined;
  readonly allotment: AllotmentDoc | undefined;
  /** Of the party, since the orders are written. */
  readonly order: OrderDoc<PartyId> | undefined;
  readonly nameOf: (courtyard: CourtyardId) => string;
  readonly may: Pick<CampaignView, 'mayServe' | 'mayKeep' | 'mayManage'>;
  readonly now: EpochMs;
}

const sumOf = (counts: CountByItem): Count =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

export function campaignView(campaign: CampaignDoc, seen: Seen): CampaignView {
  const { courtyardId, allotment, order, may, now } = seen;
  const { form } = campaign;
  const status = statusOf(campaign, now);
  const remaining = remainingOf(campaign, allotment);
  const yards = yardsOf(campaign, seen);
  return {
    campaignId: campaign._id,
    title: form.title,
    note: form.note,
    status,
    statusText: CAMPAIGN_STATUS_NAMES[status],
    opensAt: campaign.opensAt,
    closesAt: campaign.closesAt,
    closesText: closesText(campaign, now),
    priceFen: form.priceFen,
    delivery: form.delivery,
    deliveryText: deliveryText(form.delivery, now),
    dropPoint: yardIn(campaign, courtyardId)?.dropPoint ?? '',
    pots: potsOf(form),
    left: sumOf(remaining),
    varieties: varietiesOf(campaign, remaining, order),
    yards,
    ...partyPart(campaign, seen, sumOf(remaining)),
    ...cornerIn(campaign, seen),
    ...(campaign.reason === undefined ? {} : { reason: campaign.reason }),
    groupText: groupText(campaign, { remaining, yard: yards.find(({ mine }) => mine), now }),
    ...may,
    now,
  };
}

type PartyPart = Pick<CampaignView, 'cap' | 'mayAdopt' | 'mine' | 'wait' | 'waiting'>;

/** What is about whoever the call is for. */
function partyPart(campaign: CampaignDoc, seen: Seen, left: Count): PartyPart {
  const { courtyardId, party, allotment, order, now } = seen;
  const line = waitingIn(allotment?.waiting ?? {});
  const mine = mineOf(campaign, order, now);
  if (party === undefined) {
    return { cap: campaign.form.capPerHousehold, mayAdopt: 0, ...mine, waiting: line.length };
  }
  const cap = capOf(termsOf(campaign), party) ?? 0;
  const total = allotment?.claims?.[courtyardId]?.[party]?.total ?? 0;
  const room = allotment?.room?.[courtyardId] ?? yardIn(campaign, courtyardId)?.quota ?? 0;
  const may = Math.max(0, Math.min(cap - total, room, left));
  const wait = aheadOf(line, party);
  return {
    cap,
    mayAdopt: statusOf(campaign, now) === 'open' ? may : 0,
    ...mine,
    ...(wait ? { wait } : {}),
    waiting: line.length,
  };
}

function mineOf(campaign: CampaignDoc, order: OrderDoc<PartyId> | undefined, now: EpochMs) {
  if (!order || order.units === 0) return {};
  const status = statusOf(campaign, now);
  const isOpen = status === 'open' || status === 'waiting';
  return { mine: orderViewOf(goodsOf(campaign), order, isOpen) };
}

const remainingOf = ({ form }: CampaignDoc, allotment: AllotmentDoc | undefined): CountByItem =>
  allotment?.remaining ?? Object.fromEntries(form.varieties.map(({ id, stock }) => [id, stock]));

const varietiesOf = (
  { form }: CampaignDoc,
  remaining: CountByItem,
  order: OrderDoc<PartyId> | undefined,
): readonly VarietyView[] =>
  form.varieties.map(({ id, name, care, picture }) => ({
    itemId: id,
    name,
    left: remaining[id] ?? 0,
    mine: order?.lines[id]?.ordered ?? 0,
    ...(picture === undefined ? {} : { picture }),
    care,
  }));

/** The own courtyard first, then those with the most. */
function yardsOf(
  { form }: CampaignDoc,
  { courtyardId: own, allotment, nameOf }: Seen,
): readonly YardProgress[] {
  const yards = form.yards.map(({ courtyardId, quota }) => {
    const adopted = quota - (allotment?.room?.[courtyardId] ?? quota);
    const mine = courtyardId === own;
    return { courtyardId, name: nameOf(courtyardId), adopted, quota, full: adopted >= quota, mine };
  });
  return yards.sort(
    (a, b) => Number(b.mine) - Number(a.mine) || b.adopted / b.quota - a.adopted / a.quota,
  );
}

export const careText = ({ corner }: YardForm): string =>
  corner ? `${CORNER_KEEPER_NAMES[corner.caredBy]}照看` : '';

function cornerIn(
  campaign: CampaignDoc,
  { courtyardId, allotment }: Seen,
): { readonly corner?: CornerView } {
  const yard = yardIn(campaign, courtyardId);
  if (!yard?.corner) return {};
  const householdId = cornerOf(courtyardId);
  const claim: HouseClaim | undefined = allotment?.claims?.[courtyardId]?.[householdId];
  return {
    corner: {
      householdId,
      place: yard.corner.place,
      careText: careText(yard),
      cap: yard.corner.cap,
      adopted: claim?.total ?? 0,
      rev: claim?.rev ?? 0,
      counts: claim?.counts ?? {},
    },
  };
}

/** For the WeChat group: what, when and how many, never who. */
export function groupText(
  campaign: CampaignDoc,
  {
    remaining,
    yard,
    now,
  }: {
    readonly remaining: CountByItem;
    readonly yard: YardProgress | undefined;
    readonly now: EpochMs;
  },
): string {
  const { title, note, priceFen, capPerHousehold, varieties, delivery } = campaign.form;
  const head = [
    `【花花节】${title}`,
    `每盆 ${yuanText(priceFen)}，每户最多 ${capPerHousehold} 盆，收花再给钱，捐入社区微基金`,
    closesText(campaign, now),
    deliveryText(delivery, now),
  ];
  const tail = [
    ...(note === '' ? [] : [note.replace(/\s+/g, ' ')]),
    ...(yard ? [`我们院认领了 ${yard.adopted} / ${yard.quota} 盆`] : []),
  ];
  const room = LIMITS.groupTextLines - head.length - tail.length;
  const rows = varieties.map(({ id, name }) => {
    const left = remaining[id] ?? 0;
    return left === 0 ? `${name} 认领完了` : `${name} 还有 ${left} 盆`;
  });
  const more = `还有 ${rows.length - room + 1} 个品种`;
  const shown = rows.length <= room ? rows : [...rows.slice(0, room - 1), more];
  return [...head, ...shown, ...tail].join('\n');
}
