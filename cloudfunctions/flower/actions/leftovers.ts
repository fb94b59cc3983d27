/** 余花: given beyond the cap with a reason, and offered again when nobody took them home. */
import * as v from 'valibot';
import type { flower } from '../../../miniprogram/contract/flower';
import { CORNER_NAME } from '../../../miniprogram/contract/flower-forms';
import type { LeftoverRow } from '../../../miniprogram/contract/flower-views';
import { isCorner } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { found, refuseIf } from '../../kernel/errors';
import { schemaOf, text } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import {
  allotmentOf,
  checkWords,
  clockOf,
  type Given,
  giveOne,
  isStaff,
  nameIn,
  namesIn,
  order,
  placeOf,
  yardOf,
} from '../../sale/public';
import { closedIfDue, offerAgain, quietly } from '../closing';
import { type CampaignDoc, POT, termsOf } from '../documents';
import { freeing, mayDeliver, statusOf } from '../flower';
import { actOn, campaignForReading, campaignToRun, mayKeep } from '../repository';
import { inFlowers } from '../words';
import { refuseStranger } from './adopting';
import { statusFor } from './campaigns';
import { forCampaign, gifts, party } from './inputs';

type Actions = (typeof flower)['actions'];
type Give = Actions['giveLeftover'];

export const giveLeftover: HandlerOf<Give> = {
  input: schemaOf<InputOf<Give>>()(
    v.strictObject({
      ...forCampaign,
      householdId: party,
      counts: gifts,
      reason: text(LIMITS.reasonLength),
    }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, store, cloud, now } = context;
    const seen = await campaignForReading(store, input.campaignId, context);
    found(seen, mayKeep(seen, context));
    await refuseStranger(context, input.householdId);
    await checkWords(context, input.reason);
    const campaign = await closedIfDue(store, seen, clockOf(cloud, now));
    await inFlowers(() => given(context, campaign));
    const pots = Object.values(input.counts).reduce((sum, count) => sum + count, 0);
    return { campaignId: input.campaignId, pots, fen: pots * campaign.form.priceFen };
  },
};

/** While it is open within the courtyard's quota, afterwards of all that is left; never more than there is. */
async function given(
  { input, call, caller, store, now }: Context<InputOf<Give>>,
  campaign: CampaignDoc,
): Promise<unknown> {
  const courtyardId = courtyardOf(call);
  const terms = termsOf(campaign);
  const by = memberOf(caller)._id;
  const { householdId, counts, reason } = input;
  const requestId = call.requestId ?? '';
  if (campaign.status === 'open') {
    refuseIf(statusOf(campaign, now) !== 'open', 'CAMPAIGN_NOT_OPEN');
    const lines = Object.entries(counts).map(([itemId, add]) => ({ itemId, add }));
    const step = { courtyardId, householdId, lines, actor: by, how: 'phone', at: now } as const;
    return order(store, terms, { ...step, requestId, beyond: reason });
  }
  refuseIf(!mayDeliver(campaign), 'CAMPAIGN_NOT_OPEN');
  return giveOne(store, terms, {
    ...{ what: 'extra', courtyardId, party: householdId, counts, reason, by, at: now },
    key: requestId,
  });
}

export const leftovers: HandlerOf<Actions['leftovers']> = {
  input: schemaOf<InputOf<Actions['leftovers']>>()(v.strictObject(forCampaign)),

  async run(context) {
    const { input, call, caller, store, now } = context;
    const campaign = await campaignForReading(store, input.campaignId, context);
    const sale = { saleId: campaign._id, communityId: call.communityId };
    const allotment =
      campaign.status === 'draft' ? undefined : await allotmentOf(store, sale, ['given']);
    const all = Object.values(allotment?.given ?? {});
    // Staff read of every courtyard, its keepers of their own.
    const mine = all.filter((one) => isStaff(caller) || one.courtyardId === courtyardOf(call));
    const latest = [...mine].sort((a, b) => b.at - a.at).slice(0, LIMITS.listMax);
    const nameOf = await namesIn(store, [...new Set(latest.flatMap(({ by }) => by ?? []))], now);
    const labelOf = await labels(context);
    return {
      items: latest.map((one) => rowOf(campaign, one, { label: labelOf(one), nameOf })),
      now,
    };
  },
};

/** Doors of the own courtyard by their plate, those of others by their courtyard. */
async function labels({ store, call, now }: Context<unknown>) {
  const { communityId, courtyardId } = call;
  const place = await placeOf(store, communityId, now);
  const yard = courtyardId ? await yardOf(store, courtyardId, { communityId, now }) : undefined;
  return ({ party: who, courtyardId: at }: Given): string => {
    if (isCorner(who)) return `${nameIn(place, at)}${CORNER_NAME}`;
    return yard?.plates[who]?.label ?? `${nameIn(place, at)}一户`;
  };
}

function rowOf(
  { form }: CampaignDoc,
  { what, at, courtyardId, counts, by, reason }: Given,
  {
    label,
    nameOf,
  }: {
    readonly label: string;
    readonly nameOf: (member: NonNullable<Given['by']>) => string;
  },
): LeftoverRow {
  const parts = form.varieties.flatMap(({ id, name }) =>
    counts[id] ? [`${name} ${counts[id]} ${POT}`] : [],
  );
  return {
    what,
    at,
    courtyardId,
    label,
    byName: by === undefined ? '按候补顺序' : nameOf(by),
    potsText: parts.join('、'),
    pots: Object.values(counts).reduce((sum, count) => sum + count, 0),
    reason,
  };
}

export const reoffer: HandlerOf<Actions['reoffer']> = {
  input: schemaOf<InputOf<Actions['reoffer']>>()(v.strictObject(forCampaign)),

  async run(context) {
    const { input, caller, store, cloud, now } = context;
    const value = await actOn(
      context,
      (read) => campaignToRun(read, input.campaignId, context),
      (campaign) => {
        const after = freeing(campaign, { by: memberOf(caller)._id, at: now });
        return { after, value: statusFor(after, now) };
      },
    );
    // What there is no time for, and what fails from here on, is the tick's.
    await quietly(async () => {
      const campaign = await store.get<CampaignDoc>('campaigns', input.campaignId);
      if (campaign) await offerAgain(store, campaign, clockOf(cloud, now));
    });
    return value;
  },
};
