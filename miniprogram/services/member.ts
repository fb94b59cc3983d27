/** Joining, the household, acting for others. */
import { member as contract } from '../contract/member';
import { createClient } from './client';
import { cloudTransport } from './transport';

export const member = createClient(contract, cloudTransport);
export { contract as memberContract };
