/** What waits in the phone about a key, and what is true until it is sent. Pure. */
import type { KeyId } from '../../../contract/ids';
import type { KeyView } from '../../../contract/roster-views';
import { callName } from './label';

/** An act that waits in the phone, with the instant of its tap. */
export interface KeptDeed {
  readonly action: string;
  readonly keyId: KeyId;
  /** `20:03`. */
  readonly when: string;
  readonly code: boolean;
}

const KEPT: Readonly<Record<string, (deed: KeptDeed, key: KeyView) => string>> = {
  giveKey: ({ when }) =>
    `${when} 您点了“交出去了”，没有网，待发送。送到以前系统里还算在您家；对方点上面 4 个数，马上就算数。`,
  takeKey: ({ when, code }, key) =>
    code
      ? `${when} 您点了 4 个数，没有网，待发送。送到了才知道对不对；送到以前系统里还算在${callName(key.holderLabel)}。`
      : `${when} 您点了“收到了”，没有网，待发送。送到以前系统里还算在${callName(key.holderLabel)}。`,
  passOn: ({ when }, key) =>
    `${when} 没人应门，没有网，待发送。先把钥匙交给${key.after ?? '下一家'}就好，有网自动改。`,
  recordKey: ({ when }) => `${when} 您记了一笔，没有网，待发送。有网自动送。`,
  loseKey: ({ when }) => `${when} 报了丢失，没有网，待发送。急的话请打社区电话。`,
};

export const keptLine = (key: KeyView, deeds: readonly KeptDeed[]): string =>
  deeds
    .map((deed) => KEPT[deed.action]?.(deed, key) ?? '')
    .filter(Boolean)
    .join('\n');
