import { roster } from '../../miniprogram/contract/roster';
import { cloud } from '../kernel/cloud';
import { serve } from '../kernel/serve';
import { answerCare, careCards } from './actions/care';
import { pause, signUpCleanUp, standDown } from './actions/ending';
import { giveKey, loseKey, passOn, recordKey, replaceKey, takeKey } from './actions/keys';
import { mine, monthOfRoster, today } from './actions/looking';
import { publish, rules, saveRules, simulate } from './actions/rules';
import { answerSwap, askSwap, endSwap } from './actions/swap';
import {
  absence,
  cannotCome,
  comeBack,
  declineMakeUp,
  endNote,
  offerStandIn,
  readBriefing,
  seen,
  takeOver,
} from './actions/turns';

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
  giveKey,
  takeKey,
  recordKey,
  passOn,
  loseKey,
  replaceKey,
  careCards,
  answerCare,
  pause,
  standDown,
  signUpCleanUp,
});
