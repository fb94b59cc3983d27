/** What one says of a visit that was not simply everything handed over and paid. Pure. */
import type { DoorOutcome, Payment } from '../../../contract/groupbuy-forms';
import type { PartyId } from '../../../contract/ids';
import { fenOf, yuanText } from '../../../contract/money';
import { chargedFen, isAgain, toHand } from './door-view';
import type { SaleDoorRow, SaleVisit } from './sale-doors';

export interface LineForm {
  readonly itemId: string;
  readonly name: string;
  readonly unit: string;
  readonly max: number;
  readonly handed: number;
  readonly weighed: boolean;
  /** As typed, in grams. */
  readonly grams: string;
}

export interface VisitForm {
  readonly householdId: PartyId;
  readonly label: string;
  readonly outcome: DoorOutcome;
  readonly payment: Payment;
  readonly lines: readonly LineForm[];
  /** As typed, in yuan; empty: exactly what it costs. */
  readonly received: string;
  readonly takenBy: string;
}

/** What was handed over before when a visit is put right, else everything. */
export const visitForm = (row: SaleDoorRow, outcome: DoorOutcome, payment: Payment): VisitForm => ({
  householdId: row.householdId,
  label: row.label,
  outcome,
  payment,
  lines: row.lines
    .map((line) => ({ ...line, max: toHand(row, line) }))
    .filter(({ max }) => max > 0)
    .map(({ itemId, name, unit, max, handed, weighed, grams }) => ({
      ...{ itemId, name, unit, weighed, max },
      handed: isAgain(row) ? max : (handed ?? max),
      grams: grams === undefined ? '' : String(grams),
    })),
  received: '',
  takenBy: row.takenBy ?? '',
});

const EMPTY_HANDED: readonly DoorOutcome[] = ['absent', 'refused'];
const MAX_GRAMS = 1_000_000;

export type Read = { readonly input: SaleVisit } | { readonly wrong: string };

/** The form as it is sent, or what is still wrong with it in plain words. */
export function readForm(form: VisitForm): Read {
  const { householdId, payment, outcome } = form;
  if (EMPTY_HANDED.includes(outcome)) {
    return { input: { householdId, outcome, lines: [], payment: 'later' } };
  }
  const lines = form.lines.filter(({ handed }) => handed > 0);
  const all = lines.length === form.lines.length && lines.every((l) => l.handed === l.max);
  const wrong = wrongLines(lines, outcome) ?? wrongTaker(form, all);
  if (wrong) return { wrong };
  const typed = form.received.trim();
  const received = fenOf(typed);
  if (typed !== '' && received === undefined) return { wrong: '收了多少钱？写数字，比如 8.5' };
  const input: SaleVisit = {
    householdId,
    outcome: outcomeOf(outcome, all),
    payment,
    lines: lines.map(({ itemId, handed, weighed, grams }) => ({
      itemId,
      handed,
      ...(weighed ? { grams: Number(grams) } : {}),
    })),
    ...(received === undefined || payment === 'later' ? {} : { receivedFen: received }),
    ...(outcome === 'neighbour' ? { takenBy: form.takenBy.trim() } : {}),
  };
  return { input };
}

function wrongLines(lines: readonly LineForm[], outcome: DoorOutcome): string | undefined {
  const unread = lines.find(({ weighed, grams }) => weighed && !isGrams(grams));
  if (unread) return `${unread.name}称出来多少克？`;
  const nothing = lines.length === 0 && outcome !== 'damaged';
  return nothing ? '一样都没给，就选“不要了”或“没人在家”' : undefined;
}

function wrongTaker({ outcome, takenBy }: VisitForm, all: boolean): string | undefined {
  if (outcome !== 'neighbour') return undefined;
  if (takenBy.trim() === '') return '是哪家代收的？';
  return all ? undefined : '邻居代收要整份收；少了就选“已送到”，把份数改少';
}

/** Handed over whole or in part is read off the counts, so that nobody has to say it. */
function outcomeOf(outcome: DoorOutcome, all: boolean): DoorOutcome {
  if (outcome === 'neighbour' || outcome === 'damaged') return outcome;
  return all ? 'handed' : 'partly';
}

const isGrams = (typed: string): boolean =>
  /^\d{1,7}$/.test(typed.trim()) && Number(typed) > 0 && Number(typed) <= MAX_GRAMS;

/** `要收 ¥8.50`; what the goods handed over cost by what is filled in. */
export function dueText(row: SaleDoorRow, form: VisitForm): string {
  if (EMPTY_HANDED.includes(form.outcome)) return '不收钱';
  const lines = form.lines.map(({ itemId, handed, grams }) => ({
    ...{ itemId, handed },
    ...(isGrams(grams) ? { grams: Number(grams) } : {}),
  }));
  return `要收 ${yuanText(chargedFen(row, { lines }))}`;
}
