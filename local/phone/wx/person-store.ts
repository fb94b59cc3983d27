import { Refusal } from './api';

/** One person's storage in this browser. Another person's phone never sees it. */
export interface PersonStore {
  read(key: string): unknown;
  has(key: string): boolean;
  /** @throws Refusal past WeChat's limits */
  write(key: string, value: unknown): void;
  remove(key: string): void;
  clear(): void;
  keys(): string[];
  /** Bytes of everything kept. */
  size(): number;
  /** What the phone itself remembers about this person, outside the mini-program's reach. */
  readonly system: { read(name: string): unknown; write(name: string, value: unknown): void };
}

const KEY_LIMIT_BYTES = 1024 * 1024;
export const TOTAL_LIMIT_BYTES = 10 * 1024 * 1024;

export function createPersonStore(openid: string, area: Storage = localStorage): PersonStore {
  const prefix = `yuanba.phone:${openid}:`;
  const systemPrefix = `yuanba.system:${openid}:`;

  const keys = (): string[] =>
    Object.keys(area)
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  const text = (key: string): string | null => area.getItem(prefix + key);
  const size = () => keys().reduce((sum, key) => sum + bytesOf(key) + bytesOf(text(key) ?? ''), 0);

  return {
    keys,
    size,
    has: (key) => text(key) !== null,
    read: (key) => parse(text(key)),
    write(key, value) {
      const written = JSON.stringify({ value });
      const bytes = bytesOf(written);
      if (bytes > KEY_LIMIT_BYTES) throw new Refusal('entry size limit reached');
      const before = bytesOf(text(key) ?? '');
      const full = new Refusal('exceed storage max size 10Mb');
      if (size() - before + bytes > TOTAL_LIMIT_BYTES) throw full;
      try {
        area.setItem(prefix + key, written);
      } catch {
        // The browser's own limit is shared by everybody whose phone was opened here.
        throw full;
      }
    },
    remove: (key) => area.removeItem(prefix + key),
    clear() {
      for (const key of keys()) area.removeItem(prefix + key);
    },
    system: {
      read: (name) => parse(area.getItem(systemPrefix + name)),
      write: (name, value) => area.setItem(systemPrefix + name, JSON.stringify({ value })),
    },
  };
}

function parse(text: string | null): unknown {
  return text === null ? undefined : (JSON.parse(text) as { value?: unknown }).value;
}

const encoder = new TextEncoder();
const bytesOf = (text: string): number => encoder.encode(text).length;
