/** What the kernel needs of the document database. `cloud.ts` implements it with the SDK. */
import type { Changes, Where } from './conditions';

export interface Doc {
  readonly _id: string;
  readonly communityId: string;
  readonly rev: number;
}

export interface Find {
  readonly collection: string;
  readonly where: Where;
  readonly order?: readonly (readonly [field: string, direction: 1 | -1])[];
  /** At most 100. */
  readonly limit: number;
  /** Field paths to return; all when absent. */
  readonly fields?: readonly string[];
}

export interface Reader {
  get(collection: string, id: string, fields?: readonly string[]): Promise<unknown>;
  find(find: Find): Promise<readonly unknown[]>;
}

export interface Database extends Reader {
  /** @throws DuplicateError when an `_id` or a unique key is taken */
  add(collection: string, docs: readonly object[]): Promise<void>;
  /** @returns how many documents were changed: 0 or 1 */
  updateOne(collection: string, where: Where, changes: Changes): Promise<number>;
  remove(collection: string, id: string): Promise<void>;
  begin(): Promise<Transaction>;
}

/** One operation at a time: the platform refuses parallel ones. */
export interface Transaction extends Reader {
  set(collection: string, doc: Doc): Promise<void>;
  add(collection: string, docs: readonly object[]): Promise<void>;
  remove(collection: string, id: string): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

export class DuplicateError extends Error {
  override readonly name = 'DuplicateError';
}

/** Somebody else's transaction was first; the whole attempt may be made again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}
