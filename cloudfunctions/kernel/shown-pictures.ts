/** Pictures that something shows: a document remembers verdicts on them, and the files know the others. */
import type { FileId } from '../../miniprogram/contract/ids';
import type { Count } from '../../miniprogram/contract/units';
import { oneOf } from './conditions';
import { refuseIf } from './errors';
import type { FileDoc } from './file-doc';
import { fileId } from './picture';
import type { Reading, Store } from './store';

type Reader = Pick<Store, 'find'> | Reading;

/** Verdicts will not change any more. */
export type PictureStates = Readonly<Record<FileId, 'passed' | 'refused'>>;

/**
 * The verdicts there are on pictures somebody wants to show. One request.
 * @throws AppError `PICTURE_BAD` for a refused one, and for one that was never handed in to this community; what a
 *   phone has sent is none, only the copy that was made of it
 */
export async function statesOf(
  read: Reader,
  pictures: readonly string[],
  communityId: string,
): Promise<PictureStates> {
  const files = await filesOf(read, pictures.map(fileId));
  const good = files.filter(
    (file) => file.communityId === communityId && !['copying', 'refused'].includes(file.state),
  );
  refuseIf(good.length < new Set(pictures).size, 'PICTURE_BAD');
  return settledOf(good);
}

export interface Standing {
  /** Cloud file ids of what passed, in the order shown. */
  readonly passed: readonly string[];
  readonly refused: readonly string[];
  /** How many are still being looked at. */
  readonly waiting: Count;
}

/** How pictures stand by now. No request when every verdict is remembered, else one. */
export async function standingOf(
  read: Reader,
  pictures: readonly string[],
  known: PictureStates,
): Promise<Standing> {
  const open = pictures.map(fileId).filter((id) => known[id] === undefined);
  const states = { ...known, ...settledOf(await filesOf(read, open)) };
  return {
    passed: pictures.filter((cloudId) => states[fileId(cloudId)] === 'passed'),
    refused: pictures.filter((cloudId) => states[fileId(cloudId)] === 'refused'),
    waiting: pictures.filter((cloudId) => states[fileId(cloudId)] === undefined).length,
  };
}

const filesOf = async (read: Reader, ids: readonly FileId[]): Promise<readonly FileDoc[]> =>
  ids.length === 0
    ? []
    : read.find<FileDoc>({
        collection: 'files',
        where: { _id: oneOf(ids) },
        limit: ids.length,
        fields: ['communityId', 'state'],
      });

const settledOf = (files: readonly FileDoc[]): PictureStates =>
  Object.fromEntries(
    files.flatMap(({ _id, state }) =>
      state === 'passed' || state === 'refused' ? [[_id, state] as const] : [],
    ),
  );
