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
const SENT = 'reach.sent';
const MAX_SENT = 200;
const ACTION = 'recordReach';

type Board = Pick<HeldMark, 'noticeId' | 'courtyardId' | 'version'>;

export const heldMark = (): HeldMark | undefined => read<HeldMark>(KEY);

export const holdMark = (held: Omit<HeldMark, 'requestId'>): void => {
  keep(KEY, { ...held, requestId: newRequestId() });
};

export const dropHeld = (): void => drop(KEY);

/** Sends it; without network it waits in 待发送. */
export async function releaseHeld(held: HeldMark): Promise<Outcome<unknown>> {
  dropHeld();
  const { mark, noticeId, version, courtyardId, requestId } = held;
  const outcome = await doOrKeep(
    noticeContract,
    ACTION,
    { noticeId, householdId: mark.householdId, version, how: mark.how, reached: mark.reached },
    `${held.label}：${markWords(mark)}`,
    { courtyardId, requestId, subject: null },
  );
  if (outcome.state === 'done' && mark.reached) keep(SENT, [held, ...sent()].slice(0, MAX_SENT));
  return outcome;
}

/** Reached and sent from this phone: a board that was kept before must not ask for them again. */
const sent = (): readonly HeldMark[] => read<HeldMark[]>(SENT) ?? [];

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
  const here = (one: HeldMark): boolean =>
    one.noticeId === noticeId && one.courtyardId === courtyardId && one.version === version;
  const held = heldMark();
  return {
    queued,
    held: held && here(held) ? [held.mark] : [],
    sent: sent()
      .filter(here)
      .map(({ mark }) => mark),
  };
}

export function markWords({ how, reached }: Pick<Mark, 'how' | 'reached'>): string {
  if (reached) return how === 'phone' ? '电话里说了' : '上门说了';
  return how === 'phone' ? '打过，没人接' : '去过，没人应';
}
