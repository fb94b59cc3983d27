import * as v from 'valibot';
import type { fund } from '../../../miniprogram/contract/fund';
import type { VoucherView } from '../../../miniprogram/contract/fund-views';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { ROLE_NAMES } from '../../../miniprogram/contract/roles';
import { namesOf } from '../../courtyard/public';
import type { Caller } from '../../kernel/caller';
import { schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import type { VoucherDoc } from '../documents';
import { isTreasurer } from '../fund';
import { loadVoucher } from '../repository';
import { factsOf, isClose, voucherRow } from '../views';
import { forVoucher } from './inputs';

type Voucher = (typeof fund)['actions']['voucher'];

export const voucher: HandlerOf<Voucher> = {
  input: schemaOf<InputOf<Voucher>>()(v.strictObject(forVoucher)),

  async run({ input, call, caller, store, cloud, now }) {
    const names = await namesOf(store, call.communityId, { now });
    const doc = await loadVoucher(store, input.voucherId, { caller, call });
    return {
      ...voucherRow(doc, { names, caller }),
      ...(isClose(doc, caller) ? { form: doc.form } : {}),
      facts: await factsOf(doc, { caller, store, cloud }),
      wordsState: doc.wordsState,
      ...decidedOf(doc),
      ...(doc.seq === undefined ? {} : { seq: doc.seq }),
      may: mayOf(doc, caller),
      now,
    };
  },
};

function decidedOf({ decided }: VoucherDoc): Pick<VoucherView, 'decided'> | object {
  if (!decided) return {};
  const { at, as, reason } = decided;
  return { decided: { at, as: ROLE_NAMES[as], ...(reason === undefined ? {} : { reason }) } };
}

function mayOf({ status, proposedBy }: VoucherDoc, { member, roles }: Caller): VoucherView['may'] {
  const isOpen = status === 'proposed';
  const isOwn = member?._id === proposedBy.by;
  const isSecond = isOpen && !isOwn && isTreasurer(roles);
  return { sign: isSecond, decline: isSecond, withdraw: isOpen && isOwn };
}
