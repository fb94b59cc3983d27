/** Which open transaction holds which document or unique key, and who waits for it. */
import type { Doc } from '../query/value';
import { keysOf } from './index-key';
import { type Collection, idKey, type StoredIndex } from './tables';

export interface Locks {
  /** @returns false when another transaction holds it */
  take(key: string, owner: string): boolean;
  held(key: string): boolean;
  /** Gives up everything an owner holds and lets the waiting writes try again. */
  release(owner: string): void;
  /** Waits until some transaction ends, at most that long. @returns false when the time is up */
  changed(ms: number): Promise<boolean>;
}

export const documentLock = (collection: Collection, id: unknown): string =>
  `${collection.tid} ${idKey(id).toString('latin1')}`;

export const uniqueLock = (index: StoredIndex, key: Buffer): string =>
  `${index.table} ${key.toString('latin1')}`;

export const uniqueKeysOf = (
  { indexes }: Collection,
  doc: Doc,
): readonly { readonly index: StoredIndex; readonly key: Buffer }[] =>
  indexes
    .filter(({ unique }) => unique)
    .flatMap((index) => keysOf(doc, index.keys).map((key) => ({ index, key })));

export function createLocks(): Locks {
  const owners = new Map<string, string>();
  const waiting = new Set<() => void>();
  return {
    take(key, owner) {
      const holder = owners.get(key);
      if (holder !== undefined && holder !== owner) return false;
      owners.set(key, owner);
      return true;
    },
    held: (key) => owners.has(key),
    release(owner) {
      for (const [key, holder] of owners) if (holder === owner) owners.delete(key);
      for (const wake of [...waiting]) wake();
    },
    changed: (ms) =>
      new Promise((resolve) => {
        const settle = (changed: boolean) => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve(changed);
        };
        const wake = () => settle(true);
        const timer = setTimeout(() => settle(false), ms);
        waiting.add(wake);
      }),
  };
}
