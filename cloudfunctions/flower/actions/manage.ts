/** Pots and money by courtyard, for those who run a campaign, work at its doors or keep the money. */
import * as v from 'valibot';
import type { flower } from '../../../miniprogram/contract/flower';
import { CAMPAIGN_STATUS_NAMES } from '../../../miniprogram/contract/flower-forms';
import type { CampaignManageView, YardMoney } from '../../../miniprogram/contract/flower-views';
import type { CourtyardId, PartyId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { isTreasurer } from '../../fund/public';
import { courtyardOf } from '../../kernel/caller';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import {
  allotmentOf,
  clockOf,
  type HandInDoc,
  handInsAt,
  handInsOf,
  nameIn,
  type OrderDoc,
  placeOf,
  sumsOf,
  waitingIn,
} from '../../sale/public';
import { closedIfDue } from '../closing';
import { type CampaignDoc, potsOf } from '../documents';
import { mayDeliver, statusOf } from '../flower';
import { campaignToServe, mayRun, mayServe, rowsOf } from '../repository';
import { forCampaign } from './inputs';

type Manage = (typeof flower)['actions']['manage'];

const noneWeighed = () => undefined;

export const manage: HandlerOf<Manage> = {
  input: schemaOf<InputOf<Manage>>()(v.strictObject(forCampaign)),

  async run(context) {
    const { input, call, caller, store, cloud, now } = context;
    const seen = await campaignToServe(store, input.campaignId, context);
    const campaign = await closedIfDue(store, seen, clockOf(cloud, now));
    // Those of the whole community see every courtyard, those of one theirs.
    const only = mayRun(context) || isTreasurer(caller.roles) ? undefined : courtyardOf(call);
    const rows = await rowsOf(store, campaign, only);
    const handIns = rows.some(({ door }) => door) ? await handInsIn(context, campaign, only) : [];
    const place = await placeOf(store, call.communityId, now);
    const sale = { saleId: campaign._id, communityId: call.communityId };
    const allotment =
      campaign.status === 'draft'
        ? undefined
        : await allotmentOf(store, sale, ['remaining', 'waiting']);
    const status = statusOf(campaign, now);
    const remaining = Object.values(allotment?.remaining ?? {});
    return {
      campaignId: campaign._id,
      form: { ...campaign.form, closesAt: campaign.closesAt },
      status,
      statusText: CAMPAIGN_STATUS_NAMES[status],
      ...(campaign.reason === undefined ? {} : { reason: campaign.reason }),
      sums: sumsOf(rows, handIns, noneWeighed),
      yards: campaign.form.yards
        .filter(({ courtyardId }) => only === undefined || courtyardId === only)
        .map(({ courtyardId, quota }) => ({
          courtyardId,
          name: nameIn(place, courtyardId),
          quota,
          ...moneyAt(courtyardId, { rows, handIns }),
        })),
      left: allotment ? remaining.reduce((sum, count) => sum + count, 0) : potsOf(campaign.form),
      waiting: waitingIn(allotment?.waiting ?? {}).length,
      may: mayOf(context, campaign),
      now,
    };
  },
};

const handInsIn = (
  { store }: Context<unknown>,
  { _id: saleId }: CampaignDoc,
  only: CourtyardId | undefined,
): Promise<readonly HandInDoc[]> =>
  only === undefined ? handInsOf(store, saleId) : handInsAt(store, { saleId, courtyardId: only });

interface Found {
  readonly rows: readonly OrderDoc<PartyId>[];
  readonly handIns: readonly HandInDoc[];
}

/** Paid pots at their price are what was handed in and what volunteers hold; what was handed in is the fund's. */
function moneyAt(
  courtyardId: CourtyardId,
  { rows, handIns }: Found,
): Omit<YardMoney, 'courtyardId' | 'name' | 'quota'> {
  const here = rows.filter((row) => row.courtyardId === courtyardId);
  const given = handIns.filter((one) => one.courtyardId === courtyardId);
  const add = <T>(all: readonly T[], count: (one: T) => number) =>
    all.reduce((sum, one) => sum + count(one), 0);
  const handedAt = ({ lines }: OrderDoc<PartyId>) =>
    add(Object.values(lines), ({ handed = 0 }) => handed);
  return {
    ...sumsOf(here, given, noneWeighed),
    handed: add(here, handedAt),
    paidPots: add(here, (row) => Math.min(handedAt(row), paidFor(row))),
    handedInFen: add(given, ({ dueFen, transferFen }) => dueFen + transferFen),
  };
}

/** So many pots the money that came from a door pays for. */
function paidFor(row: OrderDoc<PartyId>): number {
  const [line] = Object.values(row.lines);
  const received = sumsOf([row], [], noneWeighed).receivedFen;
  return line && line.priceFen > 0 ? Math.floor(received / line.priceFen) : 0;
}

function mayOf(context: Context<unknown>, campaign: CampaignDoc): CampaignManageView['may'] {
  const { call, now } = context;
  const runs = mayRun(context);
  const status = statusOf(campaign, now);
  const isThere = mayDeliver(campaign);
  return {
    edit: runs && status === 'draft',
    open: runs && status === 'draft',
    extend: runs && (status === 'open' || status === 'waiting'),
    callOff: runs && ['open', 'waiting', 'closing', 'closed'].includes(status),
    reoffer: runs && isThere && now >= campaign.form.collectBy,
    finish: runs && (status === 'closed' || status === 'delivering'),
    deliver: isThere && call.courtyardId !== undefined && mayServe(campaign, context),
  };
}
