/**
 * 撤销 10 秒: what was tapped stays on the phone for ten seconds before it is sent. It lies in the storage meanwhile,
 * so that an app closed in between loses nothing; leaving the page sends it at once.
 */
import { newRequestId } from './intents';
import { drop, keep, read } from './storage';

export interface Held<T> {
  readonly act: T;
  /** As the strip and 待发送 name it: `3单元 402 张家：已送到`. */
  readonly label: string;
  readonly requestId: string;
  /** When it was tapped. */
  readonly at: number;
}

export interface Holder<T> {
  readonly held: () => Held<T> | undefined;
  readonly hold: (act: T, label: string, at: number) => Held<T>;
  readonly drop: () => void;
  /** Sent from this phone: a view that was kept before must not ask for it again. */
  readonly sent: () => readonly Held<T>[];
  readonly keepSent: (held: Held<T>) => void;
}

const MAX_SENT = 200;

export function createHolder<T>(name: string): Holder<T> {
  const sent = (): readonly Held<T>[] => read<Held<T>[]>(`${name}.sent`) ?? [];
  return {
    held: () => read<Held<T>>(`${name}.held`),
    hold(act, label, at) {
      const held = { act, label, requestId: newRequestId(), at };
      keep(`${name}.held`, held);
      return held;
    },
    drop: () => drop(`${name}.held`),
    sent,
    keepSent: (held) => {
      keep(`${name}.sent`, [held, ...sent()].slice(0, MAX_SENT));
    },
  };
}
