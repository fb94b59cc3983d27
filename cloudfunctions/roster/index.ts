import { roster } from '../../miniprogram/contract/roster';
import { cloud } from '../kernel/cloud';
import { serve } from '../kernel/serve';
import { absence, comeBack } from './actions/absence';
import { whoCame } from './actions/came';
import { answerCare, careCards } from './actions/care';
import { passOn } from './actions/closed-door';
import { pause, signUpCleanUp, standDown } from './actions/ending';
import { giveKey, recordKey, takeKey } from './actions/handover';
import { offerStandIn, readBriefing, seen } from './actions/itself';
import { endNote, journal } from './actions/journal';
import { keyHistory } from './actions/key-history';
import { addKey, loseKey, replaceKey, retireKey } from './actions/keys';
import { mine, monthOfRoster, today } from './actions/looking';
import { openAtNight } from './actions/night';
import { enterPaper, sheet, sheetFile } from './actions/paper';
import { publish } from './actions/publish';
import { rules, saveRules, simulate } from './actions/rules';
import { answerSwap, askSwap, endSwap } from './actions/swap';
import { cannotCome, declineMakeUp, takeOver } from './actions/turns';

export const main = serve(cloud, roster, {
  rules,
  simulate,
  saveRules,
  publish,
  today,
  month: monthOfRoster,
  mine,
  cannotCome,
  takeOver,
  askSwap,
  answerSwap,
  endSwap,
  offerStandIn,
  absence,
  comeBack,
  declineMakeUp,
  seen,
  readBriefing,
  endNote,
  whoCame,
  openAtNight,
  journal,
  sheet,
  sheetFile,
  enterPaper,
  giveKey,
  takeKey,
  recordKey,
  passOn,
  loseKey,
  replaceKey,
  keyHistory,
  addKey,
  retireKey,
  careCards,
  answerCare,
  pause,
  standDown,
  signUpCleanUp,
});
