/** The inputs several actions share. */
import * as v from 'valibot';
import { ACCOUNTS, PURPOSES } from '../../../miniprogram/contract/fund-accounts';
import { TILLS, type VoucherForm } from '../../../miniprogram/contract/fund-views';
import { LIMITS } from '../../../miniprogram/contract/limits';
import { FEN_MAX } from '../../../miniprogram/contract/money';
import { count, idOf, line, schemaOf, text, words } from '../../kernel/parse';

export const forVoucher = { voucherId: idOf('vo') };
/** No fund lives long enough for more journals. */
export const seq = v.pipe(count(999_999), v.minValue(1));
export const month = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
export const account = v.picklist(ACCOUNTS);
/** Free words become part of the books, so they are short. */
export const reason = text(LIMITS.reasonLength);

const fen = v.pipe(count(FEN_MAX), v.minValue(1));
const till = v.picklist(TILLS);
const PAYEE = 30;
const payee = line(PAYEE);
const about = v.pipe(v.string(), v.regex(/^[a-z]{2}_[0-9a-z]{1,32}$/));
const belongs = { about: v.exactOptional(about) };
const ofHome = {
  householdId: v.exactOptional(idOf('hh')),
  whose: v.exactOptional(line(PAYEE)),
};
const cloudFile = v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(300));
const PICTURES = 3;
const pictures = v.pipe(
  v.array(cloudFile),
  v.maxLength(PICTURES),
  v.check((all) => new Set(all).size === all.length),
);
/** Said in words where nothing else says what it was for. */
const said = { words: reason, pictures };
const maybeSaid = { words: words(LIMITS.reasonLength), pictures };
const settles = v.strictObject({
  kind: v.picklist(['shortFound', 'shortWrittenOff', 'overReturned', 'overKept']),
  fen,
  ...said,
});

export const form = schemaOf<VoucherForm>()(
  v.variant('kind', [
    v.pipe(
      v.strictObject({
        kind: v.literal('opening'),
        cashFen: count(FEN_MAX),
        bankFen: count(FEN_MAX),
        ...maybeSaid,
      }),
      v.check(({ cashFen, bankFen }) => cashFen + bankFen > 0),
    ),
    v.strictObject({ kind: v.literal('donation'), fen, till, ...maybeSaid }),
    v.strictObject({ kind: v.picklist(['deposit', 'withdrawal']), fen, ...maybeSaid }),
    v.strictObject({
      kind: v.literal('spending'),
      fen,
      till,
      purpose: v.picklist(PURPOSES),
      payee,
      ...said,
    }),
    v.strictObject({
      kind: v.literal('supplierPaid'),
      fen,
      till,
      payee,
      ...belongs,
      ...maybeSaid,
    }),
    v.strictObject({
      kind: v.literal('debtCollected'),
      fen,
      till,
      ...belongs,
      ...ofHome,
      ...maybeSaid,
    }),
    v.strictObject({ kind: v.literal('debtForgiven'), fen, ...belongs, ...ofHome, ...said }),
    settles,
    v.strictObject({
      kind: v.literal('refund'),
      fen,
      till,
      income: v.picklist(['income_groupbuy', 'income_flowers', 'income_donation']),
      about,
      ...ofHome,
      ...said,
    }),
    v.strictObject({ kind: v.literal('reversal'), corrects: seq, ...said }),
    v.pipe(
      v.strictObject({
        kind: v.literal('adjustment'),
        corrects: seq,
        fen,
        debit: account,
        credit: account,
        ...said,
      }),
      v.check(({ debit, credit }) => debit !== credit),
    ),
  ]),
);
