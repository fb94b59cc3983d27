/** Judges are asked, and whoever entered is told the result, if they allow messages. @see docs/domain/contest.md §9 */
import { DAY_MS } from '../../miniprogram/contract/calendar';
import type { CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import { messageTime } from '../../miniprogram/contract/messages';
import type { EpochMs } from '../../miniprogram/contract/units';
import { holdersAt, holds } from '../courtyard/public';
import { gone } from '../kernel/conditions';
import { type OutboxDoc, queued } from '../kernel/outbox';
import { createMissing } from '../kernel/store';
import type { TickContext } from '../kernel/tick';
import type { ContestDoc, VerdictDoc } from './documents';
import { entriesAt } from './panels';

const TOLD_FOR_MS = 3 * DAY_MS;
const WALL = 'packages/contest/wall/wall';
const JUDGE = 'packages/contest/judge/judge';

const PLACES = 20;
const AT_ONCE = 50;

interface Words {
  readonly topic: string;
  /** The courtyard whose entries are judged, where it is another one. */
  readonly about?: CourtyardId | undefined;
  readonly at: EpochMs;
  readonly hint: string;
  /** Without its query. */
  readonly page: string;
}

const jobFor = (
  doc: ContestDoc,
  to: { readonly member: MemberId; readonly courtyardId: CourtyardId | undefined },
  { topic, about, at, hint, page }: Words,
): OutboxDoc => {
  const place = [
    ...(to.courtyardId === undefined ? [] : [`&y=${to.courtyardId}`]),
    ...(about === undefined ? [] : [`&at=${about}`]),
  ].join('');
  return queued({
    id: `${topic}.${to.member}`,
    communityId: doc.communityId,
    kind: 'contest',
    topic,
    to: { memberId: to.member },
    page: `${page}?id=${doc._id}&c=${doc.communityId}${place}`,
    values: { title: doc.form.title, at: messageTime(at), hint },
    at,
    until: at + TOLD_FOR_MS,
  });
};

const yardOf = (place: string): CourtyardId | undefined =>
  place.startsWith('cy_') ? (place as CourtyardId) : undefined;

/** Whoever judges is asked; where others were asked, the own committee is told so. */
async function judgesJobs(
  { store, now }: TickContext,
  doc: ContestDoc,
  verdict: VerdictDoc,
): Promise<readonly OutboxDoc[]> {
  const topic = `contest.${verdict._id}.${verdict.late ? 'late' : 'judges'}`;
  const isAsked = verdict.judgedBy !== undefined;
  const usual = isAsked ? '请您帮隔壁院打分' : '作品齐了，请您来打分';
  const hint = verdict.late ? '还有作品没打分，请您补上' : usual;
  const at = yardOf(verdict.judgedBy ?? verdict.place) ?? yardOf(verdict.place);
  const here = yardOf(verdict.place);
  const about = isAsked ? here : undefined;
  const jobs = verdict.panel.map(({ memberId: member }) =>
    jobFor(doc, { member, courtyardId: at }, { topic, about, at: now, hint, page: JUDGE }),
  );
  if (!isAsked || verdict.late || here === undefined) return jobs;
  const own = await holdersAt(store, doc.communityId, here);
  const told = own.filter((one) => holds(one, 'committee', here, now));
  const others = {
    topic: `${topic}.others`,
    at: now,
    hint: '评委都报了名，请了邻院来评',
    page: WALL,
  };
  return [
    ...jobs,
    ...told.map(({ _id: member }) => jobFor(doc, { member, courtyardId: here }, others)),
  ];
}

async function entrantsJobs(
  { store }: TickContext,
  doc: ContestDoc,
  verdict: VerdictDoc,
): Promise<readonly OutboxDoc[]> {
  const entries = (await entriesAt(store, doc, verdict.place)).filter(({ live }) => live);
  const won = new Set(verdict.winners.flatMap(({ entryIds }) => entryIds));
  const at = verdict.announcedAt ?? verdict.at;
  const topic = `contest.${verdict._id}.result`;
  const byMember = new Map<MemberId, OutboxDoc>();
  for (const { _id, actor, courtyardId } of entries) {
    const isWinner = won.has(_id);
    if (byMember.has(actor) && !isWinner) continue;
    const hint = isWinner ? '您报名的得奖了，点开看看' : '结果出来了，点开看看';
    const job = jobFor(doc, { member: actor, courtyardId }, { topic, at, hint, page: WALL });
    byMember.set(actor, job);
  }
  return [...byMember.values()];
}

/** @returns how many messages were queued. Safe to repeat: the ids say what it was. */
export async function tellPending(context: TickContext): Promise<number> {
  const { store, late } = context;
  let queuedCount = 0;
  for (const tell of ['judges', 'entrants'] as const) {
    const pending = await store.find<VerdictDoc>({
      collection: 'verdicts',
      where: { tell },
      limit: PLACES,
    });
    for (const verdict of pending) {
      if (late()) return queuedCount;
      queuedCount += await tellOne(context, verdict);
    }
  }
  return queuedCount;
}

async function tellOne(context: TickContext, verdict: VerdictDoc): Promise<number> {
  const { store } = context;
  const doc = await store.get<ContestDoc>('contests', verdict.contestId);
  const isOn = doc !== undefined && doc.status !== 'cancelled';
  const jobsOf = verdict.tell === 'judges' ? judgesJobs : entrantsJobs;
  const jobs = isOn ? await jobsOf(context, doc, verdict) : [];
  for (let i = 0; i < jobs.length; i += AT_ONCE) {
    await createMissing(store, 'outbox', jobs.slice(i, i + AT_ONCE));
  }
  const { _id, rev } = verdict;
  await store.claim({
    collection: 'verdicts',
    id: _id,
    while: { rev },
    changes: { tell: gone() },
  });
  return jobs.length;
}
