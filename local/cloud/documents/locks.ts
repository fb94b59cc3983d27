/** Which open transaction holds which document or unique key, and who waits for it. */
import { type Collection, idKey } from './tables';

export interface Locks {
  /** @returns false when another transaction holds it */
  take(key: string, owner: string): boolean;
  heldByOther(key: string, owner?: string): boolean;
  /** Gives up everything an owner holds and lets the waiting writes try again. */
  release(owner: string): void;
  /** Waits until some transaction ends, at most that long. @returns false when the time is up */
  changed(ms: number): Promise<boolean>;
}

export const documentLock = (collection: Collection, id: unknown): string =>
  `${collection.tid} ${idKey(id).toString('latin1')}`;

export function createLocks(): Locks {
  const owners = new Map<string, string>();
  let waiting: (() => void)[] = [];
  return {
    take(key, owner) {
      const holder = owners.get(key);
      if (holder !== undefined && holder !== owner) return false;
      owners.set(key, owner);
      return true;
    },
    heldByOther: (key, owner) => owners.has(key) && owners.get(key) !== owner,
    release(owner) {
      for (const [key, holder] of owners) if (holder === owner) owners.delete(key);
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    changed: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), ms);
        waiting.push(() => {
          clearTimeout(timer);
          resolve(true);
        });
      }),
  };
}
