import { contest } from '../../miniprogram/contract/contest';
import { cloud } from '../kernel/cloud';
import { serve } from '../kernel/serve';
import { changeEntry, enter, withdrawEntry } from './actions/entering';
import { addPicture, addVideo } from './actions/handing-in';
import { askedToJudge, judging, score, vote } from './actions/judging';
import { contestOne, list, pots, waitingVideos } from './actions/looking';
import { cancelContest, openContest, saveContest } from './actions/organising';
import { deliverPrize, prizes, remakePrize, stepPrizes } from './actions/prizes';
import { agreeEntry, lookAtVideo } from './actions/releasing';
import { report } from './actions/report';
import { announce, results, tally } from './actions/results';
import { answerTalent, myTalents, suggestTalent, talents } from './actions/talents';
import { entry, howTos, wall } from './actions/walls';

export const main = serve(cloud, contest, {
  list,
  contest: contestOne,
  pots,
  wall,
  entry,
  saveContest,
  openContest,
  cancelContest,
  addPicture,
  addVideo,
  enter,
  changeEntry,
  withdrawEntry,
  agreeEntry,
  waitingVideos,
  lookAtVideo,
  askedToJudge,
  judging,
  score,
  vote,
  tally,
  announce,
  results,
  prizes,
  stepPrizes,
  deliverPrize,
  remakePrize,
  howTos,
  suggestTalent,
  myTalents,
  answerTalent,
  talents,
  report,
});
