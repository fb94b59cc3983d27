/** What the courtyard tab shows of notices. Pure. @see docs/domain/notice.md §6 */
import { dayOf } from '../../miniprogram/contract/calendar';
import type { CourtyardId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import { noticeDigestId } from '../courtyard/public';
import { notAtLeast, put } from '../kernel/conditions';
import type { Claim } from '../kernel/store';
import type { DigestEntry, NoticeDigest, NoticeDoc } from './documents';

const LINE_LENGTH = 40;
/** More than a tab can show. What is pinned or waits for an answer stays; of the rest the oldest leave first. */
const DIGEST_MAX = 30;

export function digestEntry(notice: NoticeDoc): DigestEntry {
  const line = notice.body.trim().split('\n')[0] ?? '';
  const open = notice.status === 'published';
  return {
    noticeId: notice._id,
    rev: notice.rev,
    version: notice.version,
    title: notice.title,
    line: line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)}…` : line,
    category: notice.category,
    by: notice.by,
    pinned: notice.pinned,
    mustConfirm: notice.mustConfirm,
    from: notice.publishedAt,
    until: open ? notice.validUntil : Math.min(notice.validUntil, notice.editedAt),
    ...(notice.origin === notice.communityId ? { audience: notice.audience } : {}),
  };
}

type Place = Pick<NoticeDoc, 'origin' | 'communityId'>;

export const emptyDigest = ({ origin, communityId }: Place, now: EpochMs): NoticeDigest => ({
  _id: noticeDigestId(origin),
  communityId,
  rev: 1,
  kind: 'notice',
  place: origin,
  checkedOn: dayOf(now),
  entries: {},
});

/** The digest with a notice's present state in it. */
export const digestWith = (digest: NoticeDigest, notice: NoticeDoc): NoticeDigest => ({
  ...digest,
  entries: { ...digest.entries, [notice._id]: digestEntry(notice) },
});

/** Puts a notice's present state into its digest; nothing when a later state is there. */
export const digestClaim = (notice: NoticeDoc): Claim => ({
  collection: 'digests',
  id: noticeDigestId(notice.origin),
  while: { [`entries.${notice._id}.rev`]: notAtLeast(notice.rev) },
  changes: { [`entries.${notice._id}`]: put(digestEntry(notice)) },
});

/** The entries as the notices themselves give them: what is not over, at most 30. */
export function rebuiltEntries(
  notices: readonly NoticeDoc[],
  now: EpochMs,
): NoticeDigest['entries'] {
  const entries = notices
    .filter((notice) => notice.status === 'published' && now < notice.validUntil)
    .map(digestEntry)
    .sort(weightiestFirst)
    .slice(0, DIGEST_MAX);
  return Object.fromEntries(entries.map((entry) => [entry.noticeId, entry]));
}

/** Whether a digest says the same as the notices, leaving aside what is over anyway. */
export function agrees(digest: NoticeDigest, rebuilt: NoticeDigest['entries'], now: EpochMs) {
  const live = Object.values(digest.entries).filter((entry) => now < entry.until);
  const told = live.sort(weightiestFirst).slice(0, DIGEST_MAX).map(wordsOfEntry);
  const facts = Object.values(rebuilt).sort(weightiestFirst).map(wordsOfEntry);
  return JSON.stringify(told) === JSON.stringify(facts);
}

/** `rev` moves with acts that change nothing people see. */
const wordsOfEntry = ({ rev: _, ...entry }: DigestEntry) => Object.entries(entry).sort();

const weight = ({ pinned, mustConfirm }: DigestEntry): number => Number(pinned || mustConfirm);

const weightiestFirst = (a: DigestEntry, b: DigestEntry): number =>
  weight(b) - weight(a) || newestFirst(a, b);

const newestFirst = (a: DigestEntry, b: DigestEntry): number =>
  b.from - a.from || (a.noticeId < b.noticeId ? 1 : -1);

/** Which entries a courtyard sees at an instant: pinned first, then newest. */
export function entriesFor(
  digests: readonly NoticeDigest[],
  courtyard: CourtyardId,
  now: EpochMs,
): readonly DigestEntry[] {
  return digests
    .filter(({ place }) => place === courtyard || place.startsWith('cm_'))
    .flatMap(({ entries }) => Object.values(entries))
    .filter((e) => e.from <= now && now < e.until && (e.audience?.includes(courtyard) ?? true))
    .sort((a, b) => Number(b.pinned) - Number(a.pinned) || newestFirst(a, b));
}
