/** What was tapped at doors on this phone: held for ten seconds, waiting for network, or sent. */
import type { DoorInput } from '../../../contract/groupbuy';
import type { DoorView } from '../../../contract/groupbuy-desk';
import type { CourtyardId, RoundId } from '../../../contract/ids';
import type { Count } from '../../../contract/units';
import { groupbuyContract } from '../../../services/groupbuy';
import { createHolder, type Held } from '../../../services/held';
import { doOrKeep, type Outcome, waiting } from '../../../services/queue';

export interface Visit extends DoorInput {
  /** How often the door had been visited or put right when it was tapped. */
  readonly doorRev: Count;
  readonly roundId: RoundId;
  readonly courtyardId: CourtyardId;
}
export type HeldVisit = Held<Visit>;

const holder = createHolder<Visit>('buying.door');
export const { held: heldVisit, hold: holdVisit, drop: dropVisit } = holder;

const ACTION = 'deliver';

/** Sends it; without network it waits in 待发送. */
export async function releaseVisit(held: HeldVisit): Promise<Outcome<unknown>> {
  holder.drop();
  const { courtyardId, doorRev: _, ...input } = held.act;
  const manner = { courtyardId, requestId: held.requestId, subject: null };
  const outcome = await doOrKeep(groupbuyContract, ACTION, input, held.label, manner);
  if (outcome.state === 'done') holder.keepSent(held);
  return outcome;
}

type SentVisit = Omit<Visit, 'doorRev'>;

/** What was tapped for this list, the oldest first; what the cloud has moved past since it was sent is left out. */
export function visitsOf({ roundId, courtyardId, rows }: DoorView): {
  readonly queued: readonly SentVisit[];
  readonly others: readonly SentVisit[];
} {
  const here = (one: SentVisit): boolean =>
    one.roundId === roundId && one.courtyardId === courtyardId;
  const isNews = ({ householdId, doorRev }: Visit): boolean =>
    rows.every((row) => row.householdId !== householdId || row.doorRev <= doorRev);
  const queued = waiting().flatMap(({ fn, call }) => {
    if (fn !== groupbuyContract.fn || call.action !== ACTION || !call.courtyardId) return [];
    return [{ ...(call.input as Omit<SentVisit, 'courtyardId'>), courtyardId: call.courtyardId }];
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
