/** Points of judges and ballots of households. Nobody reads another's before they are counted. */
import * as v from 'valibot';
import type { contest } from '../../../miniprogram/contract/contest';
import type { JudgingItem } from '../../../miniprogram/contract/contest-views';
import type { CourtyardId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { type Caller, courtyardOf, householdHere, memberOf } from '../../kernel/caller';
import { AppError, found, refuseIf } from '../../kernel/errors';
import type { MemberDoc } from '../../kernel/member-doc';
import { pageOf } from '../../kernel/page';
import { nothing, schemaOf } from '../../kernel/parse';
import { askedOf } from '../../kernel/requests';
import type { Context, HandlerOf } from '../../kernel/serve';
import { refusePoints, statusOf } from '../contest';
import {
  type BallotDoc,
  ballotId,
  type ContestDoc,
  contestOf,
  type EntryDoc,
  type Judge,
  type ScoreDoc,
  scoreId,
  type VerdictDoc,
} from '../documents';
import { isRecused } from '../judging';
import { mark, unlessDone } from '../marks';
import {
  contestForReading,
  contestListed,
  entryFor,
  placeFor,
  verdictAt,
  yardsOf,
} from '../repository';
import { urlsOf } from '../urls';
import { at, cursor, entryId, forContest, forEntry, points } from './inputs';
import { entriesPage } from './walls';

type Actions = (typeof contest)['actions'];

/** The households somebody may not judge by: those of now, beside those of when judging began. */
export const judgeOf = (member: MemberDoc, known?: Judge): Judge => ({
  memberId: member._id,
  households: [
    ...(known?.households ?? []),
    ...member.households.map(({ householdId }) => householdId),
    ...member.actingFor.map(({ householdId }) => householdId),
  ],
});

interface Sitting {
  readonly doc: ContestDoc;
  readonly verdict: VerdictDoc;
  readonly judge: Judge;
}

/** Who judges at a place, and is one of them. @throws AppError `NOT_FOUND`, `JUDGING_NOT_OPEN` before the panel sits */
async function sittingAt(
  { call, caller, store }: Context<unknown>,
  doc: ContestDoc,
  courtyardId: CourtyardId,
): Promise<Sitting> {
  found(doc, doc.courtyards.includes(courtyardId) && doc.form.electorate === 'committee');
  const isOwnYard = courtyardId === call.courtyardId;
  const verdict = await verdictAt(store, doc._id, courtyardId);
  if (!verdict) {
    // Whoever is of another courtyard is asked when the panel sits, and not before.
    found(doc, isOwnYard);
    throw new AppError('JUDGING_NOT_OPEN');
  }
  const known = verdict.panel.find(({ memberId }) => memberId === caller.member?._id);
  const judge = judgeOf(memberOf(caller), found(known));
  return { doc, verdict, judge };
}

/** @throws AppError `JUDGING_OVER` once points are not taken any more */
function refuseOver({ doc, verdict }: Sitting, now: number): void {
  const isOpen = now < doc.judgingEndsAt || verdict.late;
  refuseIf(verdict.phase !== 'judging' || !isOpen, 'JUDGING_OVER');
}

export const judging: HandlerOf<Actions['judging']> = {
  input: schemaOf<InputOf<Actions['judging']>>()(v.strictObject({ ...forContest, at, cursor })),

  async run(context) {
    const { input, call, store, cloud, now } = context;
    const doc = await contestListed(store, input.contestId, context);
    const courtyardId = input.at ?? courtyardOf(call);
    const sitting = await sittingAt(context, doc, courtyardId);
    const { verdict, judge } = sitting;
    const where = { contestId: doc._id, courtyardId, listed: true };
    const [entries, marks, yards] = await Promise.all([
      entriesPage(context, where),
      ownMarks(context, doc, judge),
      yardsOf(store, [courtyardId], { communityId: call.communityId, now }),
    ]);
    const shown = entries.slice(0, LIMITS.pageSize);
    const open = shown.filter((one) => !isRecused(judge, one));
    const urlOf = await urlsOf(
      cloud,
      open.flatMap(({ files }) => files),
    );
    const page = pageOf<EntryDoc, JudgingItem | undefined>(entries, LIMITS.pageSize, {
      cursor: ({ wallKey, _id }) => ({ key: wallKey, id: _id }),
      view: (one) =>
        isRecused(judge, one) ? undefined : judgingItem(one, marks.get(one._id), urlOf),
    });
    return {
      title: doc.form.title,
      courtyardName: yards.get(courtyardId)?.name ?? '',
      criteria: doc.form.criteria,
      ...page,
      items: page.items.flatMap((one) => one ?? []),
      leftOut: shown.length - open.length,
      until: doc.judgingEndsAt,
      asked: verdict.judgedBy !== undefined,
      now,
    };
  },
};

async function ownMarks({ store }: Context<unknown>, doc: ContestDoc, { memberId }: Judge) {
  const marks = await store.find<ScoreDoc>({
    collection: 'scores',
    where: { contestId: doc._id, judgeId: memberId },
    limit: LIMITS.listMax,
    fields: ['entryId', 'points'],
  });
  return new Map(marks.map((one) => [one.entryId, one.points]));
}

/** Flowers, not doors. */
function judgingItem(
  { _id, form }: EntryDoc,
  own: readonly number[] | undefined,
  urlOf: (cloudId: string) => string,
): JudgingItem {
  const [first] = form.pictures;
  return {
    entryId: _id,
    ...(form.name === undefined ? {} : { name: form.name }),
    words: form.words,
    thumbUrl: first ? urlOf(first.thumbId) : '',
    pictureUrls: form.pictures.map(({ fileId }) => urlOf(fileId)),
    ...(form.video ? { videoUrl: urlOf(form.video.fileId) } : {}),
    ...(own ? { points: own } : {}),
  };
}

export const askedToJudge: HandlerOf<Actions['askedToJudge']> = {
  input: schemaOf<InputOf<Actions['askedToJudge']>>()(nothing),

  async run({ call, caller, store, now }) {
    const verdicts = await store.find<VerdictDoc>({
      collection: 'verdicts',
      where: { judgedBy: courtyardOf(call), phase: 'judging' },
      limit: LIMITS.pageSize,
    });
    const mine = verdicts.filter(
      (one) => one.communityId === call.communityId && sits(caller, one),
    );
    const ids = [...new Set(mine.map(({ contestId }) => contestId))];
    const places = mine.map(({ place }) => place as CourtyardId);
    const [docs, yards] = await Promise.all([
      store.getAll<ContestDoc>('contests', ids),
      yardsOf(store, places, { communityId: call.communityId, now }),
    ]);
    return {
      items: mine.flatMap(({ contestId, place }) => {
        const doc = docs.find(({ _id }) => _id === contestId);
        const yard = place as CourtyardId;
        if (doc?.status !== 'open') return [];
        const { title } = doc.form;
        const courtyardName = yards.get(yard)?.name ?? '';
        return [{ contestId, at: yard, title, courtyardName, until: doc.judgingEndsAt }];
      }),
    };
  },
};

const sits = ({ member }: Caller, { panel }: VerdictDoc): boolean =>
  panel.some(({ memberId }) => memberId === member?._id);

export const score: HandlerOf<Actions['score']> = {
  input: schemaOf<InputOf<Actions['score']>>()(v.strictObject({ ...forEntry, points })),
  answersReplays: true,

  async run(context) {
    const { input, call, caller, store, now } = context;
    const id = scoreId(input.entryId, memberOf(caller)._id);
    const asked = askedOf(call);
    const answer = () => ({ entryId: input.entryId, points: input.points });
    return unlessDone(
      store,
      { collection: 'scores', id, asked },
      {
        answer,
        async run() {
          const doc = await contestListed(store, contestOf(input.entryId), context);
          const entry = await entryFor(store, input.entryId, call);
          const sitting = await sittingAt(context, doc, entry.courtyardId);
          refuseOver(sitting, now);
          refuseIf(isRecused(sitting.judge, entry), 'JUDGE_OWN');
          found(entry, entry.listed);
          refusePoints(doc, input.points);
          const { memberId: judgeId } = sitting.judge;
          const one: ScoreDoc = {
            _id: id,
            communityId: call.communityId,
            rev: 1,
            contestId: doc._id,
            place: entry.courtyardId,
            entryId: entry._id,
            judgeId,
            points: input.points,
            at: now,
            changes: 0,
            asked: {},
            until: doc.judgingEndsAt,
          };
          await mark(store, {
            collection: 'scores',
            doc: one,
            fields: ['points', 'at'],
            asked,
            again: false,
          });
          return answer();
        },
      },
    );
  },
};

export const vote: HandlerOf<Actions['vote']> = {
  input: schemaOf<InputOf<Actions['vote']>>()(
    v.strictObject({ ...forEntry, instead: v.exactOptional(entryId) }),
  ),
  answersReplays: true,

  async run(context) {
    const { input, call, caller, store, now } = context;
    const { householdId, courtyardId } = householdHere(caller, call);
    const contestId = contestOf(input.entryId);
    const id = ballotId(contestId, householdId);
    const asked = askedOf(call);
    const answer = () => ({ entryId: input.entryId });
    return unlessDone(
      store,
      { collection: 'ballots', id, asked },
      {
        answer,
        async run() {
          const doc = await contestForReading(store, contestId, context);
          refuseUnlessVoting(doc, now);
          const entry = await entryFor(store, input.entryId, call);
          const isWide = doc.form.electorate === 'community';
          found(entry, entry.listed && (isWide || entry.courtyardId === courtyardId));
          refuseIf(entry.householdId === householdId, 'VOTE_OWN');
          const one: BallotDoc = {
            _id: id,
            communityId: call.communityId,
            rev: 1,
            contestId,
            place: placeFor(doc, courtyardId),
            householdId,
            entryId: entry._id,
            actor: memberOf(caller)._id,
            at: now,
            changes: 0,
            asked: {},
            until: doc.judgingEndsAt,
          };
          await mark(store, {
            collection: 'ballots',
            doc: one,
            fields: ['entryId', 'actor', 'at', 'place'],
            asked,
            again: input.instead !== undefined,
          });
          return answer();
        },
      },
    );
  },
};

/** @throws AppError `JUDGING_NOT_OPEN`, `JUDGING_OVER`; `NOT_FOUND` where households do not vote */
function refuseUnlessVoting(doc: ContestDoc, now: number): void {
  found(doc, doc.form.electorate !== 'committee');
  const status = statusOf(doc, now);
  refuseIf(['draft', 'waiting', 'open'].includes(status), 'JUDGING_NOT_OPEN');
  refuseIf(status !== 'judging', 'JUDGING_OVER');
}
