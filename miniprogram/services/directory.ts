/** The register of courtyards, households and people. */
import { directory as contract } from '../contract/directory';
import { createClient } from './client';
import { cloudTransport } from './transport';

export const directory = createClient(contract, cloudTransport);
