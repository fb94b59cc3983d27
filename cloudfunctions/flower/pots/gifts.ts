/** A pot goes to a neighbour, with a card. Pure; each is decided on the pot as it is inside a transaction. @see docs/domain/pots.md §5 */
import { DAY_MS } from '../../../miniprogram/contract/calendar';
import { POT_LIMITS } from '../../../miniprogram/contract/flower-pots';
import { type HouseholdId, isCorner, type PartyId } from '../../../miniprogram/contract/ids';
import type { EpochMs } from '../../../miniprogram/contract/units';
import { AppError, refuseIf } from '../../kernel/errors';
import type { Hand, Offer, PotDoc, Telling } from './documents';
import { RECHECK_MS } from './pot';
import { type PotOrder, stateOf } from './state';

/** The offer that waits for an answer; one that nobody answered is over by itself. */
export const openOffer = ({ offer }: Pick<PotDoc, 'offer'>, now: EpochMs): Offer | undefined =>
  offer && now < offer.until ? offer : undefined;

const withParties = (pot: PotDoc): PotDoc => {
  const past = pot.hands.flatMap(({ from, to }): readonly PartyId[] => [from, to]);
  const all = new Set<PartyId>([pot.party, ...past, ...(pot.offer ? [pot.offer.to] : [])]);
  return { ...pot, parties: [...all] };
};

function told(pot: PotDoc, telling: Telling): PotDoc {
  return { ...pot, tell: [...pot.tell, telling], tellAt: pot.tellAt ?? telling.at };
}

/** The request that offers it stays in the offer: a tap that comes again finds it. */
export interface Gift extends Omit<Offer, 'until' | 'from'> {
  readonly from: HouseholdId;
}

/**
 * @throws AppError `NOT_FOUND` for a pot somebody else has, `POT_NOT_THERE` before it was handed over,
 *   `GIFT_OPEN` while a neighbour has not answered, `GIFT_TO_SELF`
 */
export function offered(pot: PotDoc, gift: Gift, order: PotOrder | undefined): PotDoc {
  if (pot.party !== gift.from || isCorner(pot.party)) throw new AppError('NOT_FOUND');
  refuseIf(gift.to === gift.from, 'GIFT_TO_SELF');
  refuseIf(stateOf(pot, order) !== 'handed', 'POT_NOT_THERE');
  refuseIf(openOffer(pot, gift.at) !== undefined, 'GIFT_OPEN');
  const offer: Offer = { ...gift, until: gift.at + POT_LIMITS.offerDays * DAY_MS };
  const waits = gift.cardState === 'checking' ? { recheckAt: gift.at + RECHECK_MS } : {};
  const writers = [...new Set([...pot.writers, gift.by])];
  return told(withParties({ ...pot, offer, writers, ...waits }), {
    what: 'offered',
    offerId: gift.id,
    household: gift.to,
    courtyardId: gift.toYard,
    at: gift.at,
  });
}

interface Answer {
  readonly offerId: string;
  readonly household: HouseholdId;
  readonly at: EpochMs;
}

/** @throws AppError `NOT_FOUND` for somebody it is not offered to; `GIFT_CLOSED` when it is answered or over */
function offerFor(pot: PotDoc, { offerId, household, at }: Answer): Offer {
  const { offer } = pot;
  if (offer?.id === offerId && offer.to === household) {
    refuseIf(at >= offer.until, 'GIFT_CLOSED');
    return offer;
  }
  const isPast = pot.hands.some(({ id, to }) => id === offerId && to === household);
  const wasOffered = isPast || pot.parties.includes(household);
  throw new AppError(wasOffered ? 'GIFT_CLOSED' : 'NOT_FOUND');
}

const withoutOffer = ({ offer: _, ...pot }: PotDoc): PotDoc => pot;

const toGiver = (pot: PotDoc, offer: Offer, what: Telling['what'], at: EpochMs): Telling => ({
  what,
  offerId: offer.id,
  household: offer.from,
  courtyardId: pot.courtyardId,
  at,
});

/** The passport goes on with the pot. @throws AppError as `offerFor` */
export function accepted(pot: PotDoc, answer: Answer): PotDoc {
  const offer = offerFor(pot, answer);
  const { until: _, ...hand } = offer;
  const taken: Hand = { ...hand, takenAt: answer.at };
  const after: PotDoc = {
    ...withoutOffer(pot),
    party: offer.to,
    courtyardId: offer.toYard,
    hands: [...pot.hands, taken],
  };
  return told(withParties(after), toGiver(pot, offer, 'accepted', answer.at));
}

/** Easy, without a reason, and nobody but the giver hears of it. @throws AppError as `offerFor` */
export function declined(pot: PotDoc, answer: Answer): PotDoc {
  const offer = offerFor(pot, answer);
  const telling = toGiver(pot, offer, 'declined', answer.at);
  return told(withParties(withoutOffer(pot)), telling);
}

/** @throws AppError `NOT_FOUND`, `GIFT_CLOSED` when the neighbour was faster */
export function withdrawn(pot: PotDoc, { offerId, household, at }: Answer): PotDoc {
  const { offer } = pot;
  if (offer?.id !== offerId || offer.from !== household) {
    const wasTheirs = pot.hands.some(({ id, from }) => id === offerId && from === household);
    throw new AppError(wasTheirs || pot.party === household ? 'GIFT_CLOSED' : 'NOT_FOUND');
  }
  const wasTold = !pot.tell.some((one) => one.offerId === offerId && one.what === 'offered');
  const after = withParties(withoutOffer(pot));
  const quiet = { ...after, tell: after.tell.filter((one) => one.offerId !== offerId) };
  // Whoever was not told of it yet need not hear that it is off.
  if (!wasTold) return quiet;
  return told(quiet, {
    what: 'withdrawn',
    offerId,
    household: offer.to,
    courtyardId: offer.toYard,
    at,
  });
}
