/** Two households that turned out to be one: its pots, offers and gifts go by the one that stays. @see docs/domain/pots.md §2 */
import type { HouseholdId, PartyId, PotId } from '../../../miniprogram/contract/ids';
import type { HouseholdDoc } from '../../directory/public';
import { after } from '../../kernel/conditions';
import { replace, type Store } from '../../kernel/store';
import type { TickContext } from '../../kernel/tick';
import type { FlowerWishDoc, Offer, PotDoc } from './documents';

const HOUSEHOLDS = 20;
const PAGE = 100;
const ROUNDS = 10;

/**
 * Comes before the roster, which takes the mark off that says who has left. Safe to repeat.
 * @returns how many pots went over
 */
export async function followMerged({ store, late }: TickContext): Promise<number> {
  const left = await store.find<HouseholdDoc>({
    collection: 'households',
    where: { leftBy: after('mb_') },
    limit: HOUSEHOLDS,
    fields: ['communityId', 'mergedInto'],
  });
  let moved = 0;
  for (const { _id, mergedInto } of left) {
    if (late()) break;
    if (mergedInto) moved += await moveAll(store, _id, mergedInto);
  }
  return moved;
}

async function moveAll(store: Store, from: HouseholdId, into: HouseholdId): Promise<number> {
  let moved = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const pots = await store.find<PotDoc>({
      collection: 'pots',
      where: { parties: from },
      limit: PAGE,
      fields: ['rev'],
    });
    for (const { _id } of pots) await moveOne(store, _id, [from, into]);
    moved += pots.length;
    if (pots.length < PAGE) break;
  }
  await forgetWishes(store, from);
  return moved;
}

const moveOne = (
  store: Store,
  id: PotId,
  way: readonly [from: HouseholdId, into: HouseholdId],
): Promise<void> =>
  store.transact(async (read) => {
    const pot = await read.get<PotDoc>('pots', id);
    return { writes: pot ? [replace('pots', renamed(pot, way))] : [], value: undefined };
  });

/** An offer between the two is no gift any more. Pure. */
export function renamed(
  { offer, ...pot }: PotDoc,
  [from, into]: readonly [from: HouseholdId, into: HouseholdId],
): PotDoc {
  const now = <P extends PartyId>(party: P): P | HouseholdId => (party === from ? into : party);
  const sides = <T extends Pick<Offer, 'from' | 'to'>>(one: T): T => ({
    ...one,
    from: now(one.from),
    to: now(one.to),
  });
  const open = offer && sides(offer);
  return {
    ...pot,
    party: now(pot.party),
    parties: [...new Set(pot.parties.map(now))],
    hands: pot.hands.map(sides),
    tell: pot.tell.map((one) => ({ ...one, household: now(one.household) as HouseholdId })),
    ...(open && open.from !== open.to ? { offer: open } : {}),
  };
}

/** Whoever wants reminders or flowers there says so of the household it is now. */
async function forgetWishes(store: Store, household: HouseholdId): Promise<void> {
  const wishes = await store.find<FlowerWishDoc>({
    collection: 'flower_wishes',
    where: { _id: { is: 'after', value: `${household}.` } },
    order: [['_id', 1]],
    limit: PAGE,
    fields: ['householdId'],
  });
  for (const { _id } of wishes.filter(({ householdId }) => householdId === household)) {
    await store.forget('flower_wishes', _id);
  }
}
