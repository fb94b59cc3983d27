/** Takes pictures away that nothing shows any more. @see docs/domain/notice.md §2 */
import { DAY_MS } from '../../miniprogram/contract/calendar';
import { before, gone, put } from './conditions';
import type { FileDoc } from './file-doc';
import type { Store } from './store';
import type { Due, TickContext } from './tick';

/**
 * Whether a domain shows a picture, or will when its check has ended. Any domain that shows pictures has one, and
 * one yes keeps the picture.
 */
export type Shows = (store: Pick<Store, 'find'>, file: FileDoc) => Promise<boolean>;

const SWEPT = 10;
const LOOK_AGAIN_MS = 30 * DAY_MS;

/** Pictures handed in and never used, replaced by others, or shown by what came to nothing. */
export const sweepOf = (showing: readonly Shows[]): Due => ({
  name: 'pictures.sweep',
  async run(context) {
    const { store, now, late } = context;
    const due = await store.find<FileDoc>({
      collection: 'files',
      where: { sweepAt: before(now + 1) },
      order: [['sweepAt', 1]],
      limit: SWEPT,
    });
    let swept = 0;
    for (const file of due) {
      if (late()) break;
      if (await sweep(context, file, showing)) swept += 1;
    }
    return swept;
  },
});

/** @returns whether it is gone */
async function sweep(
  { store, cloud, now }: TickContext,
  file: FileDoc,
  showing: readonly Shows[],
): Promise<boolean> {
  const { _id, rev, cloudId, original } = file;
  const isShown = await anyShows(store, file, showing);
  const sent = original === undefined ? [] : [original];
  // To delete what is not there any more does no harm.
  await cloud.deleteFiles(isShown ? sent : [cloudId, ...sent]);
  if (!isShown) {
    await store.forget('files', _id);
    return true;
  }
  const changes = { sweepAt: put(now + LOOK_AGAIN_MS), original: gone() };
  await store.claim({ collection: 'files', id: _id, while: { rev }, changes });
  return false;
}

async function anyShows(store: Store, file: FileDoc, showing: readonly Shows[]): Promise<boolean> {
  for (const shows of showing) {
    if (await shows(store, file)) return true;
  }
  return false;
}
