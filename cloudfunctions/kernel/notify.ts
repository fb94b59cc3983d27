/** Sends queued messages to those who allowed them. @see docs/domain/notice.md §7 */
import { MESSAGES, messageData } from '../../miniprogram/contract/messages';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type AccountDoc, openidOf } from './account-doc';
import { atLeast, before, not, plus, put } from './conditions';
import type { OutboxDoc } from './outbox';
import type { Store } from './store';
import type { TickContext } from './tick';

/** What the domain says of a job when its turn comes: tell, do not (nobody is told in a drill), or never mind. */
export type Wanted = (store: Store, job: OutboxDoc) => Promise<'told' | 'drill' | 'dropped'>;

/** Longer than a run of the tick lasts, so that a job is one run's at a time. */
const LEASE_MS = 2 * 60_000;
const JOBS = 50;
/** Sent side by side: different people, different documents. */
const BATCH = 20;
const BATCHES_MAX = 50;
const ATTEMPTS_MAX = 5;
const PAUSE_MS = 5 * 60_000;
const TOPICS_KEPT = 8;

/** @returns how many messages went out */
export async function deliverDue(context: TickContext, wanted: Wanted): Promise<number> {
  const { store, now } = context;
  const jobs = await store.find<OutboxDoc>({
    collection: 'outbox',
    where: { status: 'due', dueAt: before(now + 1) },
    order: [['dueAt', 1]],
    limit: JOBS,
  });
  let sent = 0;
  for (const job of jobs) {
    if (context.late()) break;
    if (await lease(store, job, now)) sent += await deliver(context, job, wanted);
  }
  return sent;
}

/** Of ten ticks at once one gets the job. */
const lease = (store: Store, { _id, dueAt }: OutboxDoc, now: EpochMs): Promise<boolean> =>
  store.claim({
    collection: 'outbox',
    id: _id,
    while: { status: 'due', dueAt },
    changes: { dueAt: put(now + LEASE_MS) },
  });

async function deliver(context: TickContext, job: OutboxDoc, wanted: Wanted): Promise<number> {
  const { store, now } = context;
  const outcome = job.until <= now ? 'late' : await wanted(store, job);
  if (outcome !== 'told') {
    await close(store, job, { outcome });
    return 0;
  }
  const again: string[] = [];
  let sent = 0;
  let finished = false;
  for (let i = 0; i < BATCHES_MAX && !finished && !context.late(); i += 1) {
    const accounts = await receivers(store, job, i);
    const told = await Promise.all(accounts.map((account) => tell(context, job, account)));
    again.push(...told.flatMap((one, n) => (one === 'failed' ? [accounts[n]?._id ?? ''] : [])));
    const batch = { sent: countOf(told, 'sent'), refused: countOf(told, 'refused') };
    if (told.length > 0) await note(store, job, batch);
    sent += batch.sent;
    finished = accounts.length < BATCH || isRetry(job) || 'memberId' in job.to;
  }
  await settle(context, job, { again, finished });
  return sent;
}

const isRetry = ({ again }: OutboxDoc): boolean => again.length > 0;
const countOf = (all: readonly Told[], what: Told): number =>
  all.filter((one) => one === what).length;

/** Accounts that allowed this kind of message and have not been told of the topic; whoever is told leaves the query. */
async function receivers(
  store: Store,
  job: OutboxDoc,
  round: number,
): Promise<readonly AccountDoc[]> {
  if (isRetry(job)) return round === 0 ? store.getAll<AccountDoc>('accounts', job.again) : [];
  const allowed = { [`credits.${job.kind}`]: atLeast(1), told: not(job.topic) };
  const where =
    'memberId' in job.to
      ? { communityId: job.communityId, memberId: job.to.memberId, ...allowed }
      : { courtyards: job.to.courtyardId, ...allowed };
  return store.find<AccountDoc>({ collection: 'accounts', where, limit: BATCH });
}

type Told = 'sent' | 'refused' | 'failed' | 'nobody';

/** The credit is taken before the message goes, in one conditional update: a message is never sent twice. */
async function tell(
  { store, cloud }: TickContext,
  job: OutboxDoc,
  account: AccountDoc,
): Promise<Told> {
  const field = `credits.${job.kind}`;
  const topics = account.told ?? [];
  const fresh = isRetry(job) ? {} : { told: not(job.topic) };
  const taken = await store.claim({
    collection: 'accounts',
    id: account._id,
    while: { communityId: job.communityId, [field]: atLeast(1), ...fresh },
    changes: {
      [field]: plus(-1),
      told: put([
        ...topics.filter((topic) => topic !== job.topic).slice(1 - TOPICS_KEPT),
        job.topic,
      ]),
    },
  });
  if (!taken) return 'nobody';
  try {
    return await cloud.sendMessage({
      openid: openidOf(account),
      templateId: MESSAGES[job.kind].templateId,
      page: job.page,
      data: messageData(job.kind, job.values),
    });
  } catch {
    // The allowance was not used up; it is given back, and the account is tried again by name.
    await store.claim({
      collection: 'accounts',
      id: account._id,
      while: { communityId: job.communityId },
      changes: { [field]: plus(1) },
    });
    return 'failed';
  }
}

const note = (store: Store, { _id }: OutboxDoc, counts: { sent: number; refused: number }) =>
  store.claim({
    collection: 'outbox',
    id: _id,
    while: {},
    changes: { sent: plus(counts.sent), refused: plus(counts.refused) },
  });

interface Rest {
  readonly again: readonly string[];
  readonly finished: boolean;
}

async function settle({ store, now }: TickContext, job: OutboxDoc, rest: Rest): Promise<void> {
  const { again, finished } = rest;
  if (!finished) {
    // The rest of the courtyard comes first; those who failed are on the call list anyway.
    return postpone(store, job, { dueAt: now, again: [], attempts: job.attempts });
  }
  const attempts = job.attempts + 1;
  if (again.length > 0 && attempts < ATTEMPTS_MAX) {
    return postpone(store, job, { dueAt: now + PAUSE_MS * attempts, again, attempts });
  }
  return close(store, job, { outcome: 'told', failed: again.length });
}

async function postpone(
  store: Store,
  { _id }: OutboxDoc,
  { dueAt, again, attempts }: Pick<OutboxDoc, 'dueAt' | 'again' | 'attempts'>,
): Promise<void> {
  await store.claim({
    collection: 'outbox',
    id: _id,
    while: { status: 'due' },
    changes: { dueAt: put(dueAt), again: put(again), attempts: put(attempts) },
  });
}

async function close(
  store: Store,
  { _id }: OutboxDoc,
  { outcome, failed = 0 }: { outcome: NonNullable<OutboxDoc['outcome']>; failed?: number },
): Promise<void> {
  await store.claim({
    collection: 'outbox',
    id: _id,
    while: { status: 'due' },
    changes: { status: put('done'), outcome: put(outcome), failed: put(failed), again: put([]) },
  });
}
