/** What the courtyard tab needs of buying together, as the facts give it. Pure. @see docs/domain/groupbuy.md §11 */
import { DAY_MS } from '../../miniprogram/contract/calendar';
import type { ItemId } from '../../miniprogram/contract/groupbuy-forms';
import type {
  CommunityId,
  CourtyardId,
  HouseholdId,
  MemberId,
  RoundId,
} from '../../miniprogram/contract/ids';
import type { Count, EpochMs, Fen, LocalDate } from '../../miniprogram/contract/units';
import { buyingDigestId } from '../courtyard/public';
import type { Doc } from '../kernel/database';
import {
  dueOf,
  type HandInDoc,
  holdersOf,
  notHandedIn,
  type OrderDoc,
  totalOf,
} from '../sale/public';
import type { RoundDoc, RoundItem } from './documents';

/**
 * One for each place whose rounds there are, and one for each courtyard that takes part in any. The rounds stand with
 * the place they are of, so that one commit moves a round of forty-three courtyards on; what differs by courtyard is
 * derived by the tick. Everything has its instants, so that it is right when the tick is late.
 */
export interface BuyingDigest extends Doc {
  readonly communityId: CommunityId;
  readonly kind: 'buying';
  readonly place: CommunityId | CourtyardId;
  /** The day it was last compared with the facts. */
  readonly checkedOn: LocalDate;
  /** When the tick looks at its doors again. */
  readonly dueAt: EpochMs;
  /** When the tick looked last. */
  readonly lookedAt: EpochMs;
  /** The rounds of this place that neighbours know of and that were not called off. */
  readonly rounds: Readonly<Record<RoundId, RoundAhead>>;
  /** What waits at the doors of this courtyard, whoever runs the round; absent until the tick has looked. */
  readonly doors: Readonly<Record<RoundId, DoorsAhead>>;
}

export interface RoundAhead {
  readonly title: string;
  readonly status: RoundDoc['status'];
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly from: EpochMs;
  readonly until: EpochMs;
  readonly courtyards: readonly CourtyardId[];
  readonly arrived: readonly CourtyardId[];
  /** Items whose weight is found out at the door. */
  readonly weighed: Readonly<Record<ItemId, NonNullable<RoundItem['weighed']>>>;
}

export interface DoorsAhead {
  /** Whoever gets something and has not got it. */
  readonly open: Readonly<Record<HouseholdId, Parcel>>;
  /** Cash taken at these doors and not handed in. */
  readonly cash: Readonly<Record<MemberId, Fen>>;
}

export interface Parcel {
  readonly kinds: Count;
  readonly fen: Fen;
  /** Something of it is weighed at the door. */
  readonly about: boolean;
}

export const emptyDigest = (
  { communityId, place }: Pick<BuyingDigest, 'communityId' | 'place'>,
  now: EpochMs,
): BuyingDigest => ({
  _id: buyingDigestId(place),
  communityId,
  rev: 1,
  kind: 'buying',
  place,
  checkedOn: '1970-01-01',
  dueAt: now,
  lookedAt: now,
  rounds: {},
  doors: {},
});

/** What a round gives to its digest; nothing while it is a draft, and once it was called off. */
export function aheadOf(round: RoundDoc): RoundAhead | undefined {
  if (!round.listed || round.status === 'cancelled') return undefined;
  const { form, status, opensAt, closesAt, courtyards, arrivals } = round;
  const { from, until } = form.delivery;
  return {
    title: form.title,
    ...{ status, opensAt, closesAt, from, until, courtyards },
    arrived: courtyards.filter((id) => arrivals[id] !== undefined),
    weighed: Object.fromEntries(
      form.items.flatMap(({ id, weighed }) => (weighed ? [[id, weighed]] : [])),
    ),
  };
}

/** Cash that nobody handed in is shown this long. */
const KEPT_MS = 14 * DAY_MS;

export const isKept = ({ until }: Pick<RoundAhead, 'until'>, now: EpochMs): boolean =>
  now < until + KEPT_MS;

export function withRound(digest: BuyingDigest, round: RoundDoc, now: EpochMs): BuyingDigest {
  const { [round._id]: _, ...others } = digest.rounds;
  const ahead = aheadOf(round);
  const rounds = ahead ? { ...others, [round._id]: ahead } : others;
  return { ...digest, rounds: keptOf(rounds, now) };
}

export const keptOf = (rounds: BuyingDigest['rounds'], now: EpochMs): BuyingDigest['rounds'] =>
  Object.fromEntries(Object.entries(rounds).filter(([, round]) => isKept(round, now)));

/** Orders are written, so there are doors. */
export const hasDoors = ({ status }: Pick<RoundAhead, 'status'>): boolean =>
  status !== 'draft' && status !== 'open' && status !== 'cancelled';

/** Of the orders and hand-ins of one courtyard. */
export function doorsAhead(
  { weighed }: Pick<RoundAhead, 'weighed'>,
  orders: readonly OrderDoc[],
  handIns: readonly HandInDoc[],
): DoorsAhead {
  const open = orders
    .filter(({ door, units }) => !door?.final && units > 0)
    .map((order) => [order.householdId, parcelOf(order, weighed)] as const);
  const cash = holdersOf(orders)
    .map(
      (holder) => [holder, totalOf(notHandedIn(orders, handIns, { holder, how: 'cash' }))] as const,
    )
    .filter(([, fen]) => fen !== 0);
  return { open: Object.fromEntries(open), cash: Object.fromEntries(cash) };
}

function parcelOf(order: OrderDoc, weighed: RoundAhead['weighed']): Parcel {
  const there = Object.entries(order.lines).filter(([, { allotted }]) => allotted > 0);
  return {
    kinds: there.length,
    fen: dueOf(order, (id) => weighed[id]),
    about: there.some(([id]) => weighed[id] !== undefined),
  };
}

const LOOK_MS = 4 * 60_000;
/** Whoever is early, and whoever is late, goes from door to door as well. */
const EARLY_MS = DAY_MS / 12;
const EVENING_MS = DAY_MS / 2;

/** Somebody may be at the doors of this round. */
export const isWalked = ({ from, until }: RoundAhead, now: EpochMs): boolean =>
  from - EARLY_MS <= now && now < until + EVENING_MS;

/** While somebody may be at a door, or has cash in hand, at every run; else when the next goods come. */
export function nextLookAt(
  rounds: BuyingDigest['rounds'],
  doors: BuyingDigest['doors'],
  now: EpochMs,
): EpochMs {
  const moments = Object.entries(rounds).map(([id, round]) => {
    if (now < round.from - EARLY_MS) return round.from - EARLY_MS;
    const { open = {}, cash = {} } = doors[id as RoundId] ?? {};
    const isBusy = Object.keys(open).length + Object.keys(cash).length > 0;
    return isBusy && isWalked(round, now) ? now + LOOK_MS : now + DAY_MS;
  });
  return Math.min(now + DAY_MS, ...moments);
}
