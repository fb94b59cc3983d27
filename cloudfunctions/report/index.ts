import { report } from '../../miniprogram/contract/report';
import { cloud } from '../kernel/cloud';
import { serve } from '../kernel/serve';
import { month, monthFile } from './actions/month';

export const main = serve(cloud, report, { month, monthFile });
