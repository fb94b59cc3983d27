/**
 * Taking a video in, as a picture is taken in. WeChat's check looks at pictures and sound, not at films: it looks at the
 * cover, and at the film a person does before others see it. @see docs/domain/contest.md §4
 */
import type { Cloud } from './cloud';
import type { FileDoc } from './file-doc';
import { type Medium, type Sent, takeFile } from './picture';
import type { Store } from './store';

/** `ftyp` after four bytes of length: MP4 and QuickTime, which is what phones film in. */
const FTYP = [0x66, 0x74, 0x79, 0x70];

const isFilm = (bytes: Uint8Array): boolean => FTYP.every((byte, i) => bytes[i + 4] === byte);

const VIDEO: Omit<Medium, 'maxBytes'> = {
  sent: /^(cloud:\/\/[\w.-]+\/)videos\/[\w./-]{1,200}$/,
  extensionOf: (bytes) => (isFilm(bytes) ? 'mp4' : undefined),
  bad: 'VIDEO_BAD',
  tooBig: 'VIDEO_TOO_BIG',
  judge: 'person',
};

/** @throws AppError `VIDEO_BAD`, `VIDEO_TOO_BIG`, `NOT_FOUND` for another community's */
export const takeVideo = (
  store: Store,
  cloud: Cloud,
  sent: Sent,
  maxBytes: number,
): Promise<FileDoc> => takeFile(store, cloud, { ...sent, medium: { ...VIDEO, maxBytes } });
