/** The form of a voucher: which fields a kind has, and what is still missing. Pure. */
import { PURPOSE_NAMES, PURPOSES, type Purpose } from '../../../contract/fund-accounts';
import type { Till, VoucherForm, VoucherKind } from '../../../contract/fund-views';
import { fenOf } from '../../../contract/money';

/**
 * What a page can fill in. A debt of a round is collected at its door, where the household's order knows of it too;
 * refunds, debts that are let go and adjustments have no page yet.
 */
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
  'reversal',
] as const satisfies readonly VoucherKind[];
export type AskedKind = (typeof ASKED)[number];

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
  reversal: '更正一笔',
};

/** What keepers of a courtyard may ask for. */
const OF_KEEPERS: readonly AskedKind[] = ['spending', 'donation'];

/** The everyday ones come first; the rest is shown when somebody asks for it. */
export const EVERYDAY = 4;

export const kindsFor = (maySign: boolean) =>
  (maySign ? ASKED : OF_KEEPERS).map((id) => ({ id, name: NAMES[id] }));

export interface Filled {
  readonly kind: AskedKind;
  readonly yuan: string;
  readonly bankYuan: string;
  readonly till: Till;
  readonly purpose: Purpose;
  readonly payee: string;
  readonly words: string;
  readonly seq: string;
  readonly pictures: readonly { readonly fileId: string; readonly url: string }[];
}

export const EMPTY: Filled = {
  kind: 'spending',
  yuan: '',
  bankYuan: '',
  till: 'cash',
  purpose: 'elders',
  payee: '',
  words: '',
  seq: '',
  pictures: [],
};

const TILL_KINDS: readonly AskedKind[] = ['spending', 'donation', 'supplierPaid'];
const PAYEE_KINDS: readonly AskedKind[] = ['spending', 'supplierPaid'];
/** Where nothing else says what it was for. */
const SAID_KINDS: readonly AskedKind[] = [
  ...(['spending', 'shortFound', 'shortWrittenOff', 'overReturned', 'overKept'] as const),
  'reversal',
];

/** Which fields a kind shows, and what they are called there. */
export const shapeOf = (kind: AskedKind) => ({
  amount: kind !== 'reversal',
  amountName: kind === 'opening' ? '现金箱里有' : '多少钱',
  bank: kind === 'opening',
  till: TILL_KINDS.includes(kind),
  tillName: kind === 'donation' ? '收到哪里' : '从哪里付',
  purpose: kind === 'spending',
  payee: PAYEE_KINDS.includes(kind),
  seq: kind === 'reversal',
  said: SAID_KINDS.includes(kind),
});

export const purposes = PURPOSES.filter((one) => one !== 'loss').map((id) => ({
  id,
  name: PURPOSE_NAMES[id],
}));

type Read = { readonly form: VoucherForm } | { readonly wrong: string };

/** What was filled in as a voucher, or the first thing that is missing. */
export function readForm(filled: Filled): Read {
  const wrong = missing(filled);
  if (wrong !== '') return { wrong };
  const { kind, till, purpose } = filled;
  const fen = fenOf(filled.yuan) ?? 0;
  const said = {
    words: filled.words.trim(),
    pictures: filled.pictures.map(({ fileId }) => fileId),
  };
  const payee = filled.payee.trim();
  switch (kind) {
    case 'spending':
      return { form: { kind, fen, till, purpose, payee, ...said } };
    case 'supplierPaid':
      return { form: { kind, fen, till, payee, ...said } };
    case 'donation':
      return { form: { kind, fen, till, ...said } };
    case 'opening':
      return { form: { kind, cashFen: fen, bankFen: fenOf(filled.bankYuan) ?? 0, ...said } };
    case 'reversal':
      return { form: { kind, corrects: Number(filled.seq), ...said } };
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

function missing(filled: Filled): string {
  const shape = shapeOf(filled.kind);
  if (shape.amount && !amountIsGood(filled)) return '钱写数字，比如 25 或 25.5';
  if (shape.seq && !/^[1-9]\d{0,5}$/.test(filled.seq.trim())) return '写上要更正的是第几笔';
  if (shape.payee && filled.payee.trim() === '') return '写上付给谁';
  if (shape.said && filled.words.trim() === '') return '写一句这是为了什么';
  if (filled.kind === 'spending' && filled.pictures.length === 0) return '拍一张收据或买到的东西';
  return '';
}

function amountIsGood({ kind, yuan, bankYuan }: Filled): boolean {
  if (kind !== 'opening') return (fenOf(yuan) ?? 0) > 0;
  const both = [yuan, bankYuan].map((one) => (one.trim() === '' ? 0 : fenOf(one)));
  return both.every((fen) => fen !== undefined) && both.some((fen) => (fen ?? 0) > 0);
}
