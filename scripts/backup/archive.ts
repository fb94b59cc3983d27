/** A backup on disk: one line for each document, the files beside them, and a manifest that tells whether all is whole. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FORMAT = 1;
const MANIFEST = 'manifest.json';

export interface Part {
  /** Inside the folder. */
  readonly path: string;
  readonly sha256: string;
}

export interface Manifest {
  readonly format: number;
  readonly communityId: string;
  /** `cloud://<environment>.<bucket>/`; absent when no document names a file. */
  readonly storage?: string;
  readonly collections: readonly (Part & { readonly name: string; readonly documents: number })[];
  readonly files: readonly (Part & { readonly cloudId: string })[];
  /** Named by documents, and not there any more. */
  readonly missing: readonly string[];
}

const hash = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

export interface ArchiveWriter {
  write(path: string, bytes: Buffer | string): Part;
  finish(manifest: Omit<Manifest, 'format'>): void;
}

/** @throws Error when the folder holds something already */
export function createArchive(folder: string): ArchiveWriter {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new Error(`${folder} is not empty`);
  mkdirSync(folder, { recursive: true });
  return {
    write(path, bytes) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes, { mode: 0o600 });
      return { path, sha256: hash(bytes) };
    },
    // Written last: a backup that was interrupted has none, and is not taken for a whole one.
    finish(manifest) {
      const text = JSON.stringify({ format: FORMAT, ...manifest }, null, 2);
      writeFileSync(join(folder, MANIFEST), `${text}\n`, { mode: 0o600 });
    },
  };
}

export interface Archive {
  readonly manifest: Manifest;
  /** @throws Error when its bytes are not those that were written */
  read(part: Part): Buffer;
}

/** @throws Error for a folder that is no backup, an unfinished one or one of another format */
export function openArchive(folder: string): Archive {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) throw new Error(`${folder} holds no finished backup`);
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  if (manifest.format !== FORMAT)
    throw new Error(`${folder}: format ${manifest.format} is unknown`);
  return {
    manifest,
    read({ path: part, sha256 }) {
      if (/(^|\/)\.\.(\/|$)|^\//.test(part)) throw new Error(`${part} lies outside the backup`);
      const bytes = readFileSync(join(folder, part));
      if (hash(bytes) !== sha256) throw new Error(`${part} is damaged`);
      return bytes;
    },
  };
}
