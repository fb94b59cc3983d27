/** What came out: read by those who say it, said by them, and then there for everybody. */
import * as v from 'valibot';
import type { contest } from '../../../miniprogram/contract/contest';
import type { WinnerForm } from '../../../miniprogram/contract/contest-forms';
import type { CourtyardId, EntryId } from '../../../miniprogram/contract/ids';
import { LIMITS } from '../../../miniprogram/contract/limits';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { isKeeper, namesOf } from '../../courtyard/public';
import { courtyardOf, memberOf } from '../../kernel/caller';
import { oneOf } from '../../kernel/conditions';
import { AppError, found, refuseIf } from '../../kernel/errors';
import { count, schemaOf, text } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create, type Reading, replace, type Store } from '../../kernel/store';
import {
  type ContestDoc,
  type EntryDoc,
  type Place,
  type PrizeDoc,
  prizeIdOf,
  type VerdictDoc,
} from '../documents';
import { isOpenChoice, refuseWrong } from '../judging';
import {
  contestForReading,
  contestListed,
  isStaff,
  placeFor,
  verdictAt,
  yardsOf,
} from '../repository';
import { awardsIn, awardView, resultView, tallyRow } from '../result-views';
import { urlsOf } from '../urls';
import { at, entryId, forContest } from './inputs';

type Actions = (typeof contest)['actions'];
type AtPlace = { readonly contestId: ContestDoc['_id']; readonly at?: CourtyardId };

interface Found {
  readonly doc: ContestDoc;
  readonly place: Place;
}

async function placeAsked(context: Context<AtPlace>): Promise<Found> {
  const { input, call, store } = context;
  const doc = await contestListed(store, input.contestId, context);
  const yard = input.at ?? courtyardOf(call);
  found(doc, doc.courtyards.includes(yard));
  return { doc, place: placeFor(doc, yard) };
}

/** Those who say a place's result: its keepers, whoever judged it, and staff. */
function mayDecide(
  { call, caller }: Context<unknown>,
  { place, panel }: Pick<VerdictDoc, 'place' | 'panel'>,
): boolean {
  const isHere = isKeeper(caller.roles) && place === call.courtyardId;
  const judged = panel.some(({ memberId }) => memberId === caller.member?._id);
  return isHere || judged || isStaff(caller);
}

/** @throws AppError `NOT_FOUND`; `RESULT_NOT_READY` as long as anything is sealed */
async function verdictToSay(
  read: Store | Reading,
  context: Context<unknown>,
  { doc, place }: Found,
): Promise<VerdictDoc> {
  const isHere = isKeeper(context.caller.roles) && place === context.call.courtyardId;
  const verdict = await verdictAt(read, doc._id, place);
  if (!verdict) {
    found(doc, isHere || isStaff(context.caller));
    throw new AppError('RESULT_NOT_READY');
  }
  found(verdict, mayDecide(context, verdict));
  refuseIf(verdict.phase === 'judging', 'RESULT_NOT_READY');
  return verdict;
}

const entriesOf = (
  read: Pick<Store, 'find'> | Reading,
  ids: readonly EntryId[],
): Promise<readonly EntryDoc[]> | readonly EntryDoc[] =>
  ids.length === 0
    ? []
    : read.find<EntryDoc>({
        collection: 'entries',
        where: { _id: oneOf(ids) },
        limit: Math.min(ids.length, LIMITS.listMax),
      });

export const tally: HandlerOf<Actions['tally']> = {
  input: schemaOf<InputOf<Actions['tally']>>()(v.strictObject({ ...forContest, at })),

  async run(context) {
    const { call, store, now } = context;
    const where = await placeAsked(context);
    const { doc, place } = where;
    const verdict = await verdictToSay(store, context, where);
    const rows = verdict.rows.slice(0, LIMITS.listMax);
    const entries = await entriesOf(
      store,
      rows.map((row) => row.entryId),
    );
    const seeing = await seeingOf(context, entries, 'small');
    const names = await namesOf(store, call.communityId, { now, place });
    return {
      title: doc.form.title,
      placeName: names.of(place),
      rows: rows.map((row) =>
        tallyRow(doc, { row, entry: entries.find(({ _id }) => _id === row.entryId) }, seeing),
      ),
      awards: awardsIn(doc, verdict).map((award) => awardView(doc, award)),
      announced: verdict.phase === 'announced',
      now,
    };
  },
};

/** Doors and addresses of pictures for some entries. */
async function seeingOf(
  { call, store, cloud, now }: Context<unknown>,
  entries: readonly EntryDoc[],
  size: 'small' | 'large',
) {
  const [yards, urlOf] = await Promise.all([
    yardsOf(
      store,
      entries.map(({ courtyardId }) => courtyardId),
      { communityId: call.communityId, now },
    ),
    urlsOf(
      cloud,
      entries.flatMap(({ form }) =>
        form.pictures
          .slice(0, 1)
          .map(({ fileId, thumbId }) => (size === 'small' ? thumbId : fileId)),
      ),
    ),
  ]);
  return { yards, urlOf, here: call.courtyardId };
}

const winners = v.pipe(
  v.array(
    v.strictObject({
      title: count(2),
      entryIds: v.pipe(v.array(entryId), v.minLength(1), v.maxLength(10)),
      reason: text(LIMITS.reasonLength),
    }),
  ),
  v.maxLength(3),
);

export const announce: HandlerOf<Actions['announce']> = {
  input: schemaOf<InputOf<Actions['announce']>>()(v.strictObject({ ...forContest, at, winners })),

  async run(context) {
    const { input, caller, cloud, now } = context;
    const where = await placeAsked(context);
    const reasons = input.winners.map(({ reason }) => reason).join('\n');
    const isChecked = reasons === '' || (await passes(cloud, caller.openid, reasons));
    refuseIf(!isChecked, 'CHECK_AWAY');
    return once(context, async (read) => {
      const verdict = await verdictToSay(read, context, where);
      refuseIf(verdict.phase === 'announced', 'RESULT_SAID');
      refuseIf(verdict.phase !== 'counted', 'RESULT_NOT_READY');
      refusePartial(context, where.doc, verdict);
      refuseWrong(awardsIn(where.doc, verdict), input.winners);
      const ids = input.winners.flatMap(({ entryIds }) => entryIds);
      const entries = await entriesOf(read, ids);
      const prizes = input.winners.flatMap((one) => prizesOf(where.doc, one, { entries, now }));
      const after: VerdictDoc = {
        ...verdict,
        phase: 'announced',
        winners: input.winners,
        announcedAt: now,
        announcedBy: memberOf(caller)._id,
        tell: 'entrants',
      };
      return {
        writes: [
          replace('verdicts', after),
          ...(prizes.length > 0 ? [create('prizes', ...prizes)] : []),
        ],
        value: { contestId: where.doc._id, prizes: prizes.length },
      };
    });
  },
};

/** Whoever belongs to one of those who are alike does not choose among them. @throws AppError `JUDGE_OWN` */
function refusePartial({ caller }: Context<unknown>, doc: ContestDoc, verdict: VerdictDoc): void {
  const alike = awardsIn(doc, verdict)
    .filter(isOpenChoice)
    .flatMap(({ among }) => among);
  const { households, actingFor } = memberOf(caller);
  const own = [...households, ...actingFor].map(({ householdId }) => householdId);
  const isParty = verdict.rows.some(
    ({ entryId: id, householdId }) => alike.includes(id) && own.includes(householdId),
  );
  refuseIf(isParty, 'JUDGE_OWN');
}

function prizesOf(
  doc: ContestDoc,
  { title, entryIds }: WinnerForm,
  { entries, now }: { readonly entries: readonly EntryDoc[]; readonly now: number },
): readonly PrizeDoc[] {
  const form = found(doc.form.titles[title]);
  return entryIds.map((id) => {
    const entry = found(entries.find(({ _id }) => _id === id));
    const isPlate = form.prize === 'plate' && entry.form.name !== undefined;
    return {
      _id: prizeIdOf(id, title),
      communityId: doc.communityId,
      rev: 1,
      contestId: doc._id,
      courtyardId: entry.courtyardId,
      householdId: entry.householdId,
      entryId: id,
      titleNo: title,
      title: form.name,
      kind: form.prize,
      text: isPlate ? (entry.form.name ?? form.prizeText) : form.prizeText,
      textAt: now,
      done: false,
      writers: [],
      asked: {},
      remakes: [],
      toPot: entry.key.startsWith('pt_'),
      at: now,
    };
  });
}

export const results: HandlerOf<Actions['results']> = {
  input: schemaOf<InputOf<Actions['results']>>()(v.strictObject({ ...forContest, at })),

  async run(context) {
    const { input, call, store, now } = context;
    const doc = await contestForReading(store, input.contestId, context);
    const yard = input.at ?? courtyardOf(call);
    found(doc, doc.courtyards.includes(yard));
    const place = placeFor(doc, yard);
    const verdict = await verdictAt(store, doc._id, place);
    refuseIf(verdict?.phase !== 'announced', 'RESULT_NOT_READY');
    const said = found(verdict);
    const entries = await entriesOf(
      store,
      said.winners.flatMap(({ entryIds }) => entryIds),
    );
    const seeing = await seeingOf(context, entries, 'large');
    const names = await namesOf(store, call.communityId, { now, place });
    const { judgedBy } = said;
    return resultView(
      {
        doc,
        verdict: said,
        entries,
        placeName: names.of(place),
        judgedBy: judgedBy === undefined ? undefined : names.of(judgedBy),
      },
      seeing,
    );
  },
};
