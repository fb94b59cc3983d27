/** A picture somebody put in the cloud. Nothing of it is shown before it passed the check. */
import type { FileId, MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Doc } from './database';

export interface FileDoc extends Doc {
  readonly _id: FileId;
  /** The platform's id, `cloud://…`. */
  readonly cloudId: string;
  readonly ownerId: MemberId;
  /** `unasked`: the check was unavailable when the picture came; the tick asks again. */
  readonly state: 'unasked' | 'waiting' | 'passed' | 'refused';
  readonly traceId?: string;
  readonly at: EpochMs;
  /** When the tick looks whether anything still shows it. */
  readonly sweepAt: EpochMs;
}
