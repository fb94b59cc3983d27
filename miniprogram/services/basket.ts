/** What was picked out of a sale and has not reached the cloud: not sent yet, or sent without network. */
import type { CountByItem } from '../contract/groupbuy-forms';
import type { PartyId } from '../contract/ids';
import type { Count } from '../contract/units';
import { say, showFailure } from './failure';
import { type Outcome, takeOutWhere, type Waiting, waiting } from './queue';
import { session } from './session';
import { drop, keep, read } from './storage';

/** Something one may have, as the cloud knows it. */
interface Item {
  readonly itemId: string;
  /** Of the household, as the cloud has it. */
  readonly mine: Count;
}

interface Step {
  readonly itemId: string;
  readonly add: Count;
}

/** Of one sale and one household: that on the telephone, that of the band, or one's own. */
export interface BasketOf {
  readonly fn: 'groupbuy' | 'flower';
  readonly saleId: string;
  /** That on the telephone; empty when there is none. */
  readonly household: PartyId | '';
}

const NAMES = { groupbuy: 'buying', flower: 'flower' } as const;
/** How it is sent for whom the call is, and for a household on the telephone. */
const ACTIONS = {
  groupbuy: { own: 'order', other: 'orderFor' },
  flower: { own: 'adopt', other: 'adoptFor' },
} as const;

const keyOf = ({ fn, saleId, household }: BasketOf): string =>
  `${NAMES[fn]}.${saleId}.${household || (session.subject?.id ?? 'me')}`;

export const keepBasket = (of: BasketOf, counts: CountByItem): boolean => keep(keyOf(of), counts);

/** Only of goods that are still there; what was ordered without network counts as picked out. */
export function readBasket(of: BasketOf, items: readonly Item[]): CountByItem {
  const steps = waiting().find(isOrderOf(of));
  const kept = { ...(steps && countsAfter(steps, items)), ...read<CountByItem>(keyOf(of)) };
  const known = items.filter(({ itemId }) => kept[itemId] !== undefined);
  return Object.fromEntries(known.map(({ itemId }) => [itemId, kept[itemId] ?? 0]));
}

/** What the counts change of the order, item by item. */
export const stepsOf = (items: readonly Item[], counts: CountByItem): readonly Step[] =>
  items
    .map(({ itemId, mine }) => ({ itemId, add: (counts[itemId] ?? mine) - mine }))
    .filter(({ add }) => add !== 0);

interface OrderInput {
  readonly roundId?: string;
  readonly campaignId?: string;
  readonly householdId?: string;
  readonly lines: readonly Step[];
}

const isOrderOf =
  ({ fn: ofFn, saleId, household }: BasketOf) =>
  ({ fn, call }: Waiting): boolean => {
    if (fn !== ofFn) return false;
    const input = call.input as OrderInput;
    if ((input.roundId ?? input.campaignId) !== saleId) return false;
    return household
      ? call.action === ACTIONS[ofFn].other && input.householdId === household
      : call.action === ACTIONS[ofFn].own && call.subject === session.subject?.id;
  };

const countsAfter = ({ call }: Waiting, items: readonly Item[]): CountByItem =>
  Object.fromEntries(
    (call.input as OrderInput).lines.map(({ itemId, add }) => [
      itemId,
      (items.find((item) => item.itemId === itemId)?.mine ?? 0) + add,
    ]),
  );

/** Says all of it anew in place of what waits without network, and tells how it went. */
export async function sendBasket(
  of: BasketOf,
  send: () => Promise<Outcome<unknown>>,
  done: string,
): Promise<void> {
  takeOutWhere(isOrderOf(of));
  const outcome = await send();
  if (outcome.state === 'failed') return showFailure(outcome.failure);
  drop(keyOf(of));
  say(outcome.state === 'done' ? done : '没有网，先记在手机里，有网自动送');
}
