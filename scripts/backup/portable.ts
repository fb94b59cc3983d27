/** What makes a backup readable elsewhere: storage ids of one environment put in the place of another's. Pure. */
import { fileId } from '../../cloudfunctions/kernel/picture';

/** `cloud://<environment>.<bucket>/`, as every cloud file id begins; undefined for something else. */
export const storageOf = (cloudId: string): string | undefined =>
  /^cloud:\/\/[\w.-]+\//.exec(cloudId)?.[0];

/** Every cloud file id that a document names, wherever it stands. */
export function cloudIdsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return storageOf(value) === undefined ? [] : [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(cloudIdsIn);
}

/**
 * A line of a backup as it reads in another storage. Documents of files are called by a hash of their cloud id, so
 * those ids change as well, wherever they stand.
 */
export function movedLine(
  line: string,
  move: { readonly from: string; readonly to: string; readonly cloudIds: readonly string[] },
): string {
  if (move.from === move.to) return line;
  const renamed = move.cloudIds.reduce(
    (text, cloudId) =>
      text.replaceAll(fileId(cloudId), fileId(cloudId.replace(move.from, move.to))),
    line,
  );
  return renamed.replaceAll(move.from, move.to);
}
