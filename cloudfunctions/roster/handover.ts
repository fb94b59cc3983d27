/** Whose hands the key should be in, and when it should change them. Pure. @see docs/domain/roster.md §6 */
import { addDays, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { EpochMs, LocalDate, LocalTime } from '../../miniprogram/contract/units';
import type { Holder } from './key-chain';
import { type Plannable, type Post, rulesOn, type Turn } from './rules';

/** Minutes before and after the handover. */
export const REMIND_BEFORE_MIN = 30;
export const OFFER_NEXT_AFTER_MIN = 15;

/** A turn that needs the key, and when it should have come. */
export interface KeyTurn {
  readonly turn: Turn;
  readonly handoverAt: EpochMs;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
}

type Posts = ReadonlyMap<string, Post>;

/**
 * The turns of a gate that need the key, in order: of posts that open at the same time the first.
 * The first of a day gets it when the gate closes on the duty day before; before the first duty day, at the same
 * hour of the evening before.
 */
export function keyTurnsOf(
  roster: Plannable,
  turns: readonly Turn[],
  gate: string,
): readonly KeyTurn[] {
  const keyTurns: KeyTurn[] = [];
  const seen = new Set<string>();
  let closedAt: EpochMs | undefined;
  for (const { turn, post } of openings(roster, turns, gate)) {
    const key = `${turn.day} ${post.opensAt}`;
    const opens = instant(turn.day, post.opensAt);
    if (!seen.has(key)) {
      const evening = closedAt ?? instant(dayBefore(turn.day), lastClosing(roster, turn.day, gate));
      const handoverAt = Math.min(evening, opens);
      keyTurns.push({
        turn,
        handoverAt,
        opensAt: opens,
        closesAt: instant(turn.day, post.closesAt),
      });
      seen.add(key);
    }
    closedAt = instant(turn.day, post.closesAt);
  }
  return keyTurns;
}

const lastClosing = (roster: Plannable, day: LocalDate, gate: string): LocalTime =>
  rulesOn(roster, day)
    .posts.filter((post) => post.gate === gate)
    .reduce((last, { closesAt }) => (closesAt > last ? closesAt : last), '00:00');

const dayBefore = (day: LocalDate): LocalDate => addDays(day, -1);

function openings(roster: Plannable, turns: readonly Turn[], gate: string) {
  return turns
    .flatMap((turn) => {
      const post = postsOn(roster, turn.day).get(turn.post);
      return post?.gate === gate ? [{ turn, post }] : [];
    })
    .sort((a, b) => order(a.turn.day, b.turn.day) || order(a.post.opensAt, b.post.opensAt));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const postsOn = (roster: Plannable, day: LocalDate): Posts =>
  new Map(rulesOn(roster, day).posts.map((post) => [post.id, post]));

/** The key turn that counts at an instant: the last whose handover is due. */
const dueTurn = (keyTurns: readonly KeyTurn[], at: EpochMs): KeyTurn | undefined =>
  keyTurns.filter(({ handoverAt }) => handoverAt <= at).at(-1);

export interface HandoverState {
  readonly holder: Holder;
  /** Who should have the key next; the committee when there is no duty ahead. */
  readonly next: Holder;
  readonly at: EpochMs;
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
    ...keyTurns.map(({ turn, handoverAt }) => ({ next: turn.doer, at: handoverAt })),
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
}

/** At opening time the holder is not the household on duty: somebody has to be called. */
export const isAlarm = (keyTurns: readonly KeyTurn[], holder: Holder, now: EpochMs): boolean => {
  const due = dueTurn(keyTurns, now);
  return due !== undefined && now >= due.opensAt && due.turn.doer !== holder;
};
