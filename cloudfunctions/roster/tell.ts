/** Messages about duty, queued for those who allow them. @see docs/domain/roster.md §8 */
import { DAY_MS, dayOf } from '../../miniprogram/contract/calendar';
import type { CommunityId, HouseholdId } from '../../miniprogram/contract/ids';
import { messageTime } from '../../miniprogram/contract/messages';
import type { EpochMs } from '../../miniprogram/contract/units';
import { put } from '../kernel/conditions';
import { DuplicateError } from '../kernel/database';
import type { MemberDoc } from '../kernel/member-doc';
import { type OutboxDoc, queued } from '../kernel/outbox';
import { createOnce, type Store } from '../kernel/store';
import type { DutyDigest } from './digest';
import type { RosterDoc } from './documents';
import { keepersOf, type Place, type Receiver, receiversOf, whoAllow } from './receivers';
import type { Saying } from './reminders';
import { changeAhead, changeTitle } from './words';

const TOLD_FOR_MS = 2 * DAY_MS;

export const dutyMessage = (
  { courtyardId, communityId }: Place,
  { member, topic }: { readonly member: Pick<MemberDoc, '_id'>; readonly topic: string },
  words: {
    readonly title: string;
    readonly hint: string;
    readonly at: EpochMs;
    readonly until: EpochMs;
  },
): OutboxDoc =>
  queued({
    id: `${topic}.${member._id}`,
    communityId,
    kind: 'duty',
    topic,
    to: { memberId: member._id },
    page: `pages/home/home?c=${communityId}&y=${courtyardId}`,
    values: { title: words.title, at: messageTime(words.at), hint: words.hint },
    at: words.at,
    until: words.until,
  });

const OWN = '您家';

/** Tells those whose days changed. Safe to repeat: the ids say which change it was. @returns how many jobs there are */
export async function tell(store: Store, doc: RosterDoc, now: EpochMs): Promise<number> {
  const today = dayOf(now);
  const ids = (Object.keys(doc.changed) as HouseholdId[]).filter((id) =>
    changeAhead(doc.changed[id], today),
  );
  const receivers = ids.length === 0 ? [] : await receiversOf(store, doc, ids);
  const jobs = receivers.flatMap(({ member, household, helps }) => {
    const change = changeAhead(doc.changed[household], today);
    // What was not told for so long is on the household's page, and no news any more.
    if (!change || change.at + TOLD_FOR_MS <= now) return [];
    const topic = `duty.${doc._id}.${household}.${change.at}`;
    const title = changeTitle(change, today, helps ?? OWN);
    const times = { at: now, until: change.at + TOLD_FOR_MS };
    return [
      dutyMessage(doc, { member, topic }, { title, hint: '请点开看一看，回“看到了”', ...times }),
    ];
  });
  await createAll(store, doc.communityId, jobs);
  await store.claim({
    collection: 'rosters',
    id: doc._id,
    while: { rev: doc.rev },
    changes: { tellPending: put(false) },
  });
  return jobs.length;
}

/** Queues what has come due. Safe to repeat. @returns how many jobs there are */
export async function say(
  store: Store,
  digest: DutyDigest,
  { sayings, now }: { readonly sayings: readonly Saying[]; readonly now: EpochMs },
): Promise<number> {
  const homes = [...new Set(sayings.map(({ to }) => to))].filter(
    (to): to is HouseholdId => to !== 'committee',
  );
  const receivers = homes.length === 0 ? [] : await receiversOf(store, digest, homes);
  const toKeepers = sayings.some(({ to }) => to === 'committee');
  const keepers = toKeepers ? await keepersOf(store, digest, now) : [];
  const jobs = sayings.flatMap((saying) =>
    whoHears(saying, receivers, keepers).map(({ member, whose }) =>
      queuedSaying(digest, saying, { member, whose, now }),
    ),
  );
  await createAll(store, digest.communityId, [
    ...new Map(jobs.map((job) => [job._id, job])).values(),
  ]);
  return jobs.length;
}

interface Hearer {
  readonly member: Pick<MemberDoc, '_id'>;
  readonly whose: string;
}

const whoHears = (
  { to }: Saying,
  receivers: readonly Receiver[],
  keepers: readonly MemberDoc[],
): readonly Hearer[] =>
  to === 'committee'
    ? keepers.map((member) => ({ member, whose: OWN }))
    : receivers
        .filter(({ household }) => household === to)
        .map(({ member, helps }) => ({ member, whose: helps ?? OWN }));

/** Due at once, whatever instant the message is about. */
function queuedSaying(
  digest: DutyDigest,
  { topic, title, hint, at, until }: Saying,
  { member, whose, now }: Hearer & { readonly now: EpochMs },
): OutboxDoc {
  const job = dutyMessage(digest, { member, topic }, { title: title(whose), hint, at, until });
  return { ...job, at: now, dueAt: now };
}

const AT_ONCE = 50;

/** A few writes for all who allow a message; what is queued already is asked for first. */
async function createAll(
  store: Store,
  communityId: CommunityId,
  jobs: readonly OutboxDoc[],
): Promise<void> {
  const allowed = await whoAllow(
    store,
    communityId,
    jobs.flatMap(({ to }) => ('memberId' in to ? [to.memberId] : [])),
  );
  const wanted = jobs.filter(({ to }) => 'memberId' in to && allowed.has(to.memberId));
  for (let i = 0; i < wanted.length; i += AT_ONCE) {
    const some = wanted.slice(i, i + AT_ONCE);
    const ids = some.map(({ _id }) => _id);
    const made = new Set((await store.getAll('outbox', ids, ['status'])).map(({ _id }) => _id));
    const fresh = some.filter(({ _id }) => !made.has(_id));
    if (fresh.length > 0) await createFresh(store, fresh);
  }
}

/** One by one only when a rival makes the same at this moment. */
async function createFresh(store: Store, fresh: readonly OutboxDoc[]): Promise<void> {
  try {
    await store.create('outbox', fresh);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    for (const job of fresh) await createOnce(store, 'outbox', job);
  }
}
