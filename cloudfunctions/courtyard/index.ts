import { courtyard } from '../../miniprogram/contract/courtyard';
import { cloud } from '../kernel/cloud';
import { serve } from '../kernel/serve';
import { bindGroup } from './actions/bind-group';
import { endRole } from './actions/end-role';
import { grantRole } from './actions/grant-role';
import { handOver } from './actions/hand-over';
import { home } from './actions/home';
import { poster } from './actions/poster';
import { roles } from './actions/roles';
import { saveGate } from './actions/save-gate';
import { unbindGroup } from './actions/unbind-group';

export const main = serve(cloud, courtyard, {
  home,
  bindGroup,
  unbindGroup,
  roles,
  grantRole,
  endRole,
  handOver,
  poster,
  saveGate,
});
