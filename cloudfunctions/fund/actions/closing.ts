/** Two ways a voucher ends without a journal. */
import * as v from 'valibot';
import type { fund, VoucherState } from '../../../miniprogram/contract/fund';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { replace } from '../../kernel/store';
import type { VoucherDoc } from '../documents';
import { closed, refuseSamePerson } from '../fund';
import { decisionOf, loadVoucher } from '../repository';
import { forVoucher, reason } from './inputs';

type Decline = (typeof fund)['actions']['decline'];
type Withdraw = (typeof fund)['actions']['withdrawVoucher'];

export const decline: HandlerOf<Decline> = {
  input: schemaOf<InputOf<Decline>>()(v.strictObject({ ...forVoucher, reason })),
  async run(context) {
    const { input, caller, cloud } = context;
    // It is read at once by whoever asked, so it cannot wait for the check.
    refuseIf(!(await passes(cloud, caller.openid, input.reason)), 'CHECK_AWAY');
    return close(context, { status: 'declined', reason: input.reason }, (voucher) =>
      refuseSamePerson(voucher, decisionOf(context).by),
    );
  },
};

/** By whoever asked. */
export const withdrawVoucher: HandlerOf<Withdraw> = {
  input: schemaOf<InputOf<Withdraw>>()(v.strictObject(forVoucher)),
  run: (context) =>
    close(context, { status: 'withdrawn' }, ({ proposedBy }) =>
      refuseIf(proposedBy.by !== decisionOf(context).by.by, 'NOT_ALLOWED'),
    ),
};

type Asked = Context<{ readonly voucherId: VoucherDoc['_id'] }>;

function close(
  context: Asked,
  outcome: Parameters<typeof closed>[2],
  refuse: (voucher: VoucherDoc) => void,
): Promise<VoucherState> {
  const { input, call, caller } = context;
  return once(context, async (read) => {
    const voucher = await loadVoucher(read, input.voucherId, { caller, call });
    refuseIf(voucher.status !== 'proposed', 'VOUCHER_CLOSED');
    refuse(voucher);
    return {
      writes: [replace('vouchers', closed(voucher, decisionOf(context), outcome))],
      value: { voucherId: voucher._id, status: outcome.status },
    };
  });
}
