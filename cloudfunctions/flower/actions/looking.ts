/** What neighbours and organisers open. */
import * as v from 'valibot';
import type { flower } from '../../../miniprogram/contract/flower';
import type { CampaignRow } from '../../../miniprogram/contract/flower-views';
import type { CourtyardId, PartyId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { courtyardOf } from '../../kernel/caller';
import { found } from '../../kernel/errors';
import { latestFirst } from '../../kernel/latest';
import { pageOf } from '../../kernel/page';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import {
  type AllotmentDoc,
  allotmentId,
  allotmentOf,
  isStaff,
  nameIn,
  type OrderDoc,
  orderId,
  ordersFrom,
  partyOf,
  placeOf,
  yardFields,
} from '../../sale/public';
import { type CampaignDoc, termsOf } from '../documents';
import { campaignForReading, mayKeep, mayRun, mayServe } from '../repository';
import { campaignView, rowOf } from '../views';
import { cursor, forCampaign } from './inputs';

type Actions = (typeof flower)['actions'];

export const list: HandlerOf<Actions['list']> = {
  input: schemaOf<InputOf<Actions['list']>>()(v.strictObject({ cursor })),

  async run(context) {
    const { input, call, caller, store, now } = context;
    const courtyardId = courtyardOf(call);
    const campaigns = await latestFirst<CampaignDoc>(store, {
      cursor: input.cursor,
      find: { collection: 'campaigns', where: { courtyards: courtyardId, listed: true } },
      key: 'closesAt',
    });
    const ours = campaigns.filter(({ communityId }) => communityId === call.communityId);
    if (ours.length === 0) await refuseForeign(context);
    const potsOf = await myPots(context, ours);
    const page = pageOf<CampaignDoc, CampaignRow>(ours, LIMITS.pageSize, {
      cursor: ({ closesAt, _id }) => ({ key: closesAt, id: _id }),
      view: (campaign) => rowOf(campaign, potsOf(campaign), now),
    });
    return { ...page, mayOpen: isStaff(caller), now };
  },
};

async function myPots(context: Context<unknown>, campaigns: readonly CampaignDoc[]) {
  const party = partyOf(context);
  if (party === undefined) return () => 0;
  const courtyardId = courtyardOf(context.call);
  const allotments = await context.store.getAll<AllotmentDoc>(
    'allotments',
    campaigns.map(({ _id }) => allotmentId(_id)),
    [`claims.${courtyardId}.${party}`],
  );
  return ({ _id }: CampaignDoc): number => {
    const doc = allotments.find((one) => one._id === allotmentId(_id));
    return doc?.claims?.[courtyardId]?.[party]?.total ?? 0;
  };
}

/** Where there is nothing to show, a courtyard of elsewhere looks like one that is not there. */
async function refuseForeign({ store, call, now }: Context<unknown>): Promise<void> {
  const { courtyards } = await placeOf(store, call.communityId, now);
  found(
    call,
    courtyards.some(({ id }) => id === call.courtyardId),
  );
}

export const working: HandlerOf<Actions['working']> = {
  input: schemaOf<InputOf<Actions['working']>>()(v.strictObject({ cursor })),

  async run({ input, call, caller, store, now }) {
    const campaigns = await latestFirst<CampaignDoc>(store, {
      cursor: input.cursor,
      find: { collection: 'campaigns', where: { communityId: call.communityId } },
      key: 'editedAt',
    });
    const page = pageOf<CampaignDoc, CampaignRow>(campaigns, LIMITS.pageSize, {
      cursor: ({ editedAt, _id }) => ({ key: editedAt, id: _id }),
      view: (campaign) => rowOf(campaign, 0, now),
    });
    return { ...page, mayOpen: isStaff(caller), now };
  },
};

export const campaign: HandlerOf<Actions['campaign']> = {
  input: schemaOf<InputOf<Actions['campaign']>>()(v.strictObject(forCampaign)),

  async run(context) {
    const { input, call, store, now } = context;
    const doc = await campaignForReading(store, input.campaignId, context);
    const courtyardId = courtyardOf(call);
    const place = await placeOf(store, call.communityId, now);
    const serves = mayServe(doc, context);
    // Whoever adopts on the telephone sees what that household of the courtyard has.
    const party = serves && call.subject ? call.subject : partyOf(context);
    return campaignView(doc, {
      courtyardId,
      party,
      ...(await standingOf(context, doc, { courtyardId, party })),
      nameOf: (id) => nameIn(place, id),
      may: { mayServe: serves, mayKeep: mayKeep(doc, context), mayManage: mayRun(context) },
      now,
    });
  },
};

interface Standing {
  readonly allotment: AllotmentDoc | undefined;
  readonly order: OrderDoc<PartyId> | undefined;
}

/** While it is open the allotment says what somebody adopted; afterwards the order does. */
async function standingOf(
  { store, call }: Context<unknown>,
  doc: CampaignDoc,
  {
    courtyardId,
    party,
  }: { readonly courtyardId: CourtyardId; readonly party: PartyId | undefined },
): Promise<Standing> {
  if (doc.status === 'draft') return { allotment: undefined, order: undefined };
  const sale = { saleId: doc._id, communityId: call.communityId };
  const allotment = await allotmentOf(store, sale, [...yardFields(courtyardId), 'waiting']);
  if (party === undefined) return { allotment, order: undefined };
  if (doc.status !== 'open' && doc.status !== 'cancelled') {
    const order = await store.get<OrderDoc<PartyId>>('orders', orderId(doc._id, party));
    return { allotment, order: order?.courtyardId === courtyardId ? order : undefined };
  }
  const claims = { [courtyardId]: allotment?.claims?.[courtyardId] ?? {} };
  const order = ordersFrom<PartyId>(termsOf(doc), { claims }).find(
    ({ householdId }) => householdId === party,
  );
  return { allotment, order };
}
