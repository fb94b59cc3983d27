/** What neighbours and organisers open. */
import * as v from 'valibot';
import type { contest } from '../../../miniprogram/contract/contest';
import type { ContestRow } from '../../../miniprogram/contract/contest-views';
import type { HouseholdId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { isKeeper, namesOf } from '../../courtyard/public';
import { potsOf } from '../../flower/public';
import { courtyardOf, householdOf } from '../../kernel/caller';
import { before } from '../../kernel/conditions';
import type { Find } from '../../kernel/database';
import { found } from '../../kernel/errors';
import { pageOf, readCursor } from '../../kernel/page';
import { nothing, schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { statusOf } from '../contest';
import {
  type BallotDoc,
  ballotId,
  type ContestDoc,
  type EntryDoc,
  type VerdictDoc,
  verdictId,
} from '../documents';
import { contestForReading, isStaff, mayRun, placeFor, verdictAt } from '../repository';
import { urlsOf } from '../urls';
import { contestView, myEntryView, rowOf } from '../views';
import { cursor, forContest } from './inputs';

type Actions = (typeof contest)['actions'];

/** The household the call is for, where there is one: workers may have none here. */
export function partyOf({
  caller,
  call,
}: Pick<Context<unknown>, 'caller' | 'call'>): HouseholdId | undefined {
  const own = caller.member?.households.some((one) =>
    call.subject === undefined
      ? one.courtyardId === call.courtyardId
      : one.householdId === call.subject,
  );
  const helps = caller.member?.actingFor.some(
    ({ status, householdId }) => status === 'active' && householdId === call.subject,
  );
  return own || helps ? householdOf(caller, call).householdId : undefined;
}

const PAGE = LIMITS.pageSize;

export const list: HandlerOf<Actions['list']> = {
  input: schemaOf<InputOf<Actions['list']>>()(
    v.strictObject({ box: v.exactOptional(v.literal('running')), cursor }),
  ),

  async run(context) {
    const { input, call, caller, now } = context;
    const docs = (await pageRows(context)).filter(
      ({ communityId }) => communityId === call.communityId,
    );
    if (docs.length === 0) await refuseForeign(context);
    const shown = input.box === 'running' ? docs.filter((doc) => mayRun(doc, context)) : docs;
    const verdicts = await verdictsOf(context, shown);
    const page = pageOf<ContestDoc, ContestRow>(shown, PAGE, {
      cursor: ({ listKey, _id }) => ({ key: listKey, id: _id }),
      view: (doc) => rowOf(doc, verdicts.get(doc._id), now),
    });
    return { ...page, mayOpen: isKeeper(caller.roles), now };
  },
};

/** Where there is nothing to show, a courtyard of elsewhere looks like one that is not there. */
async function refuseForeign({ store, call, now }: Context<unknown>): Promise<void> {
  const { courtyardId: place } = call;
  if (place === undefined) return;
  const names = await namesOf(store, call.communityId, { now, place });
  found(names, names.of(place) !== '');
}

async function pageRows({ input, call, caller, store }: Context<InputOf<Actions['list']>>) {
  const isRunning = input.box === 'running';
  const origin = isStaff(caller) ? call.communityId : courtyardOf(call);
  const where: Find['where'] = isRunning
    ? { origin }
    : { courtyards: courtyardOf(call), listed: true };
  const from = readCursor(input.cursor);
  const older = from ? { listKey: before(from.key) } : {};
  return store.find<ContestDoc>({
    collection: 'contests',
    where: { ...where, ...older },
    order: [['listKey', -1]],
    limit: PAGE + 1,
  });
}

/** What the place of the call says of each. */
async function verdictsOf({ store, call }: Context<unknown>, docs: readonly ContestDoc[]) {
  const { courtyardId } = call;
  if (courtyardId === undefined) return new Map<string, VerdictDoc>();
  const ids = docs.map((doc) => verdictId(doc._id, placeFor(doc, courtyardId)));
  const verdicts = await store.getAll<VerdictDoc>('verdicts', ids, ['phase', 'contestId']);
  return new Map(verdicts.map((one) => [one.contestId as string, one]));
}

export const contestOne: HandlerOf<Actions['contest']> = {
  input: schemaOf<InputOf<Actions['contest']>>()(v.strictObject(forContest)),

  async run(context) {
    const { input, caller, store, cloud, now } = context;
    const doc = await contestForReading(store, input.contestId, context);
    const household = partyOf(context);
    const [entries, { ballot, verdict }] = await Promise.all([
      household === undefined || !doc.listed ? [] : entriesOf(context, household),
      standingOf(context, doc, household),
    ]);
    const mine = entries.filter(({ live, communityId }) => live && communityId === doc.communityId);
    const status = statusOf(doc, now);
    const { electorate } = doc.form;
    const urlOf = await urlsOf(
      cloud,
      mine.flatMap(({ form }) => form.pictures.map(({ thumbId }) => thumbId)),
    );
    return contestView(doc, {
      mine: mine.map((entry) => myEntryView(entry, urlOf)),
      verdict,
      ballot,
      mayEnter: household !== undefined && status === 'open',
      mayVote: household !== undefined && status === 'judging' && electorate !== 'committee',
      mayJudge:
        verdict?.phase === 'judging' &&
        verdict.panel.some(({ memberId }) => memberId === caller.member?._id),
      mayRun: mayRun(doc, context),
      now,
    });
  },
};

const entriesOf = (
  { input, store }: Context<InputOf<Actions['contest']>>,
  householdId: HouseholdId,
) =>
  store.find<EntryDoc>({
    collection: 'entries',
    where: { contestId: input.contestId, householdId },
    limit: LIMITS.listMax,
  });

/** While ballots are taken the own one; what the place says once judging has begun by points. */
async function standingOf(
  { call, store, now }: Context<unknown>,
  doc: ContestDoc,
  household: HouseholdId | undefined,
): Promise<{ ballot?: BallotDoc['entryId']; verdict?: VerdictDoc }> {
  const status = statusOf(doc, now);
  const isByBallot = doc.form.electorate !== 'committee';
  if (status === 'judging' && isByBallot) {
    if (household === undefined) return {};
    const ballot = await store.get<BallotDoc>('ballots', ballotId(doc._id, household));
    return ballot ? { ballot: ballot.entryId } : {};
  }
  const isBefore = ['draft', 'waiting', 'open', 'cancelled'].includes(status);
  if (isBefore || call.courtyardId === undefined) return {};
  const verdict = await verdictAt(store, doc._id, placeFor(doc, call.courtyardId));
  return verdict ? { verdict } : {};
}

export const pots: HandlerOf<Actions['pots']> = {
  input: schemaOf<InputOf<Actions['pots']>>()(nothing),

  async run({ call, caller, store }) {
    const { householdId } = householdOf(caller, call);
    const all = await potsOf(store, householdId);
    const own = all.filter(
      ({ communityId, state }) =>
        communityId === call.communityId && ['handed', 'coming'].includes(state),
    );
    return { items: own.map(({ potId: key, variety, name }) => ({ key, variety, name })) };
  },
};

export const waitingVideos: HandlerOf<Actions['waitingVideos']> = {
  input: schemaOf<InputOf<Actions['waitingVideos']>>()(v.strictObject(forContest)),

  async run(context) {
    const { input, call, store, cloud } = context;
    const doc = await contestForReading(store, input.contestId, context);
    const here = courtyardOf(call);
    found(doc, doc.courtyards.includes(here));
    const entries = await store.find<EntryDoc>({
      collection: 'entries',
      where: { contestId: doc._id, courtyardId: here, 'video.state': 'unseen' },
      limit: PAGE,
    });
    const own = partyOf(context);
    const shown = entries.filter(({ live, householdId }) => live && householdId !== own);
    const urlOf = await urlsOf(
      cloud,
      shown.flatMap(({ form }) => (form.video ? [form.video.fileId] : [])),
    );
    return {
      items: shown.map(({ _id, form }) => ({
        entryId: _id,
        words: form.words,
        videoUrl: form.video ? urlOf(form.video.fileId) : '',
        childFace: form.childFace,
      })),
    };
  },
};
