/** What the tick does for notices. Every piece is bounded and safe to repeat. @see docs/domain/notice.md §8 */
import { dayOf } from '../../miniprogram/contract/calendar';
import type { CommunityPlaceDigest } from '../courtyard/public';
import { placeDigestId } from '../courtyard/public';
import { before, put } from '../kernel/conditions';
import { deliverDue, type Wanted } from '../kernel/notify';
import { askAgain } from '../kernel/safety';
import type { Due, TickContext } from '../kernel/tick';
import { agrees, rebuiltEntries } from './digest';
import type { NoticeDigest, NoticeDoc } from './documents';
import { topicOf } from './message';
import { recheckNotices, recheckQuestions } from './recheck';
import { spread } from './spread';

export { noticeShows, rememberPicture } from './pictures';

const NOTICES = 10;
const DIGESTS = 20;

/** Finishes what an instance that died left half done. */
async function finishSpreads({ store, now, late }: TickContext): Promise<number> {
  const pending = await store.find<NoticeDoc>({
    collection: 'notices',
    where: { spreadPending: true },
    order: [['editedAt', 1]],
    limit: NOTICES,
  });
  let finished = 0;
  for (const notice of pending) {
    if (late()) break;
    await spread(store, notice, now);
    finished += 1;
  }
  return finished;
}

/**
 * Messages of a version that is no longer the one people read, or of a withdrawn notice, are not sent;
 * in a drill nobody is told and no allowance is used.
 */
const wanted: Wanted = async (store, job) => {
  const place = await store.get<CommunityPlaceDigest>(
    'digests',
    placeDigestId(job.communityId as `cm_${string}`),
    ['drill'],
  );
  if (place?.drill) return 'drill';
  if (job.kind !== 'notice') return 'told';
  const [id = ''] = job.topic.split('.');
  const notice = await store.get<NoticeDoc>('notices', id, ['status', 'version']);
  const stands = notice?.status === 'published' && job.topic === topicOf(notice);
  return stands ? 'told' : 'dropped';
};

/** Once a Beijing day each digest is compared with the notices themselves; what differs is put right. */
async function compareDigests({ store, now, late }: TickContext): Promise<number> {
  const today = dayOf(now);
  const digests = await store.find<NoticeDigest>({
    collection: 'digests',
    where: { kind: 'notice', checkedOn: before(today) },
    limit: DIGESTS,
  });
  let repaired = 0;
  for (const digest of digests) {
    if (late()) break;
    const notices = await store.find<NoticeDoc>({
      collection: 'notices',
      where: { origin: digest.place, status: 'published' },
      order: [['editedAt', -1]],
      limit: 100,
    });
    const entries = rebuiltEntries(notices, now);
    const same = agrees(digest, entries, now);
    // A notice that moves at this moment makes the digest newer; then it is compared at the next run.
    const done = await store.claim({
      collection: 'digests',
      id: digest._id,
      while: { rev: digest.rev },
      changes: { checkedOn: put(today), entries: put(entries) },
    });
    if (done && !same) repaired += 1;
  }
  return repaired;
}

export const noticeWork: readonly Due[] = [
  { name: 'notice.spread', run: finishSpreads },
  { name: 'notice.recheck', run: recheckNotices },
  { name: 'notice.recheckQuestions', run: recheckQuestions },
  { name: 'notice.pictures', run: askAgain },
  { name: 'notice.messages', run: (context) => deliverDue(context, wanted) },
  { name: 'notice.digests', run: compareDigests },
];
