/** Recounting a chain from its first journal, in bounded steps. Pure. @see docs/domain/fund.md §4 */
import { addDays, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { Flaw } from '../../miniprogram/contract/fund-views';
import type { Count, EpochMs } from '../../miniprogram/contract/units';
import { flawOf, type Head, headOf, NO_JOURNAL, sameBalances } from './chain';
import type { JournalDoc, RecountDoc } from './documents';

/** Journals of one step: one query. */
export const STEP = 100;

export interface Step {
  /** The last journal that agrees. */
  readonly head: Head;
  /** The journal that does not. */
  readonly broken?: { readonly seq: Count; readonly flaw: Flaw };
  /** Whether the chain ends here. */
  readonly ended: boolean;
}

/** What a chain must pass through: the fund's head at its end, and the hash of an earlier whole recount. */
export interface Marks {
  readonly fund: Head;
  readonly agreed?: { readonly seq: Count; readonly hash: string };
}

/**
 * Goes on from a head over the journals that follow it, in order. Fewer than a step of them means that there are no
 * more: `rest` of a step whose first journal was the head itself has one less.
 */
export function step(from: Head, journals: readonly JournalDoc[], marks: Marks): Step {
  let head = from;
  for (const journal of journals) {
    if (head.seq >= marks.fund.seq) break;
    const flaw = flawOf(head, journal) ?? rewritten(journal, marks);
    if (flaw) return { head, broken: { seq: head.seq + 1, flaw }, ended: true };
    head = headOf(journal);
  }
  if (head.seq >= marks.fund.seq) return atEnd(head, marks);
  if (journals.length >= STEP - 1) return { head, ended: false };
  return { head, broken: { seq: head.seq + 1, flaw: 'missing' }, ended: true };
}

function atEnd(head: Head, { fund, agreed }: Marks): Step {
  const isWhole = agrees(head, fund) && (agreed?.seq ?? 0) <= head.seq;
  return isWhole
    ? { head, ended: true }
    : { head, broken: { seq: head.seq, flaw: 'head' }, ended: true };
}

const rewritten = ({ seq, hash }: JournalDoc, { agreed }: Marks): Flaw | undefined =>
  agreed?.seq === seq && agreed.hash !== hash ? 'rewritten' : undefined;

const agrees = (head: Head, fund: Head): boolean =>
  head.seq === fund.seq && head.hash === fund.hash && sameBalances(head.balances, fund.balances);

const NIGHT = '02:00';

/** The instant of the next night's recount. */
export const nextNight = (now: EpochMs): EpochMs => instant(addDays(dayOf(now), 1), NIGHT);

/** Where a recount stands after a step: it goes on, or it is over until the next night. */
export function recounted(
  doc: RecountDoc,
  { head, broken, ended }: Step,
  now: EpochMs,
): RecountDoc {
  const { broken: _, ...rest } = doc;
  if (!ended) return { ...doc, from: head, dueAt: now };
  const over = { ...rest, from: NO_JOURNAL, dueAt: nextNight(now) };
  if (broken) return { ...over, broken: { at: now, ...broken } };
  return { ...over, agreed: { at: now, seq: head.seq, hash: head.hash } };
}
