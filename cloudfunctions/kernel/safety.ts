/** What people write and show is checked before others see it. @see docs/domain/notice.md §2 */
import type { MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { type AccountDoc, openidOf } from './account-doc';
import type { CheckVerdict, Cloud } from './cloud';
import { before, oneOf, put } from './conditions';
import { AppError } from './errors';
import type { FileDoc } from './file-doc';
import { askAbout } from './picture';
import type { Store } from './store';
import type { TickContext } from './tick';

/**
 * @returns false while the platform's check is unavailable: the text then waits
 * @throws AppError `TEXT_RISKY`
 */
export async function passes(cloud: Cloud, openid: string, text: string): Promise<boolean> {
  const verdict = await cloud.checkText(openid, text);
  if (verdict === 'risky') throw new AppError('TEXT_RISKY');
  return verdict === 'pass';
}

/**
 * Asks again about words that wait because the check was unavailable.
 * @returns nothing when whoever wrote them is gone for good: the platform is asked in nobody's name
 */
export async function verdictOn(
  { store, cloud }: Pick<TickContext, 'store' | 'cloud'>,
  { communityId }: { readonly communityId: string },
  { author, text }: { readonly author: MemberId; readonly text: string },
): Promise<CheckVerdict | undefined> {
  const openid = await openidOfMember(store, communityId, author);
  return openid === undefined ? undefined : cloud.checkText(openid, text);
}

/** Told of every picture whose check has ended. */
export type Settled = (store: Store, file: FileDoc) => Promise<void>;

export interface PushedVerdict {
  readonly traceId: string;
  readonly suggest: 'pass' | 'other' | 'failed';
}

/** The message the platform pushes when it has looked at a picture; undefined for any other message. */
export function readVerdict(event: unknown): PushedVerdict | undefined {
  const pushed = event as Readonly<Record<string, unknown>> | null | undefined;
  if (pushed?.Event !== 'wxa_media_check' || typeof pushed.trace_id !== 'string') return undefined;
  const result = pushed.result as { suggest?: unknown } | undefined;
  const failed = pushed.errcode !== undefined && pushed.errcode !== 0;
  const suggest = failed ? 'failed' : result?.suggest === 'pass' ? 'pass' : 'other';
  return { traceId: pushed.trace_id, suggest };
}

const LOOKS = 8;
const LOOK_MS = 250;

/**
 * A verdict may be pushed before the document that waits for it is written, so it is looked for a few times.
 * @returns whether a picture was waiting for it; one that came too late is asked about again by the tick
 */
export async function receiveVerdict(
  store: Store,
  verdict: PushedVerdict,
  settled: Settled,
): Promise<boolean> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const [file] = await store.find<FileDoc>({
      collection: 'files',
      where: { traceId: verdict.traceId },
      limit: 1,
    });
    if (file) return settle(store, file, verdict, settled);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return false;
}

const STATES = { pass: 'passed', other: 'refused', failed: 'unasked' } as const;

async function settle(
  store: Store,
  file: FileDoc,
  { suggest, traceId }: PushedVerdict,
  settled: Settled,
): Promise<boolean> {
  const state = STATES[suggest];
  await store.claim({
    collection: 'files',
    id: file._id,
    while: { traceId, state: oneOf(['waiting', 'unasked']) },
    changes: { state: put(state) },
  });
  // Also on a push that comes twice: the first may have died between the two writes.
  if (state !== 'unasked') await settled(store, { ...file, state });
  return true;
}

const ASKED_MAX = 10;
/** A verdict usually takes seconds; what has not come after this long was lost on the way. */
const LOST_MS = 30 * 60_000;

/** Asks again about pictures whose check was unavailable, or whose verdict never came. */
export async function askAgain({ store, cloud, now, late }: TickContext): Promise<number> {
  const unasked = await waitingSince(store, 'unasked', now + 1);
  const lost = await waitingSince(store, 'waiting', now - LOST_MS);
  let asked = 0;
  for (const file of [...unasked, ...lost]) {
    if (late()) break;
    const openid = await openidOfMember(store, file.communityId, file.ownerId);
    const traceId = openid === undefined ? undefined : await askAbout(cloud, openid, file.cloudId);
    if (traceId === undefined) continue;
    await store.claim({
      collection: 'files',
      id: file._id,
      while: { rev: file.rev },
      changes: { state: put('waiting'), traceId: put(traceId), at: put(now) },
    });
    asked += 1;
  }
  return asked;
}

const waitingSince = (store: Store, state: FileDoc['state'], until: EpochMs) =>
  store.find<FileDoc>({
    collection: 'files',
    where: { state, at: before(until) },
    order: [['at', 1]],
    limit: ASKED_MAX,
  });

/** Whose words or picture it is, as the platform's check wants to know; undefined after erasure. */
async function openidOfMember(
  store: Store,
  communityId: string,
  memberId: MemberId,
): Promise<string | undefined> {
  const [account] = await store.find<AccountDoc>({
    collection: 'accounts',
    where: { communityId, memberId },
    limit: 1,
  });
  return account && openidOf(account);
}
