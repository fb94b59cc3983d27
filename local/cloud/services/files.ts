import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { WireError } from '../wire';
import * as creators from './file-creators';
import { pathTrouble } from './file-path';
import { mediaType } from './media-type';
import { sendXml } from './send-xml';

export interface UploadTarget {
  readonly url: string;
  readonly token: string;
  readonly authorization: string;
  readonly fileId: string;
  readonly cosFileId: string;
}

export interface Download {
  readonly fileID: string;
  readonly tempFileURL: string;
  readonly maxAge?: number;
  readonly code: 'SUCCESS' | 'STORAGE_FILE_NONEXIST';
}

export interface Removal {
  readonly fileID: string;
  readonly code: Download['code'] | 'STORAGE_EXCEED_AUTHORITY';
}

/** Cloud storage on the machine's disk: a file is named by the hash of its cloud path. */
export interface Files {
  /** @throws WireError INVALID_PARAM for a path the platform refuses */
  uploadTarget(path: string): UploadTarget;
  /** Spends a token of `uploadTarget`; undefined when it is unknown or belongs to another path. */
  spend(authorization: string, path: string): boolean;
  /**
   * The file is there whole or not at all. `creator` is the person whose phone sends it; functions name nobody
   * and may overwrite everything.
   * @throws WireError STORAGE_EXCEED_AUTHORITY for a file somebody else created
   */
  put(path: string, content: Readable | Buffer, creator?: string): Promise<string>;
  download(fileId: string, maxAgeS?: number): Download;
  /** `asker` as in `put`. */
  remove(fileId: string, asker?: string): Promise<Removal>;
  /** By a temporary URL of this cloud. */
  fetchUrl(url: string): Promise<Buffer | undefined>;
  read(fileId: string): Promise<Buffer | undefined>;
  serve(path: string, query: URLSearchParams, exchange: Exchange): void;
  saveTo(folder: string): void;
  loadFrom(folder: string): void;
  reset(): void;
}

export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
}

export interface FilesOptions {
  readonly folder: string;
  readonly envId: string;
  /** `http://127.0.0.1:PORT` */
  origin(): string;
}

const DEFAULT_AGE_S = 86_400;
export function createFiles({ folder, envId, origin }: FilesOptions): Files {
  const key = randomBytes(16);
  const tokens = new Map<string, string>();

  const prefix = `cloud://${envId}.6c6f-${envId}-1300000000/`;

  const place = (path: string) =>
    join(folder, createHash('sha256').update(path).digest('hex').slice(0, 40));
  const pathOf = (fileId: string) => /^cloud:\/\/[^/]+\/(.+)$/s.exec(fileId)?.[1];
  const sign = (path: string, until: string) =>
    createHmac('sha256', key).update(`${path} ${until}`).digest('hex').slice(0, 32);

  const files: Files = {
    uploadTarget(path) {
      const trouble = pathTrouble(path);
      if (trouble) throw new WireError('INVALID_PARAM', trouble);
      const token = randomBytes(12).toString('hex');
      tokens.set(token, path);
      return {
        url: `${origin()}/files/${encodeURIComponent(path)}`,
        token,
        authorization: `q-sign-local=${token}`,
        fileId: prefix + path,
        cosFileId: Buffer.from(path).toString('base64'),
      };
    },

    spend(authorization, path) {
      const token = authorization.replace(/^q-sign-local=/, '');
      return tokens.get(token) === path && tokens.delete(token);
    },

    async put(path, content, creator) {
      const trouble = pathTrouble(path);
      if (trouble) throw new WireError('INVALID_PARAM', trouble);
      mkdirSync(folder, { recursive: true });
      const coming = `${place(path)}.${randomBytes(4).toString('hex')}`;
      const source = Buffer.isBuffer(content) ? [content] : content;
      try {
        await pipeline(source, createWriteStream(coming));
        creators.refuseOther(place(path), creator);
        creators.note(place(path), creator);
        renameSync(coming, place(path));
      } catch (trouble) {
        await rm(coming, { force: true });
        throw trouble;
      }
      return prefix + path;
    },

    download(fileId, maxAgeS = DEFAULT_AGE_S) {
      const path = pathOf(fileId);
      if (path === undefined || !existsSync(place(path))) {
        return { fileID: fileId, tempFileURL: '', code: 'STORAGE_FILE_NONEXIST' };
      }
      const until = String(Math.floor(Date.now() / 1000) + maxAgeS);
      // Not encoded: the SDK encodes the whole URL itself.
      const tempFileURL = `${origin()}/files/${path}?sign=${sign(path, until)}&t=${until}`;
      return { fileID: fileId, tempFileURL, maxAge: maxAgeS, code: 'SUCCESS' };
    },

    async remove(fileId, asker) {
      const path = pathOf(fileId);
      if (path === undefined || !existsSync(place(path))) {
        return { fileID: fileId, code: 'STORAGE_FILE_NONEXIST' };
      }
      if (!creators.mayWrite(place(path), asker)) {
        return { fileID: fileId, code: 'STORAGE_EXCEED_AUTHORITY' };
      }
      rmSync(place(path), { force: true });
      creators.forget(place(path));
      return { fileID: fileId, code: 'SUCCESS' };
    },

    async read(fileId) {
      const path = pathOf(fileId);
      return path !== undefined && existsSync(place(path)) ? readFile(place(path)) : undefined;
    },

    async fetchUrl(url) {
      const path = url.startsWith('cloud://')
        ? pathOf(url)
        : decodeURIComponent(new URL(url, origin()).pathname).replace(/^\/files\//, '');
      return path !== undefined && existsSync(place(path)) ? readFile(place(path)) : undefined;
    },

    serve(path, query, { req, res }) {
      const until = query.get('t') ?? '';
      const fresh = Number(until) >= Date.now() / 1000;
      if (!fresh || query.get('sign') !== sign(path, until)) {
        return sendXml(res, 403, 'AccessDenied', 'Access Denied.');
      }
      const file = place(path);
      if (!existsSync(file)) {
        return sendXml(res, 404, 'NoSuchKey', 'The specified key does not exist.');
      }
      res.writeHead(200, {
        'content-type': mediaType(path),
        'content-length': statSync(file).size,
        'x-content-type-options': 'nosniff',
        // The address is signed, and a phone opened as `localhost` draws it on a canvas.
        'access-control-allow-origin': '*',
        'content-security-policy': "sandbox; default-src 'none'",
      });
      if (req.method === 'HEAD') return void res.end();
      pipeline(createReadStream(file), res).catch(() => res.destroy());
    },

    saveTo: (copy) => copyFolder(folder, copy),
    loadFrom(copy) {
      files.reset();
      copyFolder(copy, folder);
    },
    reset: () => rmSync(folder, { recursive: true, force: true }),
  };
  return files;
}

function copyFolder(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}
