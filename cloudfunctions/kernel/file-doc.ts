/** A picture somebody put in the cloud. Nothing of it is shown before it passed the check. */
import type { FileId, MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from './database';

export interface FileDoc extends Doc {
  readonly _id: FileId;
  /** The cloud's own copy, `cloud://…`: no phone may write it, and its bytes never change. */
  readonly cloudId: string;
  /** A hash of the id of the file the phone sent; one phone's file becomes one copy. */
  readonly source: string;
  /** The phone's file, deleted as soon as there is a copy; the sweep makes sure of it. */
  readonly original?: string;
  /** A hash of the bytes. */
  readonly print: string;
  readonly ownerId: MemberId;
  /**
   * `copying`: the copy may not be there yet, and nothing shows it; `unasked`: the check was unavailable when the
   * picture came, the tick asks again; `unseen`: a video, which a person has to look at.
   */
  readonly state: 'copying' | 'unasked' | 'waiting' | 'unseen' | 'passed' | 'refused';
  readonly traceId?: string;
  readonly at: EpochMs;
  /** When the tick looks whether anything still shows it. */
  readonly sweepAt: EpochMs;
}
