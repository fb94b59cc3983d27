import { groupbuy } from '../../miniprogram/contract/groupbuy';
import { cloud } from '../kernel/cloud';
import { handInPicture } from '../kernel/hand-in-picture';
import { serve } from '../kernel/serve';
import { correctDoor, deliver, door, handIn, handIns } from './actions/doors';
import {
  arrived,
  joinPicking,
  loading,
  pick,
  totals,
  totalsFile,
  totalsText,
} from './actions/field';
import { list, myOrders, round, working } from './actions/looking';
import { manage } from './actions/manage';
import { applyPaste, order, orderFor, parsePaste, pasteOut } from './actions/ordering';
import {
  cancelRound,
  changeDelivery,
  copyLast,
  extendRound,
  openRound,
  saveRound,
} from './actions/rounds';
import { prepareSettlement, settlement, signSettlement } from './actions/settling';
import { applyShortage, shortage } from './actions/sharing';
import { saveSupplier, suppliers, thankSupplier } from './actions/suppliers';

export const main = serve(cloud, groupbuy, {
  list,
  round,
  myOrders,
  working,
  manage,
  copyLast,
  addPicture: handInPicture,
  saveRound,
  openRound,
  extendRound,
  cancelRound,
  order,
  orderFor,
  parsePaste,
  applyPaste,
  pasteOut,
  totals,
  totalsText,
  totalsFile,
  joinPicking,
  pick,
  shortage,
  applyShortage,
  loading,
  arrived,
  changeDelivery,
  door,
  deliver,
  correctDoor,
  handIns,
  handIn,
  settlement,
  prepareSettlement,
  signSettlement,
  suppliers,
  saveSupplier,
  thankSupplier,
});
