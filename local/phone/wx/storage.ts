import { api, Refusal, sync } from './api';
import type { Kit } from './kit';
import { TOTAL_LIMIT_BYTES } from './person-store';

interface Entry {
  readonly key: string;
  readonly data?: unknown;
}

/** `wx.setStorage` and its like: each person has a space of their own. */
export function storageApi({ store }: Kit): Record<string, unknown> {
  const put = (key: unknown, data: unknown) => store.write(keyOf(key), data);
  const info = () => ({
    keys: store.keys(),
    currentSize: Math.ceil(store.size() / 1024),
    limitSize: TOTAL_LIMIT_BYTES / 1024,
  });
  /** WeChat answers an absent key with an empty text. */
  const taken = (key: unknown) => {
    const name = keyOf(key);
    return store.has(name) ? store.read(name) : '';
  };
  return {
    setStorage: api<Entry>('setStorage', ({ key, data }) => put(key, data)),
    setStorageSync: sync('setStorageSync', put),
    getStorage: api<Entry>('getStorage', ({ key }) => {
      if (!store.has(keyOf(key))) throw new Refusal('data not found');
      return { data: store.read(key) };
    }),
    getStorageSync: sync('getStorageSync', taken),
    removeStorage: api<Entry>('removeStorage', ({ key }) => store.remove(keyOf(key))),
    removeStorageSync: sync('removeStorageSync', (key: unknown) => store.remove(keyOf(key))),
    clearStorage: api('clearStorage', () => store.clear()),
    clearStorageSync: sync('clearStorageSync', () => store.clear()),
    getStorageInfo: api('getStorageInfo', info),
    getStorageInfoSync: sync('getStorageInfoSync', info),
    batchSetStorageSync: sync(
      'batchSetStorageSync',
      (list: readonly { key: string; value: unknown }[]) => {
        for (const { key, value } of list) put(key, value);
      },
    ),
    batchGetStorageSync: sync('batchGetStorageSync', (list: readonly string[]) => list.map(taken)),
  };
}

function keyOf(key: unknown): string {
  if (typeof key !== 'string' || key === '') {
    throw new Refusal('parameter error: parameter.key should be String instead of Undefined;');
  }
  return key;
}
