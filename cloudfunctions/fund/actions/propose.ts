import * as v from 'valibot';
import type { fund } from '../../../miniprogram/contract/fund';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { checkOrder } from '../../groupbuy/public';
import { idFrom } from '../../kernel/ids';
import { schemaOf } from '../../kernel/parse';
import { once } from '../../kernel/requests';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { statesOf } from '../../kernel/shown-pictures';
import { create } from '../../kernel/store';
import type { VoucherDoc } from '../documents';
import { orderSideOf, refuseForm, wordsOf } from '../fund';
import { askingCourtyard, signerOf } from '../repository';
import { form } from './inputs';

type Propose = (typeof fund)['actions']['propose'];
type Asked = Context<InputOf<Propose>>;

/** Asks for something to be entered. Nothing moves until somebody else has signed. */
export const propose: HandlerOf<Propose> = {
  input: schemaOf<InputOf<Propose>>()(v.strictObject({ form })),

  async run(context) {
    const { input, call, caller, store } = context;
    refuseForm(input.form, caller.roles);
    const side = orderSideOf(input.form);
    const courtyardId = askingCourtyard(caller, call);
    if (side) await checkOrder(store, side, { communityId: call.communityId, courtyardId });
    const { pictures } = input.form;
    const pictureStates = await statesOf(store, pictures, call.communityId);
    const voucher = { ...(await draftOf(context)), pictureStates };
    return once(context, async () => ({
      writes: [create('vouchers', voucher)],
      value: { voucherId: voucher._id, status: 'proposed' },
    }));
  },
};

const RECHECK_MS = 5 * 60_000;

/** The id is made of who asks and of the request, so a retry makes no second one. */
async function draftOf({
  input,
  call,
  caller,
  cloud,
  now,
}: Asked): Promise<Omit<VoucherDoc, 'pictureStates'>> {
  const words = wordsOf(input.form);
  const checked = words === '' || (await passes(cloud, caller.openid, words));
  const proposedBy = signerOf(caller);
  const courtyardId = askingCourtyard(caller, call);
  return {
    _id: idFrom('vo', proposedBy.by, call.requestId ?? ''),
    communityId: call.communityId,
    rev: 1,
    ...(courtyardId === undefined ? {} : { courtyardId }),
    form: input.form,
    status: 'proposed',
    proposedBy,
    proposedAt: now,
    ...(checked
      ? { wordsState: 'passed' }
      : { wordsState: 'waiting', recheckAt: now + RECHECK_MS }),
  };
}
