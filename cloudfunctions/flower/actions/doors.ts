/** At the doors of a courtyard, and the cash that comes back from them. */
import * as v from 'valibot';
import type { flower } from '../../../miniprogram/contract/flower';
import { CORNER_NAME } from '../../../miniprogram/contract/flower-forms';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { credit } from '../../fund/public';
import { courtyardOf } from '../../kernel/caller';
import { found, refuseIf } from '../../kernel/errors';
import { count, schemaOf, text, words } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import {
  clockOf,
  correctAt,
  deliverAt,
  doorSheet,
  handInAt,
  handInsSheet,
  onTheWay,
} from '../../sale/public';
import { closedIfDue } from '../closing';
import { type CampaignDoc, goodsOf, yardIn } from '../documents';
import { mayDeliver, statusOf } from '../flower';
import { campaignForReading, keepOver, mayServe, rowsOf, termsAt } from '../repository';
import { careText } from '../views';
import { doorFields, forCampaign, signedFen } from './inputs';

type Actions = (typeof flower)['actions'];
type Here = Context<{ readonly campaignId: CampaignDoc['_id'] }>;

/** A campaign at the doors of the courtyard of the call. @throws AppError `NOT_FOUND` */
async function campaignHere(context: Here): Promise<CampaignDoc> {
  const { input, store, cloud, now } = context;
  const campaign = await campaignForReading(store, input.campaignId, context);
  found(campaign, campaign.listed && mayServe(campaign, context));
  const current = await closedIfDue(store, campaign, clockOf(cloud, now));
  if (current !== campaign) keepOver(current, now);
  return current;
}

/** The campaign at this courtyard, as the doors of any sale are shown. */
async function saleHere(context: Here) {
  const campaign = await campaignHere(context);
  const courtyardId = courtyardOf(context.call);
  const yard = yardIn(campaign, courtyardId);
  const sale = {
    saleId: campaign._id,
    goods: goodsOf(campaign),
    orders: await rowsOf(context.store, campaign, courtyardId),
    isOpen: campaign.status === 'open',
    ...(yard?.corner ? { cornerLabel: `${CORNER_NAME}（${careText(yard)}）` } : {}),
  };
  return { campaign, yard, sale };
}

export const door: HandlerOf<Actions['door']> = {
  input: schemaOf<InputOf<Actions['door']>>()(v.strictObject(forCampaign)),

  async run(context) {
    const { campaign, yard, sale } = await saleHere(context);
    const sheet = await doorSheet(context, sale);
    const status = statusOf(campaign, context.now);
    const isWalked = status === 'closed' && sale.orders.some((one) => one.door);
    return {
      campaignId: campaign._id,
      title: campaign.form.title,
      // The first door that was visited says it, whatever the instance remembers.
      status: isWalked ? 'delivering' : status,
      dropPoint: yard?.dropPoint ?? '',
      mayDeliver: mayDeliver(campaign),
      ...sheet,
      rows: sheet.rows.map(({ extraUnits: extraPots, ...row }) => ({ ...row, extraPots })),
    };
  },
};

export const deliver: HandlerOf<Actions['deliver']> = {
  input: schemaOf<InputOf<Actions['deliver']>>()(v.strictObject({ ...forCampaign, ...doorFields })),
  answersReplays: true,

  async run(context) {
    const { input, call, store, now } = context;
    const terms = await termsAt(store, input.campaignId, call);
    const walk = {
      collection: 'campaigns',
      id: input.campaignId,
      from: ['closed'],
      to: 'delivering',
      underWay: ['delivering', 'done'],
      off: 'CAMPAIGN_CANCELLED',
    } as const;
    const visited = await deliverAt(context, terms, () => onTheWay(store, walk, now));
    return { householdId: input.householdId, ...visited };
  },
};

export const correctDoor: HandlerOf<Actions['correctDoor']> = {
  input: schemaOf<InputOf<Actions['correctDoor']>>()(
    v.strictObject({
      ...forCampaign,
      ...doorFields,
      seen: count(1_000),
      reason: text(LIMITS.reasonLength),
    }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, store } = context;
    const terms = await termsAt(store, input.campaignId, call);
    return { householdId: input.householdId, ...(await correctAt(context, terms)) };
  },
};

export const handIns: HandlerOf<Actions['handIns']> = {
  input: schemaOf<InputOf<Actions['handIns']>>()(v.strictObject(forCampaign)),

  async run(context) {
    const { campaign, sale } = await saleHere(context);
    return {
      campaignId: campaign._id,
      title: campaign.form.title,
      ...(await handInsSheet(context, sale)),
    };
  },
};

/** What neighbours pay for flowers is theirs to give: it is the fund's with the hand-in. */
export const handIn: HandlerOf<Actions['handIn']> = {
  input: schemaOf<InputOf<Actions['handIn']>>()(
    v.strictObject({
      ...forCampaign,
      countedFen: signedFen,
      explanation: words(LIMITS.reasonLength),
    }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, store } = context;
    const terms = await termsAt(store, input.campaignId, call);
    return handInAt(context, terms, {
      memo: '花花节认养交款',
      async credit({ takenFen }, read) {
        const campaign = found(await read.get<CampaignDoc>('campaigns', input.campaignId));
        refuseIf(campaign.status === 'cancelled', 'CAMPAIGN_CANCELLED');
        return takenFen === 0 ? [] : [credit('income_flowers', takenFen)];
      },
    });
  },
};
