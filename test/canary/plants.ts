/** Secrets of the gate and of the doors, put there by the acts through which people put them there. */
import { instant } from '../../miniprogram/contract/calendar';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Standing } from '../permissions/row';
import type { Things } from '../permissions/things';
import { openidOf, type World } from '../permissions/world';
import { type By, type Calls, item } from '../support/community';
import type { Product } from '../support/local';
import { CANARIES } from './readers';

interface Planting {
  readonly product: Product;
  readonly calls: Calls;
  readonly things: Things;
  readonly world: World;
  readonly family: By;
}

const NIGHT = instant('2020-02-04', '23:00');

/**
 * The family comes instead of somebody else tomorrow, cannot come to its own turn nor, as a keeper hears, to the one
 * after, and goes out at night.
 * @returns what the clock shows then
 */
export async function plantAtTheGate(planting: Planting): Promise<EpochMs> {
  const { product, calls, things, world, family } = planting;
  const keeper = things.keeper(world.placeOf('courtyard'));
  const { tomorrow } = await calls.done('roster', 'today', keeper, {});
  const { turnId } = item(tomorrow);
  const householdId = world.other('courtyard').id;
  await calls.done('roster', 'takeOver', family, { turnId, householdId });
  const { coming } = await calls.done('roster', 'mine', family, {});
  const own = item(coming.filter((one) => one.turnId !== turnId));
  const reason = CANARIES.skipReason;
  await calls.done('roster', 'cannotCome', family, { turnId: own.turnId, days: 1, reason });
  const ahead = await calls.done('roster', 'mine', keeper, { householdId });
  const later = item(ahead.coming.filter((one) => one.turnId !== turnId));
  const told = { turnId: later.turnId, householdId, days: 1 };
  await calls.done('roster', 'cannotCome', keeper, { ...told, reason: CANARIES.toldReason });
  await product.setClock(NIGHT);
  await calls.done('roster', 'whoCame', family, { turnId, names: CANARIES.whoCame });
  await calls.done('roster', 'openAtNight', family, { reason: CANARIES.nightReason });
  return NIGHT;
}

/** A volunteer hands in less than the doors paid; the supplier can be rung. */
export async function plantAtTheDoors(
  { calls, things, world }: Planting,
  { soldRound: roundId, second, supplier: supplierId }: Standing,
): Promise<void> {
  const place = world.placeOf('courtyard');
  const by = { openid: openidOf('volunteer'), courtyard: place.yard.courtyard.id };
  await calls.done('groupbuy', 'manage', things.keeper(place), { roundId });
  const lines = [{ itemId: 'i1', handed: 2 }];
  const door = { householdId: second, outcome: 'handed', payment: 'cash', lines } as const;
  const { receivedFen } = await calls.done('groupbuy', 'deliver', by, { roundId, ...door });
  const counted = { countedFen: receivedFen - 10, explanation: CANARIES.explanation };
  await calls.done('groupbuy', 'handIn', by, { roundId, ...counted });
  const form = { name: '菜农', place: '', note: '', state: 'agreed' } as const;
  const phone = CANARIES.supplierPhone;
  await calls.done('groupbuy', 'saveSupplier', things.keeper(place), {
    ...{ supplierId, ...form, phone },
  });
}

/** The family writes about its pot, offers it to a neighbour with a card, and says a birthday. */
/** The family enters a contest of balconies; a volunteer leaves somebody's prize with a neighbour. */
export async function plantInContests(
  { calls, world, family }: Planting,
  { contests }: Standing,
): Promise<void> {
  const form = { ...contests.form, hands: CANARIES.hands };
  await calls.done('contest', 'enter', family, { contestId: contests.contest.open, form });
  const { courtyard } = world.placeOf('courtyard').yard;
  const volunteer = { openid: openidOf('volunteer'), courtyard: courtyard.id };
  const outcome = 'neighbour' as const;
  const left = { prizeId: contests.prize, outcome, takenBy: CANARIES.prizeTakenBy };
  await calls.done('contest', 'deliverPrize', volunteer, left);
}

export async function plantOnPots(
  { calls, world, family }: Planting,
  { pots, second }: Standing,
): Promise<void> {
  const potId = pots[world.other('courtyard').id];
  if (!potId) throw new Error('the family has no pot');
  const line = { potId, did: ['water'], words: CANARIES.diaryWords } as const;
  await calls.done('flower', 'writeDiary', family, line);
  await calls.done('flower', 'offerGift', family, { potId, to: second, card: CANARIES.giftCard });
  await calls.done('flower', 'wish', family, { month: 2, day: 11 });
}
