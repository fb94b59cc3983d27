/** Whose hands the key should be in, and when it should change them. Pure. @see docs/domain/roster.md §6 */
import { addDays, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { EpochMs, LocalDate, LocalTime } from '../../miniprogram/contract/units';
import type { Holder } from './key-chain';
import type { Fact } from './rules';

/** Minutes before and after the handover. */
export const REMIND_BEFORE_MIN = 30;
export const OFFER_NEXT_AFTER_MIN = 15;

/** A turn that needs the key, and when it should have come. */
export interface KeyTurn {
  readonly turn: Fact;
  readonly handoverAt: EpochMs;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
}

/**
 * The turns of a gate that need the key, in order: of posts that open at the same time the first.
 * The first of a day gets it when the gate closes on the duty day before; before the first duty day, at the same
 * hour of the evening before.
 */
export function keyTurnsOf(facts: readonly Fact[], gate: string): readonly KeyTurn[] {
  const keyTurns: KeyTurn[] = [];
  const seen = new Set<string>();
  const ofGate = facts.filter((fact) => fact.gate === gate && !fact.nobody).sort(byOpening);
  let closedAt: EpochMs | undefined;
  for (const turn of ofGate) {
    const opening = `${turn.day} ${turn.opensAt}`;
    const opensAt = instant(turn.day, turn.opensAt);
    const closesAt = instant(turn.day, turn.closesAt);
    if (!seen.has(opening)) {
      const evening = closedAt ?? instant(addDays(turn.day, -1), lastClosing(ofGate, turn.day));
      keyTurns.push({ turn, handoverAt: Math.min(evening, opensAt), opensAt, closesAt });
      seen.add(opening);
    }
    closedAt = closesAt;
  }
  return keyTurns;
}

const lastClosing = (facts: readonly Fact[], day: LocalDate): LocalTime =>
  facts
    .filter((fact) => fact.day === day)
    .reduce((last, { closesAt }) => (closesAt > last ? closesAt : last), '00:00');

const byOpening = (a: Fact, b: Fact): number => order(a.day, b.day) || order(a.opensAt, b.opensAt);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The key turn that counts at an instant: the last whose handover is due. */
const dueTurn = (keyTurns: readonly KeyTurn[], at: EpochMs): KeyTurn | undefined =>
  keyTurns.filter(({ handoverAt }) => handoverAt <= at).at(-1);

export interface HandoverState {
  readonly holder: Holder;
  /** Who should have the key next; the committee when there is no duty ahead. */
  readonly next: Holder;
  readonly at: EpochMs;
  /** The turn the key is for; absent when it goes home. */
  readonly turn?: Fact;
  /**
   * `rests`: nothing to do yet. `soon`: within half an hour. `due`: it is time. `offered`: a quarter of an hour late,
   * so the next household is offered.
   */
  readonly state: 'rests' | 'soon' | 'due' | 'offered';
}

/** Where a handover stands; after the last turn the key goes home to the committee. */
export function handoverState(
  keyTurns: readonly KeyTurn[],
  holder: Holder,
  now: EpochMs,
): HandoverState | undefined {
  const steps: readonly Step[] = [
    ...keyTurns.map(({ turn, handoverAt }) => ({ next: turn.doer, at: handoverAt, turn })),
    ...keyTurns.slice(-1).map(({ closesAt }) => ({ next: 'committee' as const, at: closesAt })),
  ];
  const due = steps.filter(({ at }) => at <= now).at(-1);
  if (due && due.next !== holder) {
    const isLate = now >= due.at + OFFER_NEXT_AFTER_MIN * MINUTE_MS;
    return { holder, ...due, state: isLate ? 'offered' : 'due' };
  }
  const coming = steps.find(({ at }) => at > now);
  if (!coming) return undefined;
  const isSoon = now >= coming.at - REMIND_BEFORE_MIN * MINUTE_MS;
  return { holder, ...coming, state: isSoon ? 'soon' : 'rests' };
}

interface Step {
  readonly next: Holder;
  readonly at: EpochMs;
  readonly turn?: Fact;
}

/** At opening time the holder is not the household on duty: somebody has to be called. */
export const isAlarm = (keyTurns: readonly KeyTurn[], holder: Holder, now: EpochMs): boolean => {
  const due = dueTurn(keyTurns, now);
  return due !== undefined && now >= due.opensAt && due.turn.doer !== holder;
};
