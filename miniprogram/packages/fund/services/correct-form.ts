/** Putting an entry right: what was wrong of it in plain words, and the voucher that becomes of it. Pure. */
import {
  ACCOUNT_NAMES,
  ACCOUNTS,
  type Account,
  ASSETS,
  fundBalance,
  INCOMES,
  LIABILITIES,
  naturalOf,
  SPENDINGS,
} from '../../../contract/fund-accounts';
import type { JournalView, VoucherForm } from '../../../contract/fund-views';
import { fenOf, yuanText } from '../../../contract/money';
import type { Fen } from '../../../contract/units';

export type Way = 'less' | 'more' | 'place' | 'undo';

const WAY_NAMES: Readonly<Record<Way, string>> = {
  less: '少记了钱',
  more: '多记了钱',
  place: '记错了地方',
  undo: '整笔不该记',
};

/** What is wrong can only be said of an entry one may put right. */
export const waysFor = ({ may }: Pick<JournalView, 'may'>) =>
  (['less', 'more', 'place', 'undo'] as const)
    .filter((id) => (id === 'undo' ? may.reverse : may.adjust))
    .map((id) => ({ id, name: WAY_NAMES[id] }));

export interface Correction {
  readonly way: Way;
  /** The part of the entry that is wrong; empty until chosen. */
  readonly wrong: Account | '';
  /** Where the difference comes from or belongs; empty until chosen. */
  readonly other: Account | '';
  readonly yuan: string;
  readonly words: string;
}

export const BLANK: Correction = { way: 'less', wrong: '', other: '', yuan: '', words: '' };

interface Choice {
  readonly id: Account;
  readonly name: string;
}
const choice = (id: Account): Choice => ({ id, name: ACCOUNT_NAMES[id] });

/** What a round puts there it takes away again itself, so nobody corrects it by hand. */
const ITS_OWN: readonly Account[] = ['clearing_groupbuy'];

export const partsOf = ({ moves }: Pick<JournalView, 'moves'>) =>
  moves
    .filter(({ account }) => !ITS_OWN.includes(account))
    .map(({ account, name, fen }) => ({
      ...{ id: account, name: `${name} ${yuanText(Math.abs(fen))}` },
    }));

const GROUPS = [ASSETS, LIABILITIES, INCOMES, SPENDINGS];

/**
 * The likely ones first: what the entry moved besides, or, of something at the wrong place, what is of its kind. The
 * rest is there when somebody asks for it.
 */
export function othersFor(
  { moves }: Pick<JournalView, 'moves'>,
  { way, wrong }: Pick<Correction, 'way' | 'wrong'>,
): { readonly likely: readonly Choice[]; readonly all: readonly Choice[] } {
  const touched = moves.map(({ account }) => account);
  const kin = GROUPS.find((group) => wrong !== '' && group.includes(wrong)) ?? [];
  const others = ACCOUNTS.filter((account) => account !== wrong && !ITS_OWN.includes(account));
  const near = others.filter((account) => (way === 'place' ? kin : touched).includes(account));
  const likely = near.length > 0 ? near : others.filter((account) => kin.includes(account));
  return { likely: likely.map(choice), all: others.map(choice) };
}

interface Sides {
  readonly debit: Account;
  readonly credit: Account;
  readonly fen: Fen;
}

/** Undefined until everything is said. */
export function sidesOf(
  { moves }: Pick<JournalView, 'moves'>,
  { way, wrong, other, yuan }: Correction,
): Sides | undefined {
  const fen = fenOf(yuan) ?? 0;
  const move = moves.find(({ account }) => account === wrong);
  if (!move || other === '' || fen === 0) return undefined;
  const isDebit = naturalOf(move.account, move.fen) > 0;
  // Less was written than there was: more of the same. Otherwise it is taken away again.
  return isDebit === (way === 'less')
    ? { debit: move.account, credit: other, fen }
    : { debit: other, credit: move.account, fen };
}

export interface Effect {
  readonly name: string;
  readonly text: string;
}

/** What the books will say: `现金箱 多 ¥5.00`, and what the fund has more or less. */
export function effectsOf({ debit, credit, fen }: Sides): readonly Effect[] {
  const said = (name: string, more: Fen) => ({
    name,
    text: more === 0 ? '不变' : `${more > 0 ? '多' : '少'} ${yuanText(Math.abs(more))}`,
  });
  return [
    said(ACCOUNT_NAMES[debit], naturalOf(debit, fen)),
    said(ACCOUNT_NAMES[credit], naturalOf(credit, -fen)),
    said('微基金一共', fundBalance({ [debit]: fen, [credit]: -fen })),
  ];
}

type Read = { readonly form: VoucherForm } | { readonly wrong: string };

export function readCorrection(
  view: Pick<JournalView, 'seq' | 'moves'>,
  filled: Correction,
  pictures: readonly string[],
): Read {
  const said = { words: filled.words.trim(), pictures };
  const corrects = view.seq;
  if (filled.way !== 'undo') {
    const wrong = missing(view, filled);
    if (wrong !== '') return { wrong };
  }
  if (said.words === '') return { wrong: '写一句哪里错了' };
  const sides = sidesOf(view, filled);
  if (filled.way === 'undo' || !sides) return { form: { kind: 'reversal', corrects, ...said } };
  return { form: { kind: 'adjustment', corrects, ...sides, ...said } };
}

function missing({ moves }: Pick<JournalView, 'moves'>, filled: Correction): string {
  const { way, wrong, other, yuan } = filled;
  const move = moves.find(({ account }) => account === wrong);
  if (!move) return '点一下是哪一项错了';
  const fen = fenOf(yuan) ?? 0;
  if (fen === 0) return '钱写数字，比如 25 或 25.5';
  const most = Math.abs(move.fen);
  if (way !== 'less' && fen > most) return `这一项一共只有 ${yuanText(most)}`;
  return other === '' ? '点一下差的钱在哪里' : '';
}
