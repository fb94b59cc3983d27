/** What the phone still has to send about keys. */
import type { KeyId } from '../../../contract/ids';
import { waiting } from '../../../services/queue';
import type { KeptDeed } from './kept-words';
import { clock } from './today-view';

interface OnKey {
  readonly keyId?: KeyId;
  readonly code?: string;
}

export const keptDeeds = (): readonly KeptDeed[] =>
  waiting().flatMap(({ fn, call, at }) => {
    const { keyId, code } = call.input as OnKey;
    if (fn !== 'roster' || keyId === undefined) return [];
    return [{ action: call.action, keyId, when: clock(at), code: code !== undefined }];
  });
