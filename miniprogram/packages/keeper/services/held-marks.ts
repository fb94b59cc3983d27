/**
 * 撤销 10 秒: a tapped mark stays on the phone for ten seconds before it is sent. It lies in the storage meanwhile,
 * so that an app closed in between loses nothing; leaving the page sends it at once.
 */
import type { CourtyardId, NoticeId } from '../../../contract/ids';
import type { Count } from '../../../contract/units';
import { newRequestId } from '../../../services/intents';
import { noticeContract } from '../../../services/notice';
import { doOrKeep, type Outcome, waiting } from '../../../services/queue';
import { drop, keep, read } from '../../../services/storage';
import type { Mark } from './mark';

export interface HeldMark {
  readonly mark: Mark;
  readonly noticeId: NoticeId;
  readonly courtyardId: CourtyardId;
  readonly version: Count;
  /** The household as the strip and 待发送 name it. */
  readonly label: string;
  readonly requestId: string;
}

const KEY = 'reach.held';
const ACTION = 'recordReach';

export const heldMark = (): HeldMark | undefined => read<HeldMark>(KEY);

export const holdMark = (held: Omit<HeldMark, 'requestId'>): void => {
  keep(KEY, { ...held, requestId: newRequestId() });
};

export const dropHeld = (): void => drop(KEY);

/** Sends it; without network it waits in 待发送. */
export function releaseHeld(held: HeldMark): Promise<Outcome<unknown>> {
  dropHeld();
  const { mark, noticeId, version, courtyardId, requestId } = held;
  return doOrKeep(
    noticeContract,
    ACTION,
    { noticeId, householdId: mark.householdId, version, how: mark.how, reached: mark.reached },
    `${held.label}：${markWords(mark)}`,
    { courtyardId, requestId, subject: null },
  );
}

/** What was tapped on this board and is not sent: what waits in 待发送, oldest first, and what is held. */
export function marksOf(
  noticeId: NoticeId,
  courtyardId: CourtyardId,
): { readonly queued: readonly Mark[]; readonly held: readonly Mark[] } {
  const queued = waiting().flatMap(({ fn, call, at }) => {
    if (fn !== noticeContract.fn || call.action !== ACTION) return [];
    const input = call.input as Omit<Mark, 'at'> & { readonly noticeId: NoticeId };
    if (input.noticeId !== noticeId || call.courtyardId !== courtyardId) return [];
    return [{ householdId: input.householdId, how: input.how, reached: input.reached, at }];
  });
  const held = heldMark();
  return { queued, held: held?.noticeId === noticeId ? [held.mark] : [] };
}

export function markWords({ how, reached }: Pick<Mark, 'how' | 'reached'>): string {
  if (reached) return how === 'phone' ? '电话里说了' : '上门说了';
  return how === 'phone' ? '打过，没人接' : '去过，没人应';
}
