/** Preparing a campaign and publishing it. */
import * as v from 'valibot';
import type { flower } from '../../../miniprogram/contract/flower';
import type { CampaignForm } from '../../../miniprogram/contract/flower-forms';
import type { CampaignId } from '../../../miniprogram/contract/ids';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { memberOf } from '../../kernel/caller';
import { AppError, refuseIf } from '../../kernel/errors';
import { idFrom } from '../../kernel/ids';
import { count, idOf, schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { statesOf } from '../../kernel/shown-pictures';
import { create, type Reading } from '../../kernel/store';
import { newAllotment, placeOf } from '../../sale/public';
import { type CampaignDoc, type Form, termsOf } from '../documents';
import { numbered, opened, shownBy, statusOf, withForm } from '../flower';
import { actOn, campaignToRun } from '../repository';
import { simulate as simulated } from '../simulate';
import { forCampaign, form } from './inputs';

type Actions = (typeof flower)['actions'];

export const statusFor = (campaign: CampaignDoc, now: number) => ({
  campaignId: campaign._id,
  status: statusOf(campaign, now),
});

export const simulate: HandlerOf<Actions['simulate']> = {
  input: schemaOf<InputOf<Actions['simulate']>>()(
    v.strictObject({ form, households: count(100_000) }),
  ),

  async run({ input, call, store, now }) {
    const { courtyards } = await placeOf(store, call.communityId, now);
    return simulated(input.form, input.households, ({ courtyardId }) =>
      courtyards.find(({ id }) => id === courtyardId),
    );
  },
};

export const saveCampaign: HandlerOf<Actions['saveCampaign']> = {
  input: schemaOf<InputOf<Actions['saveCampaign']>>()(
    v.strictObject({ campaignId: v.exactOptional(idOf('fl')), form }),
  ),

  async run(context) {
    const { input, call, caller, now } = context;
    await refuseForeign(context, input.form);
    if (input.campaignId !== undefined) {
      const id = input.campaignId;
      return actOn(
        context,
        (read) => campaignToRun(read, id, context),
        (campaign) => {
          const varieties = numbered(input.form.varieties, campaign.form.varieties);
          const after = withForm(campaign, { ...input.form, varieties }, now);
          return { after, value: statusFor(after, now) };
        },
      );
    }
    const id: CampaignId = idFrom('fl', memberOf(caller)._id, call.requestId ?? '');
    const varieties = numbered(input.form.varieties, []);
    const campaign = newCampaign(context, id, { ...input.form, varieties });
    return once(context, () =>
      Promise.resolve({
        writes: [create('campaigns', campaign)],
        value: statusFor(campaign, now),
      }),
    );
  },
};

/** @throws AppError `NOT_FOUND` for a courtyard that is not of the community */
async function refuseForeign({ store, call, now }: Context<unknown>, { yards }: CampaignForm) {
  const { courtyards } = await placeOf(store, call.communityId, now);
  const known = new Set(courtyards.map(({ id }) => id));
  if (yards.some(({ courtyardId }) => !known.has(courtyardId))) throw new AppError('NOT_FOUND');
}

const newCampaign = (
  { call, caller, now }: Context<unknown>,
  id: CampaignId,
  wanted: Form,
): CampaignDoc => ({
  _id: id,
  communityId: call.communityId,
  rev: 1,
  ...shownBy(wanted),
  status: 'draft',
  listed: false,
  by: memberOf(caller)._id,
  editedAt: now,
  tell: [],
  pending: false,
});

export const openCampaign: HandlerOf<Actions['openCampaign']> = {
  input: schemaOf<InputOf<Actions['openCampaign']>>()(v.strictObject(forCampaign)),

  async run(context) {
    const { input, caller, store, cloud, now } = context;
    const load = (read: Reading | typeof store) => campaignToRun(read, input.campaignId, context);
    const draft = await load(store);
    const isFresh = draft.status === 'draft';
    if (isFresh) {
      opened(draft, now);
      if (!(await passes(cloud, caller.openid, wordsOf(draft)))) throw new AppError('CHECK_AWAY');
    }
    return actOn(context, load, async (campaign, read) => {
      // Whatever was written after the check is not what was checked.
      refuseIf(isFresh && wordsOf(campaign) !== wordsOf(draft), 'STALE');
      const after = opened(campaign, now);
      await refuseUnseen(read, after);
      const allotment = newAllotment(termsOf(after), after);
      return {
        after,
        writes: [create('allotments', allotment)],
        value: statusFor(after, now),
      };
    });
  },
};

/** What is published has been looked at. @throws AppError `PICTURE_BAD`, `CAMPAIGN_NOT_READY` while a check goes on */
async function refuseUnseen(read: Reading, { pictures, communityId }: CampaignDoc): Promise<void> {
  if (pictures.length === 0) return;
  const states = Object.values(await statesOf(read, pictures, communityId));
  const isSeen = states.length === pictures.length && states.every((state) => state === 'passed');
  refuseIf(!isSeen, 'CAMPAIGN_NOT_READY', { field: '图片检查（请过一会儿再发布）' });
}

/** Everything of a campaign that neighbours will read. */
const wordsOf = ({ form: { title, note, varieties, delivery, yards } }: CampaignDoc): string =>
  [
    ...[title, note, delivery.text],
    ...varieties.flatMap(({ name, care }) => [name, ...care]),
    ...yards.flatMap(({ dropPoint, corner }) => [dropPoint, corner?.place ?? '']),
  ]
    .filter((words) => words !== '')
    .join('\n');
