/** What was tapped at doors on this phone: held for ten seconds, waiting for network, or sent. */
import type { CourtyardId } from '../../../contract/ids';
import type { Count } from '../../../contract/units';
import { createHolder, type Held } from '../../../services/held';
import { type Outcome, waiting } from '../../../services/queue';
import { type SaleDoorView, type SaleId, type SaleVisit, sendVisit } from './sale-doors';

export interface Visit extends SaleVisit {
  /** How often the door had been visited or put right when it was tapped. */
  readonly doorRev: Count;
  readonly saleId: SaleId;
  readonly courtyardId: CourtyardId;
}
export type HeldVisit = Held<Visit>;

const holder = createHolder<Visit>('buying.door');
export const { held: heldVisit, hold: holdVisit, drop: dropVisit } = holder;

const ACTION = 'deliver';

/** Sends it; without network it waits in 待发送. */
export async function releaseVisit(held: HeldVisit): Promise<Outcome<unknown>> {
  holder.drop();
  const { courtyardId, saleId, doorRev: _, ...visit } = held.act;
  const { requestId, label } = held;
  const outcome = await sendVisit(saleId, visit, { courtyardId, requestId, label, subject: null });
  if (outcome.state === 'done') holder.keepSent(held);
  return outcome;
}

type SentVisit = Omit<Visit, 'doorRev'>;
/** As it waits in the phone. */
type Sent = SaleVisit & { readonly roundId?: SaleId; readonly campaignId?: SaleId };

/** What was tapped for this list, the oldest first; what the cloud has moved past since it was sent is left out. */
export function visitsOf(
  saleId: SaleId,
  { courtyardId, rows }: SaleDoorView,
): {
  readonly queued: readonly SentVisit[];
  readonly others: readonly SentVisit[];
} {
  const here = (one: SentVisit): boolean =>
    one.saleId === saleId && one.courtyardId === courtyardId;
  const isNews = ({ householdId, doorRev }: Visit): boolean =>
    rows.every((row) => row.householdId !== householdId || row.doorRev <= doorRev);
  const queued = waiting().flatMap(({ call }) => {
    if (call.action !== ACTION || !call.courtyardId) return [];
    const { roundId, campaignId, ...visit } = call.input as Sent;
    const ofSale = roundId ?? campaignId;
    return ofSale ? [{ ...visit, saleId: ofSale, courtyardId: call.courtyardId }] : [];
  });
  const held = holder.held();
  const others = [
    ...holder
      .sent()
      .map(({ act }) => act)
      .filter(isNews)
      .reverse(),
    ...(held ? [held.act] : []),
  ];
  return { queued: queued.filter(here), others: others.filter(here) };
}
