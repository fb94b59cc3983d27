/** Care instead of blame. Pure. @see docs/domain/roster.md §7 */
import type { HouseholdId } from '../../miniprogram/contract/ids';
import {
  CARE_NAMES,
  type CareCardView,
  type TurnId,
} from '../../miniprogram/contract/roster-views';
import type { EpochMs } from '../../miniprogram/contract/units';
import { idFrom } from '../kernel/ids';
import type { CareCardDoc, RosterDoc } from './documents';
import { labelIn, type Yard } from './repository';

/**
 * A neighbour of the same stair, the nearest door, so that it is somebody who meets them anyway; not whoever stood
 * at the door, and of the others one who will read the card. Undefined in a courtyard of one household.
 */
export function carerOf(
  about: HouseholdId,
  { plates }: Pick<Yard, 'plates'>,
  { not, reading }: { readonly not: string; readonly reading: ReadonlySet<HouseholdId> },
): HouseholdId | undefined {
  const home = plates[about];
  const others = (Object.keys(plates) as HouseholdId[]).filter(
    (id) => id !== about && id !== not && plates[id]?.away === false,
  );
  const readers = others.filter((id) => reading.has(id));
  const willing = readers.length > 0 ? readers : others;
  const sameStair = willing.filter((id) => plates[id]?.unit === home?.unit);
  const near = sameStair.length > 0 ? sameStair : willing;
  const distance = (id: HouseholdId) => Math.abs(numberIn(plates[id]?.door) - numberIn(home?.door));
  return [...near].sort((a, b) => distance(a) - distance(b) || (a < b ? -1 : 1))[0];
}

const numberIn = (door = ''): number => Number(/\d+/.exec(door)?.[0] ?? 0);

/** One card for a turn, however often the door stayed closed. */
export const newCard = (
  { communityId, courtyardId, season }: RosterDoc,
  { about, carer, turn }: Pick<CareCardDoc, 'about' | 'carer'> & { readonly turn: TurnId },
  at: EpochMs,
): CareCardDoc => ({
  _id: idFrom('cc', courtyardId, String(season), turn),
  communityId,
  rev: 1,
  courtyardId,
  about,
  carer,
  turn,
  at,
  status: 'open',
  serious: false,
});

/** None of them asks why somebody did not come. */
const WORDINGS = [
  '吃饭了没？路过想起您，家里都好吧？',
  '这两天没见着您，有啥要带的、要搭把手的，喊一声就行。',
  '门口的事大家轮着来，您先顾好家里，缺啥跟我说。',
] as const;

export const cardView = (
  { _id, about, status, outcome, at }: CareCardDoc,
  yard: Yard,
): CareCardView => ({
  cardId: _id,
  label: labelIn(yard, about),
  wordings: WORDINGS,
  status,
  ...(outcome ? { outcome, outcomeText: CARE_NAMES[outcome] } : {}),
  at,
});
