import * as v from 'valibot';
import type { fund } from '../../../miniprogram/contract/fund';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { DuplicateError } from '../../kernel/database';
import { AppError } from '../../kernel/errors';
import { idFrom } from '../../kernel/ids';
import { schemaOf } from '../../kernel/parse';
import { passes } from '../../kernel/safety';
import type { Context, HandlerOf } from '../../kernel/serve';
import { create } from '../../kernel/store';
import type { VoucherDoc } from '../documents';
import { refuseForm, wordsOf } from '../fund';
import { askingCourtyard, filesOf, kept, signerOf } from '../repository';
import { form } from './inputs';

type Propose = (typeof fund)['actions']['propose'];
type Asked = Context<InputOf<Propose>>;

/** Asks for something to be entered. Nothing moves until somebody else has signed. */
export const propose: HandlerOf<Propose> = {
  input: schemaOf<InputOf<Propose>>()(v.strictObject({ form })),
  answersReplays: true,

  async run(context) {
    const { input, call, caller, store } = context;
    refuseForm(input.form, caller.roles);
    const voucher = await draftOf(context);
    try {
      await store.transact(async (read) => {
        const { pictures } = input.form;
        const files = await filesOf(read, pictures);
        const keeps = kept(files, pictures, call.communityId);
        return { writes: [create('vouchers', voucher), ...keeps], value: undefined };
      });
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
      return earlier(context, voucher);
    }
    return { voucherId: voucher._id, status: 'proposed' };
  },
};

const RECHECK_MS = 5 * 60_000;

/** The id is made of who asks and of the request, so a retry makes no second one. */
async function draftOf({ input, call, caller, cloud, now }: Asked): Promise<VoucherDoc> {
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
    pictureStates: {},
    ...(checked
      ? { wordsState: 'passed' }
      : { wordsState: 'waiting', recheckAt: now + RECHECK_MS }),
  };
}

/** A replay is answered as the first run was, whatever became of the voucher. */
async function earlier({ store }: Asked, { _id, form: asked }: VoucherDoc) {
  const known = await store.get<VoucherDoc>('vouchers', _id);
  if (!known || JSON.stringify(known.form) !== JSON.stringify(asked)) {
    throw new AppError('INVALID', { field: 'requestId' });
  }
  return { voucherId: _id, status: 'proposed' as const };
}
