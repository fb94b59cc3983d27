import { member } from '../../miniprogram/contract/member';
import { cloud } from '../kernel/cloud';
import { serve } from '../kernel/serve';
import { addCredit } from './actions/add-credit';
import { agree } from './actions/agree';
import { answerHelper } from './actions/answer-helper';
import { answerJoin } from './actions/answer-join';
import { askToHelp } from './actions/ask-to-help';
import { doors } from './actions/doors';
import { endHelping } from './actions/end-helping';
import { erase } from './actions/erase';
import { exportMine } from './actions/export-mine';
import { helperRequests } from './actions/helper-requests';
import { invite } from './actions/invite';
import { join } from './actions/join';
import { joins } from './actions/joins';
import { kept } from './actions/kept';
import { me } from './actions/me';
import { moveOut } from './actions/move-out';
import { removePerson } from './actions/remove-person';
import { rename } from './actions/rename';
import { savePerson } from './actions/save-person';
import { setAway } from './actions/set-away';
import { setShown } from './actions/set-shown';
import { withdrawJoin } from './actions/withdraw-join';

export const main = serve(cloud, member, {
  doors,
  join,
  agree,
  withdrawJoin,
  joins,
  answerJoin,
  invite,
  moveOut,
  me,
  rename,
  setShown,
  setAway,
  savePerson,
  removePerson,
  askToHelp,
  answerHelper,
  endHelping,
  helperRequests,
  addCredit,
  kept,
  exportMine,
  erase,
});
