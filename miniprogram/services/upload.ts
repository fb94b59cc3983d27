/** Pictures and files from the phone to the cloud's storage. */
import { CONTEST_LIMITS } from '../contract/contest-forms';
import { LIMITS } from '../contract/limits';
import type { PictureSent, PictureTaken } from '../contract/pictures';
import type { Reply } from '../contract/protocol';
import { say, sentence } from './failure';
import { newRequestId } from './intents';

type Uploaded =
  | { readonly ok: true; readonly fileId: string; readonly localPath: string }
  | { readonly ok: false; readonly why: 'cancelled' | 'too-big' | 'offline' };

/** Tried in turn until the picture is small enough; a notice photographed from paper stays readable at the first. */
const STEPS = [
  { quality: 75, longEdge: 1_600 },
  { quality: 60, longEdge: 1_200 },
  { quality: 40, longEdge: 900 },
] as const;

/** Goods in a list are looked at small, thirty of them on a page, over a weak network. */
const SMALL_STEPS = [
  { quality: 70, longEdge: 720 },
  { quality: 50, longEdge: 540 },
] as const;
const SMALL_BYTES = 200_000;

/** A wall shows two hundred of them; a larger one is not taken. */
const THUMB_STEPS = [
  { quality: 60, longEdge: 360 },
  { quality: 45, longEdge: 280 },
  { quality: 35, longEdge: 200 },
] as const;

/** As what a picture is shown: a page of its own, one of many on a page, or what stands for it on a wall. */
export type ShownAs = 'page' | 'small' | 'thumb';

/** `wanted` is tried for, `max` is still sent. */
const SIZES = {
  page: { steps: STEPS, wanted: LIMITS.pictureBytes, max: LIMITS.pictureBytes },
  small: { steps: SMALL_STEPS, wanted: SMALL_BYTES, max: LIMITS.pictureBytes },
  thumb: { steps: THUMB_STEPS, wanted: CONTEST_LIMITS.thumbBytes, max: CONTEST_LIMITS.thumbBytes },
} as const;

/** A picture that arrived. */
export interface HandedIn {
  /** The cloud's own copy: the one to name from here on. */
  readonly fileId: string;
  /** What the page draws. */
  readonly url: string;
}

/**
 * Lets somebody choose pictures, makes them small, sends them, and hands them over to the picture check.
 * @returns those that arrived; what did not is said, and can be chosen again
 */
export async function addPictures(
  count: number,
  handIn: (picture: PictureSent) => Promise<Reply<PictureTaken>>,
  shownAs: ShownAs = 'page',
): Promise<readonly HandedIn[]> {
  const arrived: HandedIn[] = [];
  for (const path of await choosePictures(count)) {
    const uploaded = await uploadPicture(path, shownAs);
    if (!uploaded.ok) {
      if (UPLOAD_WORDS[uploaded.why]) say(UPLOAD_WORDS[uploaded.why]);
      continue;
    }
    const { fileId, localPath } = uploaded;
    const reply = await handIn({ fileId });
    // What the phone sent is deleted where the copy was made.
    if (reply.ok) arrived.push({ fileId: reply.value.fileId, url: localPath });
    else {
      takeBack(fileId);
      say(sentence(reply));
    }
  }
  return arrived;
}

export async function choosePictures(count: number): Promise<readonly string[]> {
  try {
    const { tempFiles } = await wx.chooseMedia({
      count,
      mediaType: ['image'],
      sizeType: ['compressed'],
    });
    return tempFiles.map(({ tempFilePath }) => tempFilePath);
  } catch {
    return [];
  }
}

export async function uploadPicture(path: string, shownAs: ShownAs): Promise<Uploaded> {
  const small = await smallEnough(path, shownAs);
  if (!small) return { ok: false, why: 'too-big' };
  return send(small, 'pictures', extensionOf(small, 'jpg'));
}

async function smallEnough(path: string, shownAs: ShownAs): Promise<string | undefined> {
  const { steps, wanted, max } = SIZES[shownAs];
  let last = '';
  for (const step of steps) {
    last = await compress(path, step);
    if ((await sizeOf(last)) <= wanted) return last;
  }
  // Not as small as it might be, and still small enough for the cloud.
  return (await sizeOf(last)) <= max ? last : undefined;
}

/** A file chosen from a chat, such as a register; at most `maxBytes`. */
export async function uploadFromChat(extension: string, maxBytes: number): Promise<Uploaded> {
  try {
    const { tempFiles } = await wx.chooseMessageFile({
      count: 1,
      type: 'file',
      extension: [extension],
    });
    const file = tempFiles[0];
    if (!file) return { ok: false, why: 'cancelled' };
    if (file.size > maxBytes) return { ok: false, why: 'too-big' };
    return await send(file.path, 'registers', extension);
  } catch {
    return { ok: false, why: 'cancelled' };
  }
}

async function compress(
  src: string,
  { quality, longEdge }: { readonly quality: number; readonly longEdge: number },
): Promise<string> {
  try {
    const { width, height } = await wx.getImageInfo({ src });
    const { tempFilePath } = await wx.compressImage({
      src,
      quality,
      // A small picture is not blown up.
      ...(Math.max(width, height) <= longEdge ? {} : edgeOf(width, height, longEdge)),
    });
    return tempFilePath;
  } catch {
    return src;
  }
}

const edgeOf = (width: number, height: number, longEdge: number) =>
  width >= height ? { compressedWidth: longEdge } : { compressedHeight: longEdge };

const sizeOf = (filePath: string): Promise<number> =>
  new Promise((resolve) => {
    wx.getFileSystemManager().getFileInfo({
      filePath,
      success: ({ size }) => resolve(size),
      fail: () => resolve(0),
    });
  });

const extensionOf = (path: string, usual: string): string =>
  /\.(\w{2,5})$/.exec(path)?.[1]?.toLowerCase() ?? usual;

async function send(filePath: string, folder: string, extension: string): Promise<Uploaded> {
  try {
    const cloudPath = `${folder}/${newRequestId()}.${extension}`;
    const { fileID } = await wx.cloud.uploadFile({ cloudPath, filePath });
    return { ok: true, fileId: fileID, localPath: filePath };
  } catch {
    return { ok: false, why: 'offline' };
  }
}

/** Takes back what was sent and is of no use; nobody waits for it. */
export function takeBack(fileId: string): void {
  void wx.cloud.deleteFile({ fileList: [fileId] }).catch(() => undefined);
}

export const UPLOAD_WORDS: Readonly<Record<'cancelled' | 'too-big' | 'offline', string>> = {
  cancelled: '',
  'too-big': '这个太大了，请换一个小一点的',
  offline: '网络不好，没有传上去。请再试一次',
};
