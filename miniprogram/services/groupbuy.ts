/** Buying together: the client all pages of packages/buying ask. */
import { groupbuy as contract } from '../contract/groupbuy';
import { createClient } from './client';
import { cloudTransport } from './transport';

export const groupbuy = createClient(contract, cloudTransport);
export { contract as groupbuyContract };
