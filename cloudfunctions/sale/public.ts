/**
 * Selling to households, whatever is sold: the allotment everybody claims from, the orders, the doors, the cash.
 * Buying together and adopting flowers stand on it. @see docs/domain/sale.md
 */
export { capOf, EDITS_MAX, newAllotment, type Step, windowAt } from './claim';
export { type Clock, clockOf, closeSale } from './close-sale';
export { applyShortage, callOff, prolong, seal, writeOrders } from './closing';
export {
  checkWords,
  correctAt,
  type DoorRowOf,
  deliverAt,
  doorSheet,
  handInAt,
  handInsSheet,
  walked,
} from './desk';
export {
  type AllotmentDoc,
  allotmentId,
  type Given,
  type HandInDoc,
  type HouseClaim,
  type OrderDoc,
  type OrderLine,
  orderId,
  type PasteOutcome,
  type Terms,
  type TermsItem,
} from './documents';
export type { DoorTick } from './door';
export { type Afterward, afterDoor } from './door-afterwards';
export { freeOne, giveOne, joinLine, leaveLine, serveLine, serveNext } from './giving';
export { handIn, type YardState } from './hand-in';
export { isStaff, isWorker, partyOf } from './hats';
export { type Grant, uncollected } from './leftover';
export {
  allottedFen,
  dueOf,
  fenFor,
  heldOf,
  holdersOf,
  movesOf,
  notHandedIn,
  receivedOf,
  standOf,
  sumsOf,
  totalOf,
} from './money';
export { correctDoor, enterPaste, order, visitDoor } from './ordering';
export { ordersFrom } from './orders';
export { nameIn, namesIn, placeOf, type Yard, yardOf } from './places';
export { allotmentOf, handInsAt, handInsOf, ordersAt, ordersOf, yardFields } from './repository';
export { isShort, type ShortageDecision, withShortage } from './shortage';
export { type Goods, orderViewOf, type PartyOrderView } from './views';
export { aheadOf, type WaitFor, waitingIn } from './waiting';
export { onTheWay } from './walking';
