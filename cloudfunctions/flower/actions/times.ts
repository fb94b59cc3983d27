/** Moving a campaign's times, calling it off, and ending it. */
import * as v from 'valibot';
import type { flower } from '../../../miniprogram/contract/flower';
import type { PartyId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { at, schemaOf, text } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import type { Reading } from '../../kernel/store';
import {
  allotmentOf,
  callOff as callOffSale,
  checkWords,
  clockOf,
  handInsOf,
  type OrderDoc,
  ordersOf,
  prolong,
  sumsOf,
} from '../../sale/public';
import { closedIfDue } from '../closing';
import type { CampaignDoc } from '../documents';
import { cancelled, extended, finished, withDelivery } from '../flower';
import { actOn, campaignToRun } from '../repository';
import { statusFor } from './campaigns';
import { delivery, forCampaign } from './inputs';

type Actions = (typeof flower)['actions'];

export const extendCampaign: HandlerOf<Actions['extendCampaign']> = {
  input: schemaOf<InputOf<Actions['extendCampaign']>>()(
    v.strictObject({ ...forCampaign, closesAt: at }),
  ),

  async run(context) {
    const { input, call, store, now } = context;
    const { campaignId, closesAt: until } = input;
    const load = (read: Reading | typeof store) => campaignToRun(read, campaignId, context);
    extendedOnce(await load(store), until, now);
    // The allotment first: it decides, and a campaign that was not told catches up with it.
    if (!(await prolong(store, campaignId, { until, at: now, from: 'open' }))) {
      const sale = { saleId: campaignId, communityId: call.communityId };
      const stands = await allotmentOf(store, sale, ['state', 'closesAt']);
      refuseIf(stands?.state !== 'open' || stands.closesAt < until, 'CAMPAIGN_NOT_OPEN');
    }
    return actOn(context, load, (campaign) => {
      const after = extendedOnce(campaign, until, now);
      return { after, value: statusFor(after, now) };
    });
  },
};

/** A tap that comes again may find that the campaign has caught up with its allotment, and hears yes. */
const extendedOnce = (campaign: CampaignDoc, closesAt: number, now: number): CampaignDoc =>
  campaign.status === 'open' && campaign.closesAt === closesAt
    ? campaign
    : extended(campaign, closesAt, now);

export const callOff: HandlerOf<Actions['callOff']> = {
  input: schemaOf<InputOf<Actions['callOff']>>()(
    v.strictObject({ ...forCampaign, reason: text(LIMITS.reasonLength) }),
  ),

  async run(context) {
    const { input, caller, store, now } = context;
    const load = (read: Reading | typeof store) => campaignToRun(read, input.campaignId, context);
    const before = await load(store);
    if (before.status !== 'cancelled') {
      cancelled(before, input.reason, now);
      await checkWords(context, input.reason);
      // First nothing is adopted any more; a campaign that was not told is called off at its closing instant.
      const off = { reason: input.reason, by: memberOf(caller)._id, at: now };
      await callOffSale(store, input.campaignId, off);
    }
    return actOn(context, load, (campaign) => {
      const after = cancelled(campaign, input.reason, now);
      return { after, value: statusFor(after, now) };
    });
  },
};

export const changeDelivery: HandlerOf<Actions['changeDelivery']> = {
  input: schemaOf<InputOf<Actions['changeDelivery']>>()(
    v.strictObject({ ...forCampaign, delivery, collectBy: at }),
  ),

  async run(context) {
    const { input, store, cloud, now } = context;
    await checkWords(context, input.delivery.text);
    const before = await campaignToRun(store, input.campaignId, context);
    await closedIfDue(store, before, clockOf(cloud, now));
    return actOn(
      context,
      (read) => campaignToRun(read, input.campaignId, context),
      (campaign) => {
        const after = withDelivery(campaign, input, now);
        return { after, value: statusFor(after, now) };
      },
    );
  },
};

const isOpenDoor = ({ door, units }: OrderDoc<PartyId>): boolean =>
  units > 0 && door?.final !== true;

export const finish: HandlerOf<Actions['finish']> = {
  input: schemaOf<InputOf<Actions['finish']>>()(v.strictObject(forCampaign)),

  async run(context) {
    const { input, store, now } = context;
    const load = (read: Reading | typeof store) => campaignToRun(read, input.campaignId, context);
    const { _id } = await load(store);
    const orders = await ordersOf<PartyId>(store, _id);
    const { withVolunteersFen } = sumsOf(orders, await handInsOf(store, _id), () => undefined);
    const open = orders.filter(isOpenDoor).length + (withVolunteersFen === 0 ? 0 : 1);
    return actOn(context, load, (campaign) => {
      const after = campaign.status === 'done' ? campaign : finished(campaign, open, now);
      return { after, value: statusFor(after, now) };
    });
  },
};
