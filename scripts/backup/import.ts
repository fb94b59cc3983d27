/** Puts a backup into an environment that does not know the community yet. May be stopped anywhere and run again. */
import { type Archive, openArchive } from './archive';
import type { BackedCloud, StoredDoc } from './cloud';
import { documentsOf, lineOf, pathOf } from './export';
import { movedLine, storageOf } from './portable';

export interface Put {
  readonly documents: number;
  /** Stood there already, exactly so: an import that was stopped goes on. */
  readonly present: number;
  readonly files: number;
}

/** @throws Error before anything is written when the environment holds something else of this community */
export async function importCommunity(cloud: BackedCloud, folder: string): Promise<Put> {
  const archive = openArchive(folder);
  const { manifest } = archive;
  // Every part is read once before the first is written, so that a damaged backup changes nothing.
  for (const part of [...manifest.collections, ...manifest.files]) archive.read(part);
  await refuseOthers(cloud, archive);
  const to = await putFiles(cloud, archive);
  let documents = 0;
  let present = 0;
  for (const { name, ...part } of manifest.collections) {
    const known = await idsIn(cloud, name, manifest.communityId);
    for (const line of linesOf(archive.read(part))) {
      const doc = JSON.parse(moved(line, archive, to)) as StoredDoc;
      if (known.has(doc._id)) present += 1;
      else await cloud.add(name, doc);
      documents += 1;
    }
  }
  return { documents, present, files: manifest.files.length };
}

const linesOf = (bytes: Buffer): readonly string[] => bytes.toString().split('\n').filter(Boolean);

const moved = (line: string, { manifest }: Archive, to: string | undefined): string =>
  manifest.storage === undefined || to === undefined
    ? line
    : movedLine(line, {
        from: manifest.storage,
        to,
        cloudIds: [...manifest.files.map(({ cloudId }) => cloudId), ...manifest.missing],
      });

/** A document that is there and not in the backup, or there and other, belongs to a community that lives. */
async function refuseOthers(cloud: BackedCloud, archive: Archive): Promise<void> {
  const { communityId, collections } = archive.manifest;
  for (const { name, ...part } of collections) {
    const ours = new Map(
      linesOf(archive.read(part)).map((line) => [(JSON.parse(line) as StoredDoc)._id, line]),
    );
    for await (const doc of documentsOf(cloud, name, communityId)) {
      const line = ours.get(doc._id);
      const isOurs = line !== undefined && sameButStorage(line, lineOf(doc));
      if (!isOurs) throw new Error(`${name}/${doc._id} is there already and not of this backup`);
    }
  }
}

const STORAGE = /cloud:\/\/[\w.-]+\/|fi_[0-9a-z]+/g;
const sameButStorage = (a: string, b: string): boolean =>
  a.replace(STORAGE, '') === b.replace(STORAGE, '');

async function idsIn(cloud: BackedCloud, name: string, community: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { _id } of documentsOf(cloud, name, community)) ids.add(_id);
  return ids;
}

/** @returns the storage of this environment, as the ids of its files begin; undefined without files */
async function putFiles(cloud: BackedCloud, archive: Archive): Promise<string | undefined> {
  let storage: string | undefined;
  for (const { cloudId, ...part } of archive.manifest.files) {
    storage = storageOf(await cloud.upload(pathOf(cloudId), archive.read(part)));
  }
  return storage;
}
