/** Takes a whole community out of an environment: every document and every file, nothing left out, nothing changed. */
import { createArchive, type Manifest } from './archive';
import type { BackedCloud, StoredDoc } from './cloud';
import { cloudIdsIn, storageOf } from './portable';

export interface Taken {
  readonly documents: number;
  readonly files: number;
  readonly missing: readonly string[];
}

/**
 * While people are using it, documents may change between two pages: stop the tick and say so in the groups first.
 * @param collections as the schema names them
 * @throws Error when the folder is not empty, or there is no such community
 */
export async function exportCommunity(
  cloud: BackedCloud,
  {
    communityId,
    collections,
    folder,
  }: {
    readonly communityId: string;
    readonly collections: readonly string[];
    readonly folder: string;
  },
): Promise<Taken> {
  const archive = createArchive(folder);
  const cloudIds = new Set<string>();
  const parts: Manifest['collections'][number][] = [];
  for (const name of collections) {
    const lines: string[] = [];
    for await (const doc of documentsOf(cloud, name, communityId)) {
      lines.push(`${lineOf(doc)}\n`);
      for (const cloudId of cloudIdsIn(doc)) cloudIds.add(cloudId);
    }
    const part = archive.write(`documents/${name}.jsonl`, lines.join(''));
    parts.push({ name, documents: lines.length, ...part });
  }
  const documents = parts.reduce((sum, part) => sum + part.documents, 0);
  if (documents === 0) throw new Error(`there is no community ${communityId}`);
  const files: Manifest['files'][number][] = [];
  const missing: string[] = [];
  for (const cloudId of [...cloudIds].sort()) {
    const bytes = await cloud.download(cloudId);
    if (!bytes) missing.push(cloudId);
    else files.push({ cloudId, ...archive.write(`files/${pathOf(cloudId)}`, bytes) });
  }
  const [first = ''] = cloudIds;
  const storage = storageOf(first);
  archive.finish({
    communityId,
    ...(storage === undefined ? {} : { storage }),
    ...{ collections: parts, files, missing },
  });
  return { documents, files: files.length, missing };
}

/** The id first, as it stands after an import too; all else keeps its order. */
export const lineOf = ({ _id, ...doc }: StoredDoc): string => JSON.stringify({ _id, ...doc });

/** Every document of a community in a collection, in the order of ids. */
export async function* documentsOf(
  cloud: BackedCloud,
  collection: string,
  communityId: string,
): AsyncGenerator<StoredDoc> {
  for (let after = ''; ; ) {
    const page = await cloud.page(collection, communityId, after);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last._id;
  }
}

export const pathOf = (cloudId: string): string => cloudId.slice((storageOf(cloudId) ?? '').length);
