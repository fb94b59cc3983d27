import { flower } from '../../miniprogram/contract/flower';
import { cloud } from '../kernel/cloud';
import { handInPicture } from '../kernel/hand-in-picture';
import { serve } from '../kernel/serve';
import { adopt, adoptFor } from './actions/adopting';
import { openCampaign, saveCampaign, simulate } from './actions/campaigns';
import { campaign, list, working } from './actions/looking';
import { potHandlers } from './pots/handlers';

export const main = serve(cloud, flower, {
  list,
  campaign,
  working,
  simulate,
  saveCampaign,
  addPicture: handInPicture,
  openCampaign,
  adopt,
  adoptFor,
  ...potHandlers,
});
