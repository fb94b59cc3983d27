/** The pictures of a notice: checked as files, remembered in the notice, shown only when passed. */
import type { FileId } from '../../miniprogram/contract/ids';
import type { NoticeText } from '../../miniprogram/contract/notice';
import type { Cloud } from '../kernel/cloud';
import { put } from '../kernel/conditions';
import type { FileDoc } from '../kernel/file-doc';
import { fileId } from '../kernel/picture';
import type { Settled } from '../kernel/safety';
import type { Store } from '../kernel/store';
import type { Shows } from '../kernel/sweep';
import type { NoticeDoc } from './documents';
import { refuseBadPictures } from './notice';

type States = Readonly<Record<FileId, FileDoc['state']>>;

/**
 * What is known of the pictures somebody wants to show.
 * @throws AppError `PICTURE_BAD` for a refused one, and for one that was never handed in to this community; what a
 *   phone has sent is none, only the copy that was made of it
 */
export async function statesOf(
  store: Store,
  { pictures }: Pick<NoticeText, 'pictures'>,
  communityId: string,
): Promise<NoticeDoc['pictureStates']> {
  const ids = pictures.map(fileId);
  const files = await store.getAll<FileDoc>('files', ids, ['communityId', 'state']);
  const ours = files.filter(
    ({ communityId: of, state }) => of === communityId && state !== 'copying',
  );
  const states: States = Object.fromEntries(ours.map(({ _id, state }) => [_id, state]));
  refuseBadPictures(ids, states);
  return settledOnly(states);
}

export interface ShownPictures {
  /** File ids of what passed, in the notice's order. */
  readonly passed: readonly string[];
  /** Their temporary addresses. */
  readonly urls: readonly string[];
  /** How many are still being looked at. */
  readonly waiting: number;
}

export async function shownPictures(
  { store, cloud }: { store: Store; cloud: Cloud },
  { pictures }: Pick<NoticeText, 'pictures'>,
  known: NoticeDoc['pictureStates'],
): Promise<ShownPictures> {
  const unsettled = pictures.map(fileId).filter((id) => known[id] === undefined);
  const files = await store.getAll<FileDoc>('files', unsettled, ['state']);
  const states: States = {
    ...known,
    ...settledOnly(Object.fromEntries(files.map(({ _id, state }) => [_id, state]))),
  };
  const passed = pictures.filter((cloudId) => states[fileId(cloudId)] === 'passed');
  const waiting = pictures.filter((cloudId) => states[fileId(cloudId)] === undefined).length;
  return { passed, urls: await cloud.tempUrls(passed), waiting };
}

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

const settledOnly = (states: States): NoticeDoc['pictureStates'] =>
  Object.fromEntries(
    Object.entries(states).filter(([, state]) => state === 'passed' || state === 'refused'),
  ) as NoticeDoc['pictureStates'];
