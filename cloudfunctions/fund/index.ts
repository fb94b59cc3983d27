import { fund } from '../../miniprogram/contract/fund';
import { cloud } from '../kernel/cloud';
import { handInPicture } from '../kernel/hand-in-picture';
import { serve } from '../kernel/serve';
import { audit } from './actions/audit';
import { decline, withdrawVoucher } from './actions/closing';
import { journal } from './actions/journal';
import { journals } from './actions/journals';
import { overview } from './actions/overview';
import { propose } from './actions/propose';
import { sign } from './actions/sign';
import { statement, statementFile } from './actions/statements';
import { voucher } from './actions/voucher';
import { vouchers } from './actions/vouchers';

export const main = serve(cloud, fund, {
  overview,
  journals,
  journal,
  statement,
  statementFile,
  audit,
  vouchers,
  voucher,
  propose,
  sign,
  decline,
  withdrawVoucher,
  addEvidence: handInPicture,
});
