import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock';
import type { Invocation, WireBody, WireReply } from '../cloud/wire';

/** How much of the demo lies in the database. */
export type Size = 'empty' | 'small' | 'demo' | 'city';
export const SIZES: readonly Size[] = ['empty', 'small', 'demo', 'city'];

export type Doc = Record<string, unknown>;

/** What the server needs of the document engine. */
export interface DocumentStore {
  handle(body: WireBody, invocation?: Invocation): Promise<WireReply>;
  collections(): readonly { name: string; count: number; declared: boolean }[];
  read(
    collection: string,
    page: { after?: number; limit: number; filter?: Doc },
  ): { docs: Doc[]; next?: number };
  insertMany(collection: string, docs: readonly Doc[]): void;
  reset(): void;
  saveTo(file: string): void;
  loadFrom(file: string): void;
  close(): void;
}

/** Files for the browser: the shell page and the phone. */
export interface StaticSource {
  /** @returns false when the path is not one of its own */
  handle(req: IncomingMessage, res: ServerResponse): Promise<boolean>;
}

/** One of the demo people, as the shell's list shows them. */
export interface Person {
  readonly openid: string;
  readonly name: string;
  readonly role: string;
  readonly courtyard?: string;
  readonly courtyardName?: string;
  /** Unit and door, or what else tells them apart. */
  readonly label?: string;
  /** The WeChat group of their courtyard. */
  readonly opengid?: string;
}

export interface PeopleQuery {
  readonly role?: string;
  readonly courtyard?: string;
}

/** What a demo may do while it tells its story. */
export interface SeedTarget {
  readonly clock: Clock;
  /** Documents as JS objects, past every rule: for registers, not for acts. */
  insertMany(collection: string, docs: readonly Doc[]): void;
  read: DocumentStore['read'];
  /** Who is in a WeChat group; others get error 65206 when they open its card. */
  listGroup(opengid: string, group: { name?: string; openids: readonly string[] }): void;
  allowMessages(openid: string, templateIds: readonly string[]): void;
  /** @returns the fileID */
  putFile(path: string, bytes: Buffer): Promise<string>;
  /** What is due by the clock, as the timers would do it; so messages of the past are sent in the past. */
  tick(): Promise<void>;
  /** An act by somebody, through the built function. @throws Error when the function throws */
  call(fn: string, openid: string, event: unknown, opengid?: string): Promise<unknown>;
}

export interface DemoSource {
  seed(target: SeedTarget, size: Size): Promise<void>;
  people(query: PeopleQuery, target: SeedTarget): Promise<readonly Person[]>;
}

/** Until a demo is passed in there is nobody. */
export const noDemo: DemoSource = {
  seed: async () => undefined,
  people: async () => [],
};
