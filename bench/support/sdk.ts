/** The unmodified node-sdk as a program on this machine would use it, pointed at one local cloud. */
import tcb from '@cloudbase/node-sdk';
import { staticVariables } from '../../local/functions/identity';
import type { Product } from '../../test/support/local';

export interface SdkCollection {
  add(doc: object): Promise<unknown>;
  doc(id: string): {
    update(changes: object): Promise<unknown>;
    get(): Promise<{ data: unknown[] }>;
  };
  skip(count: number): SdkCollection;
  limit(count: number): SdkCollection;
  get(): Promise<{ data: unknown[] }>;
}

export interface SdkDatabase {
  createCollection(name: string): Promise<unknown>;
  collection(name: string): SdkCollection;
  startTransaction(): Promise<{
    collection(name: string): SdkCollection;
    commit(): Promise<unknown>;
  }>;
  readonly command: { inc(by: number): unknown };
}

/** The place to go is read at `init`, so several clouds can be open one after another. */
export function openSdk({ sdkUrl, envId }: Pick<Product, 'sdkUrl' | 'envId'>): SdkDatabase {
  Object.assign(process.env, staticVariables({ envId, sdkUrl, appid: 'wxlocal0000000001' }));
  return tcb.init({ env: envId, timeout: 5_000 }).database() as unknown as SdkDatabase;
}
