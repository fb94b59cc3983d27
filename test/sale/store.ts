/** The sale library over the real SDK and a running local cloud, as a function would use it. */
import { openDatabase } from '../../cloudfunctions/kernel/cloud-database';
import { createStore, type Store } from '../../cloudfunctions/kernel/store';
import { staticVariables } from '../../local/functions/identity';
import { type Product, type ProductOptions, startProduct } from '../support/local';

export interface Shop {
  readonly product: Product;
  readonly store: Store;
  close(): Promise<void>;
}

/** One for each test file: the SDK reads its address once. */
export async function openShop(options: ProductOptions = {}): Promise<Shop> {
  const product = await startProduct({ size: 'empty', ...options });
  return { product, store: await storeAt(product), close: () => product.close() };
}

export async function storeAt({
  envId,
  sdkUrl,
}: Pick<Product, 'envId' | 'sdkUrl'>): Promise<Store> {
  Object.assign(process.env, staticVariables({ envId, sdkUrl, appid: 'wxlocal0000000001' }));
  const { default: wx } = await import('wx-server-sdk');
  wx.init({ env: envId });
  let turn = 0;
  return createStore(openDatabase(wx), (max) => {
    turn += 7;
    return turn % Math.max(1, max);
  });
}
