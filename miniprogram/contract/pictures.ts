/** Handing in a picture that a phone has put into the cloud's storage, whatever shows it. */
import { act } from './protocol';

export interface PictureSent {
  /** The phone's file. */
  readonly fileId: string;
}

export interface PictureTaken {
  /** The cloud's own copy of it: the one to name from here on. */
  readonly fileId: string;
  readonly state: 'waiting' | 'passed';
}

export const takesPicture = act<PictureSent, PictureTaken>();
