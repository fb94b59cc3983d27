/** What the tick does for rosters. Bounded, and safe to repeat. @see docs/domain/roster.md §8 */
import { dayOf } from '../../miniprogram/contract/calendar';
import type { CourtyardDoc } from '../courtyard/public';
import { alone } from '../kernel/alone';
import { before, put } from '../kernel/conditions';
import type { Due, TickContext } from '../kernel/tick';
import { compareDigests } from './compare';
import type { DutyDigest } from './digest';
import type { RosterDoc } from './documents';
import { settleLeft } from './leaving';
import { moveOn } from './move-on';
import { sayingsAt } from './reminders';
import { say, tell } from './tell';

const ROSTERS = 20;
const DIGESTS = 60;

/** Rosters follow the registers that have changed. */
async function followRegisters({ store, now, late }: TickContext): Promise<number> {
  const changed = await store.find<CourtyardDoc>({
    collection: 'courtyards',
    where: { registerMoved: true },
    limit: ROSTERS,
    fields: ['communityId', 'rev'],
  });
  let done = 0;
  for (const { _id: courtyardId, communityId, rev } of changed) {
    if (late()) break;
    const place = { communityId, courtyardId };
    done += await alone('roster.register', async () => {
      const isDone = await moveOn(store, place, { followsRegister: true, now });
      // A register that changes at this moment is followed once more.
      await store.claim({
        collection: 'courtyards',
        id: courtyardId,
        while: { rev },
        changes: { registerMoved: put(false) },
      });
      return Number(isDone);
    });
  }
  return done;
}

/** Says what has come due, the longest due first, and moves a roster on to the new day. */
async function workOffDue({ store, now, late }: TickContext): Promise<number> {
  const due = await store.find<DutyDigest>({
    collection: 'digests',
    where: { kind: 'duty', dueAt: before(now + 1) },
    order: [['dueAt', 1]],
    limit: DIGESTS,
  });
  let said = 0;
  for (let i = 0; i < due.length && !late(); i += AT_ONCE) {
    const some = due.slice(i, i + AT_ONCE);
    const counts = await Promise.all(
      some.map((digest) => alone('roster.due', () => workOff({ store, now }, digest))),
    );
    said += counts.reduce((sum, count) => sum + count, 0);
  }
  return said;
}

/** Different courtyards, different documents: at seven in the evening all of them are due. */
const AT_ONCE = 5;

/** What is queued twice because a run died in between is the same message: its id says what it is about. */
async function workOff(
  { store, now }: Pick<TickContext, 'store' | 'now'>,
  digest: DutyDigest,
): Promise<number> {
  const sayings = sayingsAt(digest, now);
  const said = await say(store, digest, { sayings, now });
  await moveOn(store, digest, { saidAt: now, followsRegister: false, now });
  return said;
}

/** Tells those whose days changed since the last run. */
async function tellPending({ store, now, late }: TickContext): Promise<number> {
  const pending = await store.find<RosterDoc>({
    collection: 'rosters',
    where: { tellPending: true },
    order: [['_id', 1]],
    limit: ROSTERS,
  });
  let told = 0;
  for (const roster of pending) {
    if (late()) break;
    told += await alone('roster.tell', () => tell(store, roster, now));
  }
  return told;
}

export const rosterWork: readonly Due[] = [
  { name: 'roster.left', run: settleLeft },
  { name: 'roster.register', run: followRegisters },
  { name: 'roster.due', run: workOffDue },
  { name: 'roster.tell', run: tellPending },
  { name: 'roster.digests', run: (context) => compareDigests(context, dayOf(context.now)) },
];
