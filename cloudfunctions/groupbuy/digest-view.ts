/** What the courtyard tab says of buying together, at an instant. Pure. @see docs/domain/groupbuy.md §11 */
import {
  DAY_MS,
  dayOf,
  instant,
  spokenDay,
  spokenInstant,
  timeOf,
} from '../../miniprogram/contract/calendar';
import type { BuyingCard, BuyingItem, ParcelItem } from '../../miniprogram/contract/home';
import type { CourtyardId, HouseholdId, MemberId, RoundId } from '../../miniprogram/contract/ids';
import { yuanText } from '../../miniprogram/contract/money';
import type { Role } from '../../miniprogram/contract/roles';
import type { EpochMs } from '../../miniprogram/contract/units';
import { isStaff, isWorker } from '../sale/public';
import type { BuyingDigest, DoorsAhead, Parcel, RoundAhead } from './digest';
import { statusOf } from './groupbuy';

/** The digests one courtyard's tab is made of: the community's and its own. */
export interface Buying {
  readonly courtyardId: CourtyardId;
  readonly wide: BuyingDigest | undefined;
  readonly own: BuyingDigest | undefined;
}

interface Ahead extends RoundAhead {
  readonly id: RoundId;
  readonly isWide: boolean;
  /** Undefined while the tick has not looked. */
  readonly doors: DoorsAhead | undefined;
}

const CARDS = 3;

/** The courtyard's rounds, what closes or comes first ahead. */
function roundsIn({ courtyardId, wide, own }: Buying): readonly Ahead[] {
  const of = (digest: BuyingDigest | undefined, isWide: boolean) =>
    (Object.entries(digest?.rounds ?? {}) as [RoundId, RoundAhead][])
      .filter(([, { courtyards }]) => courtyards.includes(courtyardId))
      .map(([id, round]): Ahead => ({ ...round, id, isWide, doors: own?.doors[id] }));
  return [...of(wide, true), ...of(own, false)].sort(
    (a, b) => a.closesAt - b.closesAt || (a.id < b.id ? -1 : 1),
  );
}

/** `明天 09:00–11:00`. */
const windowText = ({ from, until }: RoundAhead, now: EpochMs): string =>
  `${spokenDay(dayOf(from), dayOf(now))} ${timeOf(from)}–${timeOf(until)}`;

const midnightAfter = (at: EpochMs): EpochMs => instant(dayOf(at)) + DAY_MS;
const daysBegin = ({ from }: RoundAhead): EpochMs => instant(dayOf(from));
const isDelivered = (round: RoundAhead, now: EpochMs): boolean =>
  daysBegin(round) <= now && now < midnightAfter(round.until);

const parcelFor = ({ doors }: Ahead, households: readonly HouseholdId[]): Parcel | undefined =>
  households.map((id) => doors?.open[id]).find((parcel) => parcel !== undefined);

const moneyText = ({ fen, about }: Pick<Parcel, 'fen' | 'about'>): string =>
  `${about ? '约 ' : ''}${yuanText(fen)}`;

/** What neighbours can order now, and what comes to the own households on another day. */
export function buyingCards(
  buying: Buying,
  households: readonly HouseholdId[],
  now: EpochMs,
): readonly BuyingCard[] {
  return roundsIn(buying)
    .flatMap((round) => cardOf(round, households, now))
    .slice(0, CARDS);
}

function cardOf(
  round: Ahead,
  households: readonly HouseholdId[],
  now: EpochMs,
): readonly BuyingCard[] {
  const { id: roundId, title, opensAt, closesAt } = round;
  const status = statusOf(round, now);
  const midnight = midnightAfter(now);
  if (status === 'waiting' || status === 'open') {
    const [next, what] = status === 'waiting' ? [opensAt, '开始接龙'] : [closesAt, '截单'];
    const when = `${spokenInstant(next, now)} ${what}`;
    return [{ roundId, title, status, when, until: Math.min(midnight, next) }];
  }
  // On the day itself it stands in 等我办.
  if (status === 'settled' || now >= daysBegin(round)) return [];
  const when = `${windowText(round, now)} 送到`;
  const card = { roundId, title, status: 'ordered', when, until: midnight } as const;
  const parcel = parcelFor(round, households);
  if (parcel) return [{ ...card, mine: `我家订了 ${parcel.kinds} 样 ${moneyText(parcel)}` }];
  return [];
}

interface Party {
  readonly id: HouseholdId;
  readonly label: string;
  readonly courtyardId: CourtyardId;
  readonly helping: boolean;
}

/** What comes to a household today, until somebody was at its door. */
export const parcelItems = (
  buying: Buying,
  { id, label, courtyardId, helping }: Party,
  now: EpochMs,
): readonly ParcelItem[] =>
  roundsIn(buying).flatMap((round) => {
    const parcel = parcelFor(round, [id]);
    if (!parcel || round.status === 'settled' || !isDelivered(round, now)) return [];
    return [
      {
        kind: 'parcel',
        roundId: round.id,
        title: round.title,
        when: windowText(round, now),
        ...parcel,
        forHousehold: { id, label },
        helping,
        courtyardId,
      },
    ];
  });

/** What rounds ask of whoever works in this courtyard. */
export function buyingItems(
  buying: Buying,
  { roles, memberId }: { readonly roles: ReadonlySet<Role>; readonly memberId: MemberId },
  now: EpochMs,
): readonly BuyingItem[] {
  if (!isWorker({ roles })) return [];
  return roundsIn(buying).flatMap((round) => {
    const about = { kind: 'buying', roundId: round.id, title: round.title } as const;
    const runs = isStaff({ roles }) || !round.isWide;
    const doors = doorsLeft(round, now);
    const fen = round.doors?.cash[memberId] ?? 0;
    const asOf = buying.own?.lookedAt ?? 0;
    return [
      ...(runs && isToBuy(round, now) ? [{ ...about, todo: 'buy' } as const] : []),
      ...(doors > 0
        ? [{ ...about, todo: 'doors', doors, when: windowText(round, now) } as const]
        : []),
      ...(fen !== 0 ? [{ ...about, todo: 'handIn', fen, asOf } as const] : []),
    ];
  });

  function doorsLeft(round: Ahead, at: EpochMs): number {
    const isHere = round.arrived.includes(buying.courtyardId) || at >= daysBegin(round);
    const isOver = round.status === 'settled' || statusOf(round, at) === 'open';
    return isHere && !isOver ? Object.keys(round.doors?.open ?? {}).length : 0;
  }
}

/** Once the goods are due nobody has to be told to buy them. */
function isToBuy(round: Ahead, now: EpochMs): boolean {
  const status = statusOf(round, now);
  return (status === 'closing' || status === 'closed') && now < round.from;
}
