/** The form of a voucher: which fields a kind has, and what is still missing. Pure. */
import {
  type Account,
  PURPOSE_NAMES,
  PURPOSES,
  type Purpose,
} from '../../../contract/fund-accounts';
import type { Till, VoucherForm, VoucherKind } from '../../../contract/fund-views';
import type { HouseholdId } from '../../../contract/ids';
import { fenOf, yuanText } from '../../../contract/money';
import type { Fen } from '../../../contract/units';

/** What somebody chooses on the page; `correct` leads to the entry that was wrong. */
export const ASKED = [
  'spending',
  'donation',
  'deposit',
  'supplierPaid',
  'withdrawal',
  'opening',
  'shortFound',
  'shortWrittenOff',
  'overReturned',
  'overKept',
  'correct',
] as const satisfies readonly (VoucherKind | 'correct')[];
/** What the page is opened for, by the entry or by the door it belongs to. */
export const BELONGING = ['refund', 'debtCollected', 'debtForgiven'] as const;
export type AskedKind = (typeof ASKED)[number] | (typeof BELONGING)[number];

const NAMES: Readonly<Record<AskedKind, string>> = {
  spending: '用钱',
  donation: '收到捐款',
  opening: '开始记账时有的钱',
  deposit: '现金存银行',
  withdrawal: '银行取现金',
  supplierPaid: '付菜农、商家',
  shortFound: '少的钱找到了',
  shortWrittenOff: '少的钱不找了',
  overReturned: '多的钱退还',
  overKept: '多的钱归基金',
  correct: '更正一笔',
  refund: '退款',
  debtCollected: '收到欠款',
  debtForgiven: '欠款不收了',
};

/** What a form of these kinds comes to. */
const MEANING: Readonly<Partial<Record<AskedKind, string>>> = {
  refund: '签了以后，从微基金里退给这一家。原来那一笔不动，另记一笔。',
  debtCollected: '这一家把欠的钱直接交给了财务。志愿者在门口收的不填这里，去交款。',
  debtForgiven: '签了以后，这笔钱不再收，算作微基金的损失，账上看得见。',
};

/** What keepers of a courtyard may ask for. */
const OF_KEEPERS: readonly AskedKind[] = ['spending', 'donation'];

/** The everyday ones come first; the rest is shown when somebody asks for it. */
export const EVERYDAY = 4;

export const kindsFor = (maySign: boolean) =>
  (maySign ? ASKED : OF_KEEPERS).map((id) => ({ id, name: NAMES[id] }));

/** What a refund or a debt is about. */
export interface Belonging {
  /** The id of a round, an adoption or a gift. */
  readonly about: string;
  readonly income: Account;
  /** The household whose order it is, where it is one's. */
  readonly householdId: HouseholdId | '';
  /** In words: `周六新鲜蔬菜`. */
  readonly title: string;
  /** No more than this; 0 where nobody knows. */
  readonly mostFen: Fen;
}

export const NO_BELONGING: Belonging = {
  about: '',
  income: 'income_groupbuy',
  householdId: '',
  title: '',
  mostFen: 0,
};

export interface Filled extends Belonging {
  readonly kind: AskedKind;
  readonly yuan: string;
  readonly bankYuan: string;
  readonly till: Till;
  readonly purpose: Purpose;
  readonly payee: string;
  readonly whose: string;
  readonly words: string;
  readonly seq: string;
  readonly pictures: readonly { readonly fileId: string; readonly url: string }[];
}

/** What becomes a voucher. */
export interface Asking extends Filled {
  readonly kind: Exclude<AskedKind, 'correct'>;
}

export const EMPTY: Asking = {
  ...NO_BELONGING,
  kind: 'spending',
  yuan: '',
  bankYuan: '',
  till: 'cash',
  purpose: 'elders',
  payee: '',
  whose: '',
  words: '',
  seq: '',
  pictures: [],
};

const TILL_KINDS: readonly AskedKind[] = [
  ...(['spending', 'donation', 'supplierPaid', 'refund', 'debtCollected'] as const),
];
const COMING_IN: readonly AskedKind[] = ['donation', 'debtCollected'];
const HOME_KINDS: readonly AskedKind[] = BELONGING;
const PAYEE_KINDS: readonly AskedKind[] = ['spending', 'supplierPaid'];
/** Where nothing else says what it was for. */
const SAID_KINDS: readonly AskedKind[] = [
  ...(['spending', 'shortFound', 'shortWrittenOff', 'overReturned', 'overKept'] as const),
  'refund',
  'debtForgiven',
];

const AMOUNT_NAMES: Readonly<Partial<Record<AskedKind, string>>> = {
  opening: '现金箱里有',
  refund: '退多少钱',
  debtCollected: '收到多少',
  debtForgiven: '多少不收了',
};

/** A debt is usually settled whole; how much is given back somebody has to say. */
export const begun = (
  kind: AskedKind,
  belongs: Belonging & Pick<Filled, 'whose'>,
): Belonging & Pick<Filled, 'kind' | 'whose' | 'yuan'> => ({
  ...belongs,
  kind,
  yuan: kind === 'refund' || belongs.mostFen === 0 ? '' : digitsOf(belongs.mostFen),
});

const digitsOf = (fen: Fen): string => yuanText(fen).replace(/[¥,]/g, '').replace(/\.00$/, '');

/** Which fields a kind shows, and what they are called there. */
export const shapeOf = (kind: AskedKind) => ({
  name: NAMES[kind],
  meaning: MEANING[kind] ?? '',
  belongs: HOME_KINDS.includes(kind),
  amount: kind !== 'correct',
  amountName: AMOUNT_NAMES[kind] ?? '多少钱',
  bank: kind === 'opening',
  till: TILL_KINDS.includes(kind),
  tillName: COMING_IN.includes(kind) ? '收到哪里' : '从哪里付',
  purpose: kind === 'spending',
  payee: PAYEE_KINDS.includes(kind),
  whose: HOME_KINDS.includes(kind),
  whoseName: kind === 'refund' ? '退给谁' : '哪一家欠的',
  seq: kind === 'correct',
  said: SAID_KINDS.includes(kind),
});

export const purposes = PURPOSES.filter((one) => one !== 'loss').map((id) => ({
  id,
  name: PURPOSE_NAMES[id],
}));

type Read = { readonly form: VoucherForm } | { readonly wrong: string };

/** What was filled in as a voucher, or the first thing that is missing. */
export function readForm(filled: Asking): Read {
  const wrong = missing(filled);
  if (wrong !== '') return { wrong };
  const { kind, till, purpose } = filled;
  const fen = fenOf(filled.yuan) ?? 0;
  const said = {
    words: filled.words.trim(),
    pictures: filled.pictures.map(({ fileId }) => fileId),
  };
  const payee = filled.payee.trim();
  const home = homeOf(filled);
  switch (kind) {
    case 'spending':
      return { form: { kind, fen, till, purpose, payee, ...said } };
    case 'supplierPaid':
      return { form: { kind, fen, till, payee, ...said } };
    case 'donation':
      return { form: { kind, fen, till, ...said } };
    case 'opening':
      return { form: { kind, cashFen: fen, bankFen: fenOf(filled.bankYuan) ?? 0, ...said } };
    case 'refund':
      return { form: { kind, fen, till, income: filled.income, ...home, ...said } };
    case 'debtCollected':
      return { form: { kind, fen, till, ...home, ...said } };
    case 'debtForgiven':
      return { form: { kind, fen, ...home, ...said } };
    case 'deposit':
    case 'withdrawal':
      return { form: { kind, fen, ...said } };
    case 'shortFound':
    case 'shortWrittenOff':
    case 'overReturned':
    case 'overKept':
      return { form: { kind, fen, ...said } };
  }
}

const homeOf = ({ about, householdId, whose }: Filled) => ({
  about,
  ...(householdId === '' ? {} : { householdId }),
  ...(whose.trim() === '' ? {} : { whose: whose.trim() }),
});

/** @returns undefined for what is no number of an entry */
export const seqOf = ({ seq }: Pick<Filled, 'seq'>): number | undefined =>
  /^[1-9]\d{0,5}$/.test(seq.trim()) ? Number(seq) : undefined;

function missing(filled: Filled): string {
  const shape = shapeOf(filled.kind);
  const amount = shape.amount ? wrongAmount(filled) : '';
  if (amount !== '') return amount;
  if (shape.payee && filled.payee.trim() === '') return '写上付给谁';
  if (shape.whose && filled.whose.trim() === '') return `写上${shape.whoseName}`;
  if (shape.said && filled.words.trim() === '') return '写一句这是为了什么';
  if (filled.kind === 'spending' && filled.pictures.length === 0) return '拍一张收据或买到的东西';
  return '';
}

function wrongAmount(filled: Filled): string {
  if (!amountIsGood(filled)) return '钱写数字，比如 25 或 25.5';
  const isTooMuch = filled.mostFen > 0 && (fenOf(filled.yuan) ?? 0) > filled.mostFen;
  return isTooMuch ? `最多 ${yuanText(filled.mostFen)}` : '';
}

function amountIsGood({ kind, yuan, bankYuan }: Filled): boolean {
  if (kind !== 'opening') return (fenOf(yuan) ?? 0) > 0;
  const both = [yuan, bankYuan].map((one) => (one.trim() === '' ? 0 : fenOf(one)));
  return both.every((fen) => fen !== undefined) && both.some((fen) => (fen ?? 0) > 0);
}
