/** The flower festival: the client all pages of packages/flower ask. */
import { flower as contract } from '../contract/flower';
import { createClient } from './client';
import { cloudTransport } from './transport';

export const flower = createClient(contract, cloudTransport);
export { contract as flowerContract };
