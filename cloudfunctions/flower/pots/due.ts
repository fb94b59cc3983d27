/** What the tick does for pots. Every piece is bounded, safe to repeat, and right when it comes late. @see docs/domain/pots.md §2 */
import { MINUTE_MS } from '../../../miniprogram/contract/calendar';
import type { CommunityId } from '../../../miniprogram/contract/ids';
import type { Count } from '../../../miniprogram/contract/units';
import { before, gone, put } from '../../kernel/conditions';
import type { MemberDoc } from '../../kernel/member-doc';
import type { Due, TickContext } from '../../kernel/tick';
import type { FlowerWishDoc, PotDoc } from './documents';
import { belongs, LOOK_MS, reminderAt } from './habits';
import { followMerged } from './merged';
import { recheckPots } from './recheck';
import { beginRuns, followOrders } from './runs';
import { GIFT_WORDS, tellHousehold, tellMembers } from './tell';
import { meet } from './ties';

const POTS = 20;

/** Gifts: those two households hear of it, and a gift that was taken is a first meeting or not. */
async function tellGifts(context: TickContext): Promise<Count> {
  const { store, now, late } = context;
  const due = await store.find<PotDoc>({
    collection: 'pots',
    where: { tellAt: before(now + 1) },
    order: [['tellAt', 1]],
    limit: POTS,
  });
  let told = 0;
  for (const pot of due) {
    if (late()) break;
    told += await tellOf(context, pot);
  }
  return told;
}

async function tellOf(context: TickContext, pot: PotDoc): Promise<Count> {
  const { store, now } = context;
  const { _id, communityId } = pot;
  let told = 0;
  for (const { what, offerId, household, courtyardId, at } of pot.tell) {
    if (what === 'accepted') await met(context, pot, offerId);
    const [title, hint] = GIFT_WORDS[what];
    const topic = `gift.${_id}.${offerId}.${what}`;
    const page = `packages/flower/pot/pot?id=${_id}`;
    const message = { communityId, courtyardId, topic, title, hint, at: now, page };
    told += at + STALE_MS > now ? await tellHousehold(store, household, message) : 0;
  }
  // What came meanwhile is told at the next run.
  await store.claim({
    collection: 'pots',
    id: _id,
    while: { rev: pot.rev },
    changes: { tell: put([]), tellAt: gone() },
  });
  return told;
}

const STALE_MS = 3 * 24 * 60 * MINUTE_MS;

async function met(context: TickContext, pot: PotDoc, offerId: string): Promise<void> {
  const hand = pot.hands.find(({ id }) => id === offerId);
  if (!hand) return;
  const { from, to, fromYard, toYard, takenAt: at } = hand;
  await meet(context, { communityId: pot.communityId, at }, [
    { householdId: from, courtyardId: fromYard },
    { householdId: to, courtyardId: toYard },
  ]);
}

const WISHES = 50;

/** Reminders that are due; and whoever does not belong to the household any more is forgotten. */
async function remindDue(context: TickContext): Promise<Count> {
  const { store, now, late } = context;
  const due = await store.find<FlowerWishDoc>({
    collection: 'flower_wishes',
    where: { dueAt: before(now + 1) },
    order: [['dueAt', 1]],
    limit: WISHES,
  });
  let said = 0;
  for (const one of due) {
    if (late()) break;
    said += await remindOne(context, one);
  }
  return said;
}

async function remindOne(context: TickContext, one: FlowerWishDoc): Promise<Count> {
  const { store, now } = context;
  const { _id, rev, memberId, everyDays } = one;
  const member = await store.get<MemberDoc>('members', memberId, ['households', 'actingFor']);
  if (!belongs(member, one)) {
    await store.forget('flower_wishes', _id);
    return 0;
  }
  const { say, next } =
    everyDays === undefined
      ? { say: false, next: now + LOOK_MS }
      : reminderAt(everyDays, await wateredAt(context, one), now);
  const changes = { dueAt: put(next) };
  // First: of two ticks at once one says it.
  const isMine = await store.claim({
    collection: 'flower_wishes',
    id: _id,
    while: { rev },
    changes,
  });
  return say && isMine ? sayWater(context, one) : 0;
}

/** The latest watering of any pot the household has. */
async function wateredAt(
  { store }: TickContext,
  { householdId }: FlowerWishDoc,
): Promise<number | undefined> {
  const pots = await store.find<PotDoc>({
    collection: 'pots',
    where: { party: householdId },
    limit: 100,
    fields: ['wateredAt'],
  });
  const times = pots.flatMap(({ wateredAt: at }) => at ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

async function sayWater({ store, now }: TickContext, one: FlowerWishDoc): Promise<Count> {
  const { communityId, courtyardId, memberId, _id } = one;
  const pots = await store.find<PotDoc>({
    collection: 'pots',
    where: { party: one.householdId },
    limit: 1,
    fields: ['rev'],
  });
  // The last one was given away: nothing to water.
  if (pots.length === 0) return 0;
  const message = {
    ...{ communityId: communityId as CommunityId, courtyardId, at: now },
    topic: `water.${_id}.${now}`,
    title: '看看花的土干了没有',
    hint: '干了浇一次透，湿的就不用',
    page: 'packages/flower/mine/mine',
  };
  return tellMembers(store, [memberId], message);
}

export const potWork: readonly Due[] = [
  { name: 'pots.merged', run: followMerged },
  { name: 'pots.begin', run: beginRuns },
  { name: 'pots.follow', run: followOrders },
  { name: 'pots.words', run: recheckPots },
  { name: 'pots.gifts', run: tellGifts },
  { name: 'pots.water', run: remindDue },
];
