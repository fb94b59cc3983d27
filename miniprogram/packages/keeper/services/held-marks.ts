/** Marks tapped on a board on this phone: held for ten seconds, waiting for network, or sent. */
import type { CourtyardId, NoticeId } from '../../../contract/ids';
import type { Count } from '../../../contract/units';
import { createHolder, type Held } from '../../../services/held';
import { noticeContract } from '../../../services/notice';
import { doOrKeep, type Outcome, waiting } from '../../../services/queue';
import type { Mark } from './mark';

interface Board {
  readonly noticeId: NoticeId;
  readonly courtyardId: CourtyardId;
  readonly version: Count;
}

interface BoardMark extends Board {
  readonly mark: Mark;
}
type HeldMark = Held<BoardMark>;

const holder = createHolder<BoardMark>('reach');
export const { held: heldMark, hold: holdMark, drop: dropHeld } = holder;

const ACTION = 'recordReach';

/** Sends it; without network it waits in 待发送. */
export async function releaseHeld(held: HeldMark): Promise<Outcome<unknown>> {
  holder.drop();
  const { mark, noticeId, version, courtyardId } = held.act;
  const outcome = await doOrKeep(
    noticeContract,
    ACTION,
    { noticeId, householdId: mark.householdId, version, how: mark.how, reached: mark.reached },
    held.label,
    { courtyardId, requestId: held.requestId, subject: null },
  );
  if (outcome.state === 'done' && mark.reached) holder.keepSent(held);
  return outcome;
}

/** What was tapped on this board on this phone: what waits in 待发送, what is held, and what was sent. */
export function marksOf({ noticeId, courtyardId, version }: Board): {
  readonly queued: readonly Mark[];
  readonly held: readonly Mark[];
  readonly sent: readonly Mark[];
} {
  const queued = waiting().flatMap(({ fn, call, at }) => {
    if (fn !== noticeContract.fn || call.action !== ACTION) return [];
    const input = call.input as Omit<Mark, 'at'> & { readonly noticeId: NoticeId };
    if (input.noticeId !== noticeId || call.courtyardId !== courtyardId) return [];
    return [{ householdId: input.householdId, how: input.how, reached: input.reached, at }];
  });
  const here = ({ act }: HeldMark): boolean =>
    act.noticeId === noticeId && act.courtyardId === courtyardId && act.version === version;
  const held = holder.held();
  return {
    queued,
    held: held && here(held) ? [held.act.mark] : [],
    sent: holder
      .sent()
      .filter(here)
      .map(({ act }) => act.mark),
  };
}

export function markWords({ how, reached }: Pick<Mark, 'how' | 'reached'>): string {
  if (reached) return how === 'phone' ? '电话里说了' : '上门说了';
  return how === 'phone' ? '打过，没人接' : '去过，没人应';
}
