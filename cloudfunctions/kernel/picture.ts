/**
 * Taking a picture in. Whoever sent a file may overwrite it for ever, so what is checked and shown is a copy of its
 * bytes that only functions can write. @see docs/domain/notice.md §2
 */
import { createHash } from 'node:crypto';
import { DAY_MS } from '../../miniprogram/contract/calendar';
import type { ErrorCode } from '../../miniprogram/contract/errors';
import type { FileId, MemberId } from '../../miniprogram/contract/ids';
import { LIMITS } from '../../miniprogram/contract/limits';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Cloud } from './cloud';
import { put } from './conditions';
import { DuplicateError } from './database';
import { AppError, found, refuseIf } from './errors';
import type { FileDoc } from './file-doc';
import { idFrom } from './ids';
import type { Store } from './store';

export const fileId = (cloudId: string): FileId => idFrom('fi', cloudId);

/** Copies lie in another folder, under names nobody guesses: a phone that made the file first would stay its creator. */
const KEPT = 'shown/';
const NAME_BYTES = 20;

/** What a phone may send, and how it is looked at before others see it. */
export interface Medium {
  /** Phones put each kind into its own folder, so that nobody names a register or a poster as one. */
  readonly sent: RegExp;
  readonly maxBytes: number;
  /** The extension of the copy; undefined for bytes of another kind. */
  extensionOf(bytes: Uint8Array): string | undefined;
  readonly bad: ErrorCode;
  readonly tooBig: ErrorCode;
  /** The platform looks at pictures. At videos it does not: a person does. */
  readonly judge: 'platform' | 'person';
}

const KINDS: readonly (readonly [extension: string, magic: readonly number[]])[] = [
  ['jpg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
  ['webp', [0x52, 0x49, 0x46, 0x46]],
];

const PICTURE: Medium = {
  sent: /^(cloud:\/\/[\w.-]+\/)pictures\/[\w./-]{1,200}$/,
  maxBytes: LIMITS.pictureBytes,
  extensionOf: (bytes) =>
    KINDS.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte))?.[0],
  bad: 'PICTURE_BAD',
  tooBig: 'PICTURE_TOO_BIG',
  judge: 'platform',
};

/** A picture nothing shows is kept this long, for a draft that is still being written on a phone. */
const UNUSED_MS = 7 * DAY_MS;

export interface Sent {
  /** As the phone named it. */
  readonly cloudId: string;
  readonly communityId: string;
  readonly ownerId: MemberId;
  readonly openid: string;
  readonly at: EpochMs;
}

/** `maxBytes`: less than a picture may have, for one of a special use. @throws AppError as `takeFile` */
export const takePicture = (
  store: Store,
  cloud: Cloud,
  sent: Sent,
  maxBytes: number = PICTURE.maxBytes,
): Promise<FileDoc> => takeFile(store, cloud, { ...sent, medium: { ...PICTURE, maxBytes } });

interface Coming extends Sent {
  readonly medium: Medium;
}

/**
 * Copies a file that a phone has sent, and asks for its check. Safe to repeat and to run twice at once: the
 * document is there before the copy, and says of which bytes it is.
 * @throws AppError the medium's `bad` for what is none of it or is not there, its `tooBig`, `NOT_FOUND` for another
 *   community's
 */
export async function takeFile(store: Store, cloud: Cloud, sent: Coming): Promise<FileDoc> {
  const { medium } = sent;
  const bytes = medium.sent.test(sent.cloudId) ? await cloud.download(sent.cloudId) : undefined;
  // After the first run the phone's file is gone, and what became of it is known.
  const doc = bytes ? await begun(store, cloud, sent, bytes) : await knownOf(store, sent);
  if (!doc) throw new AppError(medium.bad);
  if (doc.state !== 'copying') return doc;
  // Its first run was broken off, and the phone has sent something else since.
  if (!bytes || doc.print !== printOf(bytes)) throw new AppError(medium.bad);
  return copied(store, cloud, { doc, bytes, openid: sent.openid, medium });
}

const printOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('base64url');

/** The document of a file, made or already there. @throws AppError as `takeFile` */
async function begun(
  store: Store,
  cloud: Cloud,
  sent: Coming,
  bytes: Uint8Array,
): Promise<FileDoc | undefined> {
  const { cloudId: original, communityId, ownerId, at, medium } = sent;
  const extension = medium.extensionOf(bytes);
  if (extension === undefined) throw new AppError(medium.bad);
  refuseIf(bytes.length > medium.maxBytes, medium.tooBig);
  const name = Buffer.from(cloud.chance(NAME_BYTES)).toString('hex');
  const cloudId = `${medium.sent.exec(original)?.[1]}${KEPT}${name}.${extension}`;
  const doc: FileDoc = {
    _id: fileId(cloudId),
    communityId,
    rev: 1,
    cloudId,
    source: fileId(original),
    original,
    print: printOf(bytes),
    ownerId,
    state: 'copying',
    at,
    sweepAt: at + UNUSED_MS,
  };
  try {
    await store.create('files', [doc]);
    return doc;
  } catch (error) {
    if (!(error instanceof DuplicateError)) throw error;
    return knownOf(store, sent);
  }
}

/** @throws AppError `NOT_FOUND` for another community's */
async function knownOf(store: Store, { cloudId, communityId }: Sent): Promise<FileDoc | undefined> {
  const where = { source: fileId(cloudId) };
  const [known] = await store.find<FileDoc>({ collection: 'files', where, limit: 1 });
  if (known && known.communityId !== communityId) throw new AppError('NOT_FOUND');
  return known;
}

interface Copying {
  readonly doc: FileDoc;
  readonly bytes: Uint8Array;
  readonly openid: string;
  readonly medium: Medium;
}

/** Every run writes the same bytes under the same name, so it does not matter how many do. */
async function copied(
  store: Store,
  cloud: Cloud,
  { doc, bytes, openid, medium }: Copying,
): Promise<FileDoc> {
  const there = await cloud.upload(doc.cloudId.slice(doc.cloudId.indexOf(KEPT)), bytes);
  if (there !== doc.cloudId) {
    // A file of some other cloud: its name says where it lies, and that is not here.
    await cloud.deleteFiles([there]);
    throw new AppError(medium.bad);
  }
  const asked = await askedOf(cloud, { openid, doc, medium });
  const changes = Object.fromEntries(
    Object.entries(asked).map(([field, value]) => [field, put(value)]),
  );
  const { _id } = doc;
  const won = await store.claim({
    collection: 'files',
    id: _id,
    while: { state: 'copying' },
    changes,
  });
  if (won) await drop(cloud, doc);
  const after = won ? { ...doc, ...asked } : await store.get<FileDoc>('files', _id);
  return found(after);
}

async function askedOf(
  cloud: Cloud,
  { openid, doc, medium }: Omit<Copying, 'bytes'>,
): Promise<Pick<FileDoc, 'state' | 'traceId'>> {
  if (medium.judge === 'person') return { state: 'unseen' };
  const traceId = await askAbout(cloud, openid, doc.cloudId);
  return traceId === undefined ? { state: 'unasked' } : { state: 'waiting', traceId };
}

/** Asks the platform about a picture. @returns nothing while the check is unavailable */
export async function askAbout(
  cloud: Cloud,
  openid: string,
  cloudId: string,
): Promise<string | undefined> {
  const [url] = await cloud.tempUrls([cloudId]);
  return url === undefined ? undefined : cloud.checkPicture(openid, url);
}

/** What the phone sent is of no more use. What cannot be deleted now, the sweep deletes. */
async function drop(cloud: Cloud, { original }: FileDoc): Promise<void> {
  try {
    await cloud.deleteFiles(original === undefined ? [] : [original]);
  } catch {
    return;
  }
}
