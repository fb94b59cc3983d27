import { notice } from '../../miniprogram/contract/notice';
import { cloud } from '../kernel/cloud';
import { handInPicture } from '../kernel/hand-in-picture';
import { serve } from '../kernel/serve';
import { answer } from './actions/answer';
import { ask } from './actions/ask';
import { board } from './actions/board';
import { communityBoard } from './actions/community-board';
import { confirm } from './actions/confirm';
import { discardDraft } from './actions/discard-draft';
import { hideQuestion } from './actions/hide-question';
import { list } from './actions/list';
import { phoneOf } from './actions/phone-of';
import { publish } from './actions/publish';
import { recordReach } from './actions/record-reach';
import { release } from './actions/release';
import { reportQuestion } from './actions/report-question';
import { revise } from './actions/revise';
import { saveDraft } from './actions/save-draft';
import { view } from './actions/view';
import { withdraw } from './actions/withdraw';

export const main = serve(cloud, notice, {
  list,
  view,
  saveDraft,
  publish,
  revise,
  release,
  withdraw,
  discardDraft,
  confirm,
  board,
  communityBoard,
  recordReach,
  phoneOf,
  ask,
  answer,
  hideQuestion,
  reportQuestion,
  addPicture: handInPicture,
});
