/** Vouchers on the phone: the lists, one of them, and the form. */
import { dayOf, spokenDay, spokenInstant } from '../../../contract/calendar';
import { ACCOUNT_NAMES, PURPOSE_NAMES } from '../../../contract/fund-accounts';
import {
  VOUCHER_STATUS_NAMES,
  type VoucherForm,
  type VoucherRow,
  type VoucherView,
} from '../../../contract/fund-views';
import { yuanText } from '../../../contract/money';
import type { EpochMs } from '../../../contract/units';
import { effectsOf } from './correct-form';

export interface VoucherRowModel {
  readonly id: string;
  readonly title: string;
  readonly line: string;
  readonly money: string;
  readonly spoken: string;
}

/** A reversal is about the amount of its entry, which its number tells. */
const moneyOf = ({ fen }: { fen: number }): string => (fen === 0 ? '' : yuanText(fen));

export function voucherRowModel(row: VoucherRow, now: EpochMs): VoucherRowModel {
  const who = row.mine ? '我填的' : `${row.proposedAs}填的`;
  const line = [spokenDay(dayOf(row.proposedAt), dayOf(now)), row.place, who, row.words]
    .filter((part) => part !== '')
    .join(' · ');
  const money = moneyOf(row);
  return { id: row.id, title: row.title, line, money, spoken: `${row.title} ${line} ${money}` };
}

interface FactLine {
  readonly name: string;
  readonly text: string;
}

const isComingIn = ({ kind }: VoucherView['facts']): boolean =>
  kind === 'donation' || kind === 'debtCollected';

/** What one should know before signing, line by line. */
function factLines({ facts, form, place }: VoucherView): readonly FactLine[] {
  const lines: readonly (FactLine | undefined)[] = [
    facts.till && { name: isComingIn(facts) ? '收到' : '付自', text: ACCOUNT_NAMES[facts.till] },
    facts.purpose && { name: '用在', text: PURPOSE_NAMES[facts.purpose] },
    facts.payee === undefined ? undefined : { name: '付给谁', text: facts.payee },
    facts.whose === undefined ? undefined : { name: '哪一家', text: facts.whose },
    ...openingLines(form),
    ...adjustmentLines(form),
    place === '' ? undefined : { name: '哪个院', text: place },
  ];
  return lines.filter((line): line is FactLine => Boolean(line));
}

const openingLines = (form: VoucherForm | undefined): readonly FactLine[] =>
  form?.kind === 'opening'
    ? [
        { name: ACCOUNT_NAMES.cash, text: yuanText(form.cashFen) },
        { name: ACCOUNT_NAMES.bank, text: yuanText(form.bankFen) },
      ]
    : [];

/** What the second person puts their name to: what there will be more of, and what less. */
const adjustmentLines = (form: VoucherForm | undefined): readonly FactLine[] =>
  form?.kind === 'adjustment' ? effectsOf(form) : [];

const WORDS_WAIT = {
  passed: '',
  waiting: '说明的文字还在检查，别人暂时看不到',
  refused: '说明没有通过微信的检查，不会公开',
} as const;

function endLine({ decided, status, now }: VoucherView): string {
  if (!decided) return '';
  const said = decided.reason === undefined ? '' : `：${decided.reason}`;
  return `${spokenInstant(decided.at, now)} ${decided.as}${VOUCHER_STATUS_NAMES[status]}${said}`;
}

const roundOf = (form: VoucherForm | undefined): string =>
  form && 'about' in form && form.about?.startsWith('gb_') ? form.about : '';

export const voucherModel = (view: VoucherView) => ({
  id: view.id,
  title: view.title,
  money: moneyOf(view),
  statusName: VOUCHER_STATUS_NAMES[view.status],
  open: view.status === 'proposed',
  asked: `${spokenInstant(view.proposedAt, view.now)} ${view.mine ? '我' : view.proposedAs}填的`,
  lines: factLines(view),
  words: view.facts.words,
  wordsLine: WORDS_WAIT[view.wordsState],
  pictures: view.facts.pictureUrls,
  picturesLine:
    view.facts.picturesWaiting > 0 ? `还有 ${view.facts.picturesWaiting} 张照片正在检查` : '',
  endLine: endLine(view),
  seq: view.seq ?? 0,
  corrects: view.form && 'corrects' in view.form ? view.form.corrects : 0,
  /** The round it is about; its page belongs to buying together. */
  round: roundOf(view.form),
  may: view.may,
  hint: view.mine && view.status === 'proposed' ? '等财务或社区的另一个人来签' : '',
});
export type VoucherModel = ReturnType<typeof voucherModel>;
