/** What the pages of pots are shown. @see docs/domain/pots.md §4 */
import {
  ALLERGY_HINT,
  type DiaryView,
  type GivenView,
  type HandView,
  type MyFlowersView,
  type MyPot,
  type OfferView,
  type PassportView,
  type PrizeView,
} from '../../../miniprogram/contract/flower-pots';
import type { HouseholdId, PartyId } from '../../../miniprogram/contract/ids';
import type { EpochMs } from '../../../miniprogram/contract/units';
import { fileId } from '../../kernel/picture';
import { shownName } from './contest';
import type { PotDoc } from './documents';
import { openOffer } from './gifts';
import { NAMES_MAX } from './pot';
import { type PotOrder, potOrderId, stateOf } from './state';

export type OrdersById = ReadonlyMap<string, PotOrder>;

const faceOf = (pot: PotDoc, order: PotOrder | undefined) => ({
  potId: pot._id,
  code: pot.code,
  variety: pot.variety,
  name: shownName(pot),
  state: stateOf(pot, order),
});

const waitingName = ({ name }: PotDoc) =>
  name?.state === 'checking' ? { nameWaiting: name.text } : {};

export const prizesOf = ({ prizes }: PotDoc): readonly PrizeView[] =>
  Object.values(prizes)
    .map(({ title, at }) => ({ title, at }))
    .sort((a, b) => b.at - a.at);

const cardOf = ({ card, cardState }: { readonly card: string; readonly cardState: string }) =>
  cardState === 'shown' ? card : '';

/** The latest picture that passed. */
export const coverOf = ({ pictures, pictureStates }: PotDoc): string | undefined =>
  pictures.filter((picture) => pictureStates[fileId(picture)] === 'passed').at(-1);

interface Mine {
  readonly household: HouseholdId;
  readonly orders: OrdersById;
  /** By cloud file id. */
  readonly urls: ReadonlyMap<string, string>;
  readonly now: EpochMs;
}

export function myFlowersView(pots: readonly PotDoc[], mine: Mine): MyFlowersView {
  const { household, now } = mine;
  return {
    pots: pots.filter(({ party }) => party === household).map((pot) => myPot(pot, mine)),
    offered: pots.flatMap((pot) => offerView(pot, mine)),
    given: pots.flatMap((pot) => givenView(pot, mine)),
    allergyHint: ALLERGY_HINT,
    now,
  };
}

function myPot(pot: PotDoc, { orders, urls, now }: Mine): MyPot {
  const photoUrl = urls.get(coverOf(pot) ?? '');
  const offer = openOffer(pot, now);
  return {
    ...faceOf(pot, orders.get(potOrderId(pot))),
    ...waitingName(pot),
    ...(pot.wateredAt === undefined ? {} : { wateredAt: pot.wateredAt }),
    ...(photoUrl === undefined ? {} : { photoUrl }),
    prizes: prizesOf(pot),
    ...(offer ? { offeredTo: offer.toLabel } : {}),
  };
}

function offerView(pot: PotDoc, { household, orders, now }: Mine): readonly OfferView[] {
  const offer = openOffer(pot, now);
  if (offer?.to !== household) return [];
  const { id: offerId, fromLabel, until } = offer;
  const face = faceOf(pot, orders.get(potOrderId(pot)));
  return [{ ...face, offerId, fromLabel, card: cardOf(offer), until }];
}

function givenView(pot: PotDoc, { household, orders }: Mine): readonly GivenView[] {
  const last = pot.hands.filter(({ from }) => from === household).at(-1);
  if (!last || pot.party === household) return [];
  const { toLabel, takenAt: at } = last;
  return [{ ...faceOf(pot, orders.get(potOrderId(pot))), toLabel, at }];
}

/** Who looks at a passport, and what was read besides. */
export interface Looking {
  readonly close: readonly PartyId[];
  readonly homes: readonly HouseholdId[];
  readonly order: PotOrder | undefined;
  readonly courtyardName: string;
  readonly label: string;
  /** Pictures that passed, with their addresses. */
  readonly urls: ReadonlyMap<string, string>;
  readonly now: EpochMs;
}

export function passportView(pot: PotDoc, looking: Looking): PassportView {
  const { close, courtyardName, label, urls, now } = looking;
  const mine = close.includes(pot.party);
  const frozenUntil = (pot.frozen?.until ?? 0) > now ? pot.frozen?.until : undefined;
  return {
    ...faceOf(pot, looking.order),
    courtyardName,
    label,
    mine,
    ...(mine ? waitingName(pot) : {}),
    ...(mine && frozenUntil !== undefined ? { frozenUntil } : {}),
    photoUrls: [...pot.pictures].reverse().flatMap((picture) => urls.get(picture) ?? []),
    prizes: prizesOf(pot),
    careLines: pot.care,
    ...(mine && pot.wateredAt !== undefined ? { wateredAt: pot.wateredAt } : {}),
    diary: mine ? diaryOf(pot, urls) : [],
    handed: pot.hands.length,
    hands: handsOf(pot, looking),
    ...offerOf(pot, looking),
    may: mayOf(pot, looking),
    allergyHint: ALLERGY_HINT,
    now,
  };
}

const diaryOf = ({ diary }: PotDoc, urls: Looking['urls']): readonly DiaryView[] =>
  Object.entries(diary)
    .sort(([, a], [, b]) => b.at - a.at)
    .map(([entryId, { at, did, words, state, picture }]) => {
      const photoUrl = picture === undefined ? undefined : urls.get(picture);
      return { entryId, at, did, words, state, ...(photoUrl === undefined ? {} : { photoUrl }) };
    });

const handsOf = ({ hands }: PotDoc, { homes }: Looking): readonly HandView[] =>
  hands
    .filter(({ from, to }) => homes.includes(from) || homes.includes(to))
    .map((hand) => ({
      fromLabel: hand.fromLabel,
      toLabel: hand.toLabel,
      card: cardOf(hand),
      at: hand.takenAt,
    }))
    .reverse();

function offerOf(pot: PotDoc, { homes, now }: Looking): Pick<PassportView, 'offer'> {
  const offer = openOffer(pot, now);
  if (!offer) return {};
  const toMe = homes.includes(offer.to);
  const fromMe = homes.includes(offer.from);
  if (!toMe && !fromMe) return {};
  const { id: offerId, fromLabel, toLabel, until } = offer;
  const card = fromMe ? offer.card : cardOf(offer);
  return { offer: { offerId, toMe, fromLabel, toLabel, card, until } };
}

function mayOf(pot: PotDoc, { close, homes, order, now }: Looking): PassportView['may'] {
  const write = close.includes(pot.party);
  const isFrozen = (pot.frozen?.until ?? 0) > now;
  const isThere = stateOf(pot, order) === 'handed';
  const isHome = homes.some((home) => home === pot.party);
  return {
    write,
    name: write && !isFrozen && pot.names < NAMES_MAX,
    offer: isHome && isThere && openOffer(pot, now) === undefined,
  };
}
