/** The monthly page of the community. */
import { report as contract } from '../../../contract/report';
import { createClient } from '../../../services/client';
import { cloudTransport } from '../../../services/transport';

export const report = createClient(contract, cloudTransport);
