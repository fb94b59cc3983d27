/** The contests of the flower festival: the client all pages of packages/contest ask. */
import { contest as contract } from '../contract/contest';
import { createClient } from './client';
import { cloudTransport } from './transport';

export const contest = createClient(contract, cloudTransport);
