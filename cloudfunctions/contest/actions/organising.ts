/** Preparing a contest, opening it and calling it off. */
import * as v from 'valibot';
import type { contest } from '../../../miniprogram/contract/contest';
import type { ContestForm } from '../../../miniprogram/contract/contest-forms';
import type { ContestId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { namesOf } from '../../courtyard/public';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { AppError, found, refuseIf } from '../../kernel/errors';
import { idFrom } from '../../kernel/ids';
import { idOf, schemaOf, text } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create } from '../../kernel/store';
import { cancelled, editedAt, opened, statusOf, windowsOf, withForm } from '../contest';
import type { ContestDoc } from '../documents';
import { actOn, contestToRun, isStaff } from '../repository';
import { contestForm, forContest } from './inputs';

type Actions = (typeof contest)['actions'];

const statusFor = (doc: ContestDoc, now: number) => ({
  contestId: doc._id,
  status: statusOf(doc, now),
});

export const saveContest: HandlerOf<Actions['saveContest']> = {
  input: schemaOf<InputOf<Actions['saveContest']>>()(
    v.strictObject({ contestId: v.exactOptional(idOf('ct')), form: contestForm }),
  ),

  async run(context) {
    const { input, call, caller, now } = context;
    const form = await formOf(context, input.form);
    if (input.contestId !== undefined) {
      return actOn(context, input.contestId, (doc) => {
        const after = withForm(doc, form, now);
        return { after, value: statusFor(after, now) };
      });
    }
    const id: ContestId = idFrom('ct', memberOf(caller)._id, call.requestId ?? '');
    return once(context, async () => {
      const doc = newContest(context, { id, form });
      return { writes: [create('contests', doc)], value: statusFor(doc, now) };
    });
  },
};

/** A courtyard's contest is for that courtyard; staff choose, and whoever is not of the community is not there. */
async function formOf(
  { store, call, caller, now }: Context<unknown>,
  form: ContestForm,
): Promise<ContestForm> {
  if (!isStaff(caller)) {
    const { electorate } = form;
    // One courtyard's contest is not the whole community's to decide.
    refuseIf(electorate === 'community', 'INVALID', { field: 'electorate' });
    return { ...form, courtyards: [courtyardOf(call)] };
  }
  const courtyards = [...new Set(form.courtyards)];
  for (const id of courtyards) {
    const names = await namesOf(store, call.communityId, { now, place: id });
    found(id, names.of(id) !== '');
  }
  return { ...form, courtyards };
}

const newContest = (
  { call, caller, now }: Context<unknown>,
  { id, form }: { readonly id: ContestId; readonly form: ContestForm },
): ContestDoc => ({
  _id: id,
  communityId: call.communityId,
  rev: 1,
  origin: isStaff(caller) ? call.communityId : courtyardOf(call),
  courtyards: form.courtyards,
  form,
  ...windowsOf(form),
  status: 'draft',
  listed: false,
  by: memberOf(caller)._id,
  ...editedAt({ _id: id }, now),
});

/** Everything of a contest that neighbours will read. */
const wordsOf = ({ form: { title, note, criteria, titles } }: ContestDoc): string =>
  [title, note, ...criteria, ...titles.flatMap(({ name, prizeText }) => [name, prizeText])]
    .filter((one) => one !== '')
    .join('\n');

export const openContest: HandlerOf<Actions['openContest']> = {
  input: schemaOf<InputOf<Actions['openContest']>>()(v.strictObject(forContest)),

  async run(context) {
    const { input, caller, store, cloud, now } = context;
    const draft = await contestToRun(store, input.contestId, context);
    const isFresh = draft.status === 'draft';
    if (isFresh) {
      opened(draft, now);
      if (!(await passes(cloud, caller.openid, wordsOf(draft)))) throw new AppError('CHECK_AWAY');
    }
    return actOn(context, input.contestId, (doc) => {
      // Whatever was written after the check is not what was checked.
      refuseIf(isFresh && wordsOf(doc) !== wordsOf(draft), 'STALE');
      const after = opened(doc, now);
      return { after, value: statusFor(after, now) };
    });
  },
};

export const cancelContest: HandlerOf<Actions['cancelContest']> = {
  input: schemaOf<InputOf<Actions['cancelContest']>>()(
    v.strictObject({ ...forContest, reason: text(LIMITS.reasonLength) }),
  ),

  async run(context) {
    const { input, caller, store, cloud, now } = context;
    const doc = await contestToRun(store, input.contestId, context);
    if (doc.status !== 'cancelled' && !(await passes(cloud, caller.openid, input.reason))) {
      throw new AppError('CHECK_AWAY');
    }
    return actOn(context, input.contestId, (fresh) => {
      const after = cancelled(fresh, input.reason, now);
      return { after, value: statusFor(after, now) };
    });
  },
};
