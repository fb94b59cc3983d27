/** A CloudBase environment as a backup needs it, through the administrators' SDK: the real one by keys, or a local one. */
import tcb from '@cloudbase/node-sdk';
import { staticVariables } from '../../local/functions/identity';

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

export type Place =
  | { readonly envId: string; readonly secretId: string; readonly secretKey: string }
  /** What `npm start` shows as 云端 SDK. */
  | { readonly local: string };

const LOCAL_ENV = 'yuanba-local';
const PAGE = 100;

export function openCloud(place: Place): BackedCloud {
  const app = tcb.init(initOf(place));
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

function initOf(place: Place): Parameters<typeof tcb.init>[0] {
  if (!('local' in place)) {
    return { env: place.envId, secretId: place.secretId, secretKey: place.secretKey };
  }
  const here = { envId: LOCAL_ENV, sdkUrl: place.local, appid: 'wxlocal0000000001' };
  Object.assign(process.env, staticVariables(here));
  return { env: LOCAL_ENV };
}
