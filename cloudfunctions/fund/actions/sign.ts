import * as v from 'valibot';
import type { fund, VoucherState } from '../../../miniprogram/contract/fund';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { orderAfter } from '../../groupbuy/public';
import { auditWrite } from '../../kernel/audit';
import { DuplicateError } from '../../kernel/database';
import { AppError, found, refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import type { Context, HandlerOf } from '../../kernel/serve';
import { statesOf } from '../../kernel/shown-pictures';
import { type Reading, replace, type Decision as Writes } from '../../kernel/store';
import type { JournalDraft } from '../chain';
import {
  type FundDoc,
  fundIdOf,
  type JournalDoc,
  journalIdOf,
  type VoucherDoc,
} from '../documents';
import {
  type Decision,
  isDone,
  legsOf,
  orderSideOf,
  posted,
  refuseBeyondBooks,
  refuseSamePerson,
  titleOf,
} from '../fund';
import { postOn } from '../posting';
import { decisionOf, loadVoucher } from '../repository';
import { forVoucher } from './inputs';

type Sign = (typeof fund)['actions']['sign'];
type Asked = Context<InputOf<Sign>>;

/**
 * The second person's yes. Voucher, journal and fund are one transaction: of two who sign at once one posts, and the
 * other is told so.
 */
export const sign: HandlerOf<Sign> = {
  input: schemaOf<InputOf<Sign>>()(v.strictObject(forVoucher)),
  answersReplays: true,

  async run(context) {
    const { store } = context;
    try {
      return await store.transact((read) => decide(read, context));
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
    }
    // The very first entry had a rival, or this reversal had: the books as they are now tell which.
    try {
      return await store.transact((read) => decide(read, context));
    } catch (error) {
      if (!(error instanceof DuplicateError)) throw error;
      throw new AppError('REVERSED_ALREADY', {}, { cause: error });
    }
  },
};

async function decide(read: Reading, context: Asked): Promise<Writes<VoucherState>> {
  const { input, call, caller, cloud, now } = context;
  const voucher = await loadVoucher(read, input.voucherId, { caller, call });
  const decision = decisionOf(context);
  if (isDone(voucher, decision)) return { writes: [], value: stateOf(voucher) };
  refuseSamePerson(voucher, decision.by);
  const fundDoc = await read.get<FundDoc>('funds', fundIdOf(call.communityId));
  refuseBeyondBooks(voucher.form, fundDoc?.balances ?? {});
  // What the check refused meanwhile keeps it from being signed.
  const pictureStates = await statesOf(read, voucher.form.pictures, call.communityId);
  const draft = await draftOf(read, voucher, decision);
  const { communityId, courtyardId } = voucher;
  const side = orderSideOf(voucher.form);
  const ordered = side ? await orderAfter(read, side, { communityId, courtyardId }) : [];
  const { writes, seq } = postOn(fundDoc, draft);
  const done = { ...posted(voucher, decision, seq), pictureStates };
  const note = auditWrite(cloud, {
    communityId,
    courtyardId,
    actor: decision.by.by,
    what: `fund.sign.${voucher.form.kind}`,
    subject: voucher._id,
    at: now,
  });
  return { writes: [replace('vouchers', done), ...ordered, ...writes, note], value: stateOf(done) };
}

async function draftOf(
  read: Reading,
  { _id, communityId, courtyardId, form, proposedBy }: VoucherDoc,
  { by, at }: Decision,
): Promise<JournalDraft> {
  const corrected = 'corrects' in form ? await correctedBy(read, communityId, form) : undefined;
  const about = 'about' in form ? form.about : corrected?.about;
  const place = courtyardId ?? corrected?.courtyardId;
  return {
    communityId,
    at,
    kind: form.kind,
    legs: legsOf(form, corrected),
    source: { kind: 'voucher', id: _id },
    ...(form.kind === 'reversal' ? { key: `reversal.${form.corrects}` } : {}),
    ...(about === undefined ? {} : { about }),
    ...(place === undefined ? {} : { courtyardId: place }),
    ...('corrects' in form ? { corrects: form.corrects } : {}),
    memo: titleOf(form),
    signers: [proposedBy, by],
  };
}

/** @throws AppError `NOT_FOUND`, `NOT_REVERSIBLE`, `REVERSED_IN_PART` */
async function correctedBy(
  read: Reading,
  communityId: JournalDoc['communityId'],
  { kind, corrects }: { readonly kind: string; readonly corrects: number },
): Promise<JournalDoc> {
  const id = journalIdOf(fundIdOf(communityId), corrects);
  const journal = found(await read.get<JournalDoc>('journals', id));
  if (kind !== 'reversal') return journal;
  refuseIf(journal.kind === 'reversal', 'NOT_REVERSIBLE');
  // A round that stands as settled, or cash that was handed in, cannot be undone in the books alone.
  refuseIf(journal.source.kind !== 'voucher', 'REVERSED_IN_PART');
  return journal;
}

const stateOf = ({ _id, status, seq }: VoucherDoc): VoucherState => ({
  voucherId: _id,
  status,
  ...(seq === undefined ? {} : { seq }),
});
