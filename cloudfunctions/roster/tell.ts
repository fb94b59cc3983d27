/** Those whose days changed are told, if they allowed messages. @see docs/domain/roster.md §8 */
import { DAY_MS, dayOf, spokenDay } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import { messageTime } from '../../miniprogram/contract/messages';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { put } from '../kernel/conditions';
import { DuplicateError } from '../kernel/database';
import { log } from '../kernel/log';
import type { MemberDoc } from '../kernel/member-doc';
import { type OutboxDoc, queued } from '../kernel/outbox';
import { createOnce, type Store } from '../kernel/store';
import type { Change, RosterDoc } from './documents';

const TOLD_FOR_MS = 2 * DAY_MS;

/** `2月10日 周一改成了2月11日 周二`: what a household reads, and what the message says. */
export function changeText({ was, is }: Change, today: LocalDate): string {
  const list = (days: readonly LocalDate[]) => days.map((day) => spokenDay(day, today)).join('、');
  if (was.length === 0) return `您家新排在${list(is)}值守`;
  if (is.length === 0) return `您家${list(was)}不用值守了`;
  return `您家的值守从${list(was)}改到${list(is)}`;
}

/** The members of households, at most a hundred of a courtyard. */
export const membersBehind = async (
  store: Pick<Store, 'find'>,
  { courtyardId, communityId }: Pick<RosterDoc, 'courtyardId' | 'communityId'>,
  households: ReadonlySet<HouseholdId>,
): Promise<readonly { readonly member: MemberDoc; readonly household: HouseholdId }[]> => {
  const members = await store.find<MemberDoc>({
    collection: 'members',
    where: { 'households.courtyardId': courtyardId },
    order: [['_id', 1]],
    limit: 100,
    fields: ['communityId', 'households'],
  });
  return members
    .filter((member) => member.communityId === communityId)
    .flatMap((member) =>
      member.households
        .filter(({ householdId }) => households.has(householdId))
        .map(({ householdId }) => ({ member, household: householdId })),
    );
};

export const dutyMessage = (
  { courtyardId, communityId }: Pick<RosterDoc, 'courtyardId' | 'communityId'>,
  { member, topic }: { readonly member: MemberDoc; readonly topic: string },
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

/** Queues what a change gives rise to. Safe to repeat: the ids say which change it was. */
export async function tell(store: Store, doc: RosterDoc, now: EpochMs): Promise<number> {
  const fresh = Object.entries(doc.changed) as [HouseholdId, Change][];
  const behind = await membersBehind(store, doc, new Set(fresh.map(([id]) => id)));
  const jobs = behind.flatMap(({ member, household }) => {
    const change = doc.changed[household];
    if (!change) return [];
    const topic = `duty.${doc._id}.${household}.${change.at}`;
    const words = { title: changeText(change, dayOf(now)), hint: '请点开看一看，回“看到了”' };
    const times = { at: now, until: change.at + TOLD_FOR_MS };
    return [dutyMessage(doc, { member, topic }, { ...words, ...times })];
  });
  await createAll(store, jobs);
  await store.claim({
    collection: 'rosters',
    id: doc._id,
    while: { rev: doc.rev },
    changes: { tellPending: put(false) },
  });
  return jobs.length;
}

/**
 * One write for all of them. Earlier changes that nobody has seen yet were told before and are asked for first;
 * one by one only when a rival makes the same at this moment.
 */
export async function createAll(store: Store, jobs: readonly OutboxDoc[]): Promise<void> {
  const ids = jobs.map(({ _id }) => _id);
  const made = new Set((await store.getAll('outbox', ids, ['status'])).map(({ _id }) => _id));
  const fresh = jobs.filter(({ _id }) => !made.has(_id));
  if (fresh.length === 0) return;
  try {
    await store.create('outbox', fresh);
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    for (const job of fresh) await createOnce(store, 'outbox', job);
  }
}

/**
 * Right after the commit that stored this roster, one revision on. The act is done, so a failure here is not the
 * caller's: it is logged, and the tick tells later.
 */
export async function tellNow(
  store: Store,
  doc: RosterDoc | undefined,
  now: EpochMs,
): Promise<void> {
  if (!doc?.tellPending) return;
  try {
    await tell(store, { ...doc, rev: doc.rev + 1 }, now);
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log({ level: 'error', fn: 'roster', action: 'tell', code: 'INTERNAL', ms: 0, stack });
  }
}
