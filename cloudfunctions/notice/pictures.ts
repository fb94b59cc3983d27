/** What notices do about pictures beyond showing them. */
import { put } from '../kernel/conditions';
import type { Settled } from '../kernel/safety';
import type { Shows } from '../kernel/sweep';
import type { NoticeDoc } from './documents';

/** A picture's check has ended: every notice that shows it remembers how. */
export const rememberPicture: Settled = async (store, { _id, cloudId, communityId, state }) => {
  const notices = await store.find<NoticeDoc>({
    collection: 'notices',
    where: { pictures: cloudId },
    limit: 100,
    fields: ['communityId'],
  });
  const ours = notices.filter((notice) => notice.communityId === communityId);
  for (const notice of ours) {
    await store.claim({
      collection: 'notices',
      id: notice._id,
      while: {},
      changes: { [`pictureStates.${_id}`]: put(state) },
    });
  }
};

/** As it is read now or once its next words are let out; not what a next version has replaced. */
export const noticeShows: Shows = async (store, { cloudId }) => {
  for (const field of ['pictures', 'waiting.pictures']) {
    const where = { [field]: cloudId };
    const shown = await store.find({ collection: 'notices', where, limit: 1, fields: ['rev'] });
    if (shown.length > 0) return true;
  }
  return false;
};
