/** A CloudBase environment as a backup needs it, through the administrators' SDK: the real one by keys, or a local one. */
import { appAt, type Place } from '../place';

export interface StoredDoc {
  readonly _id: string;
  readonly communityId: string;
}

export interface BackedCloud {
  /** At most a hundred documents of a community after this id, in the order of their ids. */
  page(collection: string, communityId: string, after: string): Promise<readonly StoredDoc[]>;
  add(collection: string, doc: StoredDoc): Promise<void>;
  /** @returns undefined when there is no such file */
  download(cloudId: string): Promise<Buffer | undefined>;
  /** @returns its cloud file id */
  upload(path: string, bytes: Buffer): Promise<string>;
}

const PAGE = 100;

export function openCloud(place: Place): BackedCloud {
  const app = appAt(place);
  const db = app.database();
  return {
    async page(collection, communityId, after) {
      const where = { communityId, _id: db.command.gt(after) };
      const query = db.collection(collection).where(where).orderBy('_id', 'asc').limit(PAGE);
      return (await query.get()).data as readonly StoredDoc[];
    },
    async add(collection, doc) {
      await db.collection(collection).add(doc);
    },
    async download(cloudId) {
      const { fileList } = await app.getTempFileURL({ fileList: [cloudId] });
      const url = fileList[0]?.tempFileURL;
      if (!url) return undefined;
      const response = await fetch(url);
      if (response.status === 404) return undefined;
      if (!response.ok) throw new Error(`${cloudId}: HTTP ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    },
    async upload(path, bytes) {
      const { fileID } = await app.uploadFile({ cloudPath: path, fileContent: bytes });
      return fileID;
    },
  };
}
