/** Messages to send, as documents. `notify.ts` sends them. @see docs/domain/notice.md §7 */
import type { CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import type { MessageKind } from '../../miniprogram/contract/messages';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from './database';
import { createMissing, type Store } from './store';

export type Receivers = { readonly courtyardId: CourtyardId } | { readonly memberId: MemberId };

export interface OutboxDoc extends Doc {
  readonly kind: MessageKind;
  /** A person gets one message of a topic. */
  readonly topic: string;
  readonly to: Receivers;
  readonly page: string;
  readonly values: Readonly<Record<string, string>>;
  readonly at: EpochMs;
  readonly dueAt: EpochMs;
  /** At this instant it is too late to tell anybody. */
  readonly until: EpochMs;
  readonly status: 'due' | 'done';
  readonly outcome?: 'told' | 'late' | 'drill' | 'dropped';
  readonly sent: Count;
  /** 43101: somebody took the allowance back. Normal, and no failure. */
  readonly refused: Count;
  /** Neither sent nor refused: the platform was in trouble, and stayed so. */
  readonly failed: Count;
  /** Accounts to try again. */
  readonly again: readonly string[];
  readonly attempts: Count;
}

export type Draft = Pick<
  OutboxDoc,
  'kind' | 'topic' | 'to' | 'page' | 'values' | 'at' | 'until'
> & {
  readonly id: string;
  readonly communityId: string;
};

export const queued = ({ id, ...draft }: Draft): OutboxDoc => ({
  _id: `ob_${id}`,
  rev: 1,
  ...draft,
  dueAt: draft.at,
  status: 'due',
  sent: 0,
  refused: 0,
  failed: 0,
  again: [],
  attempts: 0,
});

const AT_ONCE = 50;

/**
 * Queues what is not queued yet: the ids say what it is, so it is safe to repeat.
 * @returns false when it had to stop early; then it is called again
 */
export async function queueMissing(
  store: Store,
  jobs: readonly OutboxDoc[],
  late: () => boolean,
): Promise<boolean> {
  for (let i = 0; i < jobs.length; i += AT_ONCE) {
    if (late()) return false;
    await createMissing(store, 'outbox', jobs.slice(i, i + AT_ONCE));
  }
  return true;
}
