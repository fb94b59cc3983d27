import { flower } from '../../miniprogram/contract/flower';
import { cloud } from '../kernel/cloud';
import { handInPicture } from '../kernel/hand-in-picture';
import { serve } from '../kernel/serve';
import { adopt, adoptFor } from './actions/adopting';
import { openCampaign, saveCampaign, simulate } from './actions/campaigns';
import { correctDoor, deliver, door, handIn, handIns } from './actions/doors';
import { giveLeftover, leftovers, reoffer } from './actions/leftovers';
import { campaign, list, working } from './actions/looking';
import { manage } from './actions/manage';
import { callOff, changeDelivery, extendCampaign, finish } from './actions/times';
import { joinWait, leaveWait } from './actions/waiting';
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
  joinWait,
  leaveWait,
  extendCampaign,
  callOff,
  changeDelivery,
  manage,
  giveLeftover,
  leftovers,
  reoffer,
  finish,
  door,
  deliver,
  correctDoor,
  handIns,
  handIn,
  ...potHandlers,
});
