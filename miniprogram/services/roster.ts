/** Duty at the gate and its key: the client all pages of packages/duty ask. */
import { roster as contract } from '../contract/roster';
import { createClient } from './client';
import { cloudTransport } from './transport';

export const roster = createClient(contract, cloudTransport);
export { contract as rosterContract };
