/** Judging is over: what came of it, place by place. The tick's work, safe to repeat. @see docs/domain/contest.md §5 */
import { DAY_MS } from '../../miniprogram/contract/calendar';
import { CONTEST_LIMITS } from '../../miniprogram/contract/contest-forms';
import { LIMITS } from '../../miniprogram/contract/limits';
import { gone, oneOf, put } from '../kernel/conditions';
import type { MemberDoc } from '../kernel/member-doc';
import type { Store } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import type {
  BallotDoc,
  ContestDoc,
  CountedRow,
  Judge,
  PrizeDoc,
  ScoreDoc,
  VerdictDoc,
} from './documents';
import { judgesOf, lacking, scoredRows, votedRows } from './judging';
import { candidateOf, entriesAt, staffOf } from './panels';
import { everything } from './repository';

/** Nobody says a result, or brings a prize, after so long: the tick stops looking. */
const GIVEN_UP_MS = 60 * DAY_MS;

const verdictsOf = (store: Pick<Store, 'find'>, { _id: contestId }: ContestDoc) =>
  everything<VerdictDoc>(store, { collection: 'verdicts', where: { contestId } });

/** @returns how many places were counted */
export async function countPlaces(context: TickContext, doc: ContestDoc): Promise<number> {
  const { store, late } = context;
  let counted = 0;
  let open = 0;
  for (const verdict of await verdictsOf(store, doc)) {
    if (late()) return counted;
    if (verdict.phase !== 'judging') continue;
    if (await count(store, doc, verdict)) counted += 1;
    else open += 1;
  }
  // What is late is looked at by every tick, and nothing is written until it is there.
  if (open === 0) await advance(store, doc, 'count', { step: put('results') });
  return counted;
}

const advance = (
  store: Store,
  { _id }: ContestDoc,
  step: ContestDoc['step'],
  changes: Parameters<Store['claim']>[0]['changes'],
) => store.claim({ collection: 'contests', id: _id, while: { step }, changes });

/** Sealed until here. Where an entry lacks points the judges are asked to go on, and nothing is opened. */
async function count(store: Store, doc: ContestDoc, verdict: VerdictDoc): Promise<boolean> {
  const isByPoints = doc.form.electorate === 'committee';
  const rows = isByPoints
    ? await pointsRows(store, doc, verdict)
    : await ballotRows(store, doc, verdict);
  const { _id, rev } = verdict;
  const claim = { collection: 'verdicts', id: _id, while: { rev, phase: 'judging' } };
  if (isByPoints && lacking(rows).length > 0) {
    const more = await morePanel(store, doc, verdict);
    if (!verdict.late || more) {
      const panel = more ? { panel: put([...verdict.panel, ...more]) } : {};
      await store.claim({ ...claim, changes: { late: put(true), tell: put('judges'), ...panel } });
    }
    return false;
  }
  const votes = rows.reduce(
    (sum, { given, sum: all }) => sum + (isByPoints ? given.length : all),
    0,
  );
  // Whatever was entered in time but is not shown to anybody has won nothing.
  const phase = rows.some(({ sum }) => sum > 0) ? 'counted' : 'empty';
  const changes = { phase: put(phase), rows: put(rows), votes: put(votes), tell: gone() };
  return store.claim({ ...claim, changes });
}

/** Where judges have moved in with those they judge, and too few are left, the community's staff helps out. */
async function morePanel(
  store: Store,
  doc: ContestDoc,
  verdict: VerdictDoc,
): Promise<readonly Judge[] | undefined> {
  const panel = await panelNow(store, verdict);
  const entries = await listedAt(store, doc, verdict);
  if (entries.every((one) => judgesOf(panel, one).length >= CONTEST_LIMITS.judges))
    return undefined;
  const staff = await staffOf(store, doc.communityId, doc.judgingEndsAt);
  const more = staff.filter(({ memberId }) => panel.every((one) => one.memberId !== memberId));
  return more.length > 0 ? more : undefined;
}

async function listedAt(store: Store, doc: ContestDoc, { place }: VerdictDoc) {
  const entries = await entriesAt(store, doc, place);
  return entries.filter(({ live, listed }) => live && listed).map(candidateOf);
}

async function pointsRows(
  store: Store,
  doc: ContestDoc,
  verdict: VerdictDoc,
): Promise<readonly CountedRow[]> {
  const marks = await everything<ScoreDoc>(store, {
    collection: 'scores',
    where: { contestId: doc._id, place: verdict.place },
  });
  return scoredRows(
    await listedAt(store, doc, verdict),
    await panelNow(store, verdict),
    marks.map(({ entryId, judgeId, points }) => ({ entryId, judgeId, points })),
  );
}

/** A judge who has moved in with somebody who entered does not count there, whatever was given before. */
async function panelNow(store: Store, { panel }: VerdictDoc): Promise<readonly Judge[]> {
  const ids = panel.map(({ memberId }) => memberId);
  const members = await store.find<MemberDoc>({
    collection: 'members',
    where: { _id: oneOf(ids) },
    limit: Math.min(LIMITS.listMax, Math.max(1, ids.length)),
    fields: ['households', 'actingFor'],
  });
  return panel.map((judge) => {
    const member = members.find(({ _id }) => _id === judge.memberId);
    const homes = [...(member?.households ?? []), ...(member?.actingFor ?? [])];
    return {
      ...judge,
      households: [...judge.households, ...homes.map(({ householdId }) => householdId)],
    };
  });
}

async function ballotRows(
  store: Store,
  doc: ContestDoc,
  verdict: VerdictDoc,
): Promise<readonly CountedRow[]> {
  const ballots = await everything<BallotDoc>(store, {
    collection: 'ballots',
    where: { contestId: doc._id, place: verdict.place },
  });
  return votedRows(await listedAt(store, doc, verdict), ballots);
}

const isGivenUp = ({ judgingEndsAt }: ContestDoc, { now }: TickContext): boolean =>
  now > judgingEndsAt + GIVEN_UP_MS;
const OVER = { step: gone(), dueAt: gone() };

/** Every place has said its result. */
export async function finishResults(context: TickContext, doc: ContestDoc): Promise<number> {
  const { store } = context;
  const isOpen = (await verdictsOf(store, doc)).some(({ phase }) => phase === 'counted');
  if (!isOpen) {
    await advance(store, doc, 'results', { status: put('announced'), step: put('prizes') });
  } else if (isGivenUp(doc, context)) await advance(store, doc, 'results', OVER);
  return isOpen ? 0 : 1;
}

/** Every prize has been delivered. */
export async function finishPrizes(context: TickContext, doc: ContestDoc): Promise<number> {
  const { store } = context;
  const [open] = await store.find<PrizeDoc>({
    collection: 'prizes',
    where: { contestId: doc._id, done: false },
    limit: 1,
    fields: ['done'],
  });
  if (!open) await advance(store, doc, 'prizes', { status: put('delivered'), ...OVER });
  else if (isGivenUp(doc, context)) await advance(store, doc, 'prizes', OVER);
  return open ? 0 : 1;
}
