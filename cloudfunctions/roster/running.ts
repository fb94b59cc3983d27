/** A roster in force, and how it stands once what is over is settled. Pure. @see docs/domain/roster.md §2 */
import { addDays, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { AppError } from '../kernel/errors';
import { freshCame } from './came';
import { settled } from './changes';
import type { RosterDoc } from './documents';
import { factOf, type Plannable, rulesOn } from './rules';

/** A roster with a plan. */
export interface Running extends RosterDoc {
  readonly plan: Plannable;
}

/** @throws AppError `ROSTER_NOT_RUNNING` */
export function runningOf(doc: RosterDoc): Running {
  const { plan } = doc;
  if (!plan) throw new AppError('ROSTER_NOT_RUNNING');
  return { ...doc, plan };
}

/** How far ahead people look, and are told of changes: two rounds, and never less than two months. */
const HORIZON_DAYS = 60;

export function horizonOf(plan: Plannable, today: LocalDate): LocalDate {
  const { order, posts } = rulesOn(plan, today);
  const twoRounds = Math.ceil((2 * order.length) / Math.max(1, posts.length));
  return addDays(today < plan.startsOn ? plan.startsOn : today, Math.max(HORIZON_DAYS, twoRounds));
}

/** A roster as it stands once what is over is settled; nothing is written by looking. */
export function lookedAt(doc: Running, now: EpochMs): Running {
  const { roster: plan, turns } = settled(doc.plan, firstOpenDay(doc.plan, now));
  if (plan === doc.plan) return doc;
  const recent = [...doc.recent, ...turns.map((turn) => factOf(doc.plan, turn))];
  return { ...doc, plan, recent, ...(doc.came ? { came: freshCame(doc.came, dayOf(now)) } : {}) };
}

/** Today while one of its posts is open or still to open; a day that is over is a fact, also before midnight. */
function firstOpenDay(plan: Plannable, now: EpochMs): LocalDate {
  const today = dayOf(now);
  const isOpen = rulesOn(plan, today).posts.some(({ closesAt }) => now < instant(today, closesAt));
  return isOpen ? today : addDays(today, 1);
}

export const monthOf = (day: LocalDate): string => day.slice(0, 7);
