/** What was tapped at doors on this phone: held for ten seconds, waiting for network, or sent. */
import type { DoorInput } from '../../../contract/groupbuy';
import type { CourtyardId, RoundId } from '../../../contract/ids';
import { groupbuyContract } from '../../../services/groupbuy';
import { createHolder, type Held } from '../../../services/held';
import { doOrKeep, type Outcome, waiting } from '../../../services/queue';

export interface Visit extends DoorInput {
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
  const { courtyardId, ...input } = held.act;
  const manner = { courtyardId, requestId: held.requestId, subject: null };
  const outcome = await doOrKeep(groupbuyContract, ACTION, input, held.label, manner);
  if (outcome.state === 'done') holder.keepSent(held);
  return outcome;
}

/** What was tapped for this list, the oldest first. */
export function visitsOf({ roundId, courtyardId }: Pick<Visit, 'roundId' | 'courtyardId'>): {
  readonly queued: readonly Visit[];
  readonly others: readonly Visit[];
} {
  const here = (one: Visit): boolean => one.roundId === roundId && one.courtyardId === courtyardId;
  const queued = waiting().flatMap(({ fn, call }) => {
    if (fn !== groupbuyContract.fn || call.action !== ACTION || !call.courtyardId) return [];
    return [{ ...(call.input as Omit<Visit, 'courtyardId'>), courtyardId: call.courtyardId }];
  });
  const held = holder.held();
  const others = [
    ...holder
      .sent()
      .map(({ act }) => act)
      .reverse(),
    ...(held ? [held.act] : []),
  ];
  return { queued: queued.filter(here), others: others.filter(here) };
}
