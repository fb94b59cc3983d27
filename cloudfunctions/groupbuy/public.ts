/** What other domains may use of buying together. */
export { checkOrder, type OrderSide, orderAfter } from './afterwards';
export type { BuyingDigest } from './digest';
export { type Buying, buyingCards, buyingItems, parcelItems } from './digest-view';
export { groupbuyWork } from './due';
export { eraseFromBuying, exportFromBuying, type OwnBuying } from './kept';
export { buyingInMonth } from './month-part';
export { groupbuyShows, rememberInRounds } from './pictures';
