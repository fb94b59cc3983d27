import { courtyard } from '../../miniprogram/contract/courtyard';
import { cloud } from '../kernel/cloud';
import { serve } from '../kernel/serve';
import { acceptStaffInvite } from './actions/accept-staff-invite';
import { bindGroup } from './actions/bind-group';
import { cancelStaffInvite } from './actions/cancel-staff-invite';
import { endRole } from './actions/end-role';
import { grantRole } from './actions/grant-role';
import { handOver } from './actions/hand-over';
import { home } from './actions/home';
import { inviteStaff } from './actions/invite-staff';
import { poster } from './actions/poster';
import { roles } from './actions/roles';
import { saveCommunity } from './actions/save-community';
import { saveGate } from './actions/save-gate';
import { staff } from './actions/staff';
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
  staff,
  inviteStaff,
  cancelStaffInvite,
  acceptStaffInvite,
  saveCommunity,
});
