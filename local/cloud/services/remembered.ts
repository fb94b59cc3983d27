import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A small piece of state that outlives a restart. */
export interface Remembered<T> {
  readonly value: T;
  /** Call it after changing `value`; writes are gathered and made whole or not at all. */
  touch(): void;
  replace(value: T): void;
  reset(): void;
  flush(): void;
}

const GATHER_MS = 100;

/** `file: null` keeps it in memory only. */
export function remember<T>(file: string | null, fresh: () => T): Remembered<T> {
  let value =
    file !== null && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : fresh();
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    if (file === null) return;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(value));
    renameSync(`${file}.new`, file);
  };
  const touch = () => {
    timer ??= setTimeout(flush, GATHER_MS);
  };

  return {
    get value() {
      return value;
    },
    touch,
    replace(other) {
      value = other;
      touch();
    },
    reset() {
      value = fresh();
      touch();
    },
    flush,
  };
}
