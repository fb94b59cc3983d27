/** When the tick has something to say or to do for a courtyard's duty. Pure. @see docs/domain/roster.md §8 */
import { addDays, dayOf, HOUR_MS, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { EpochMs, LocalDate, LocalTime } from '../../miniprogram/contract/units';
import type { DutyDigest } from './digest';
import { isSpare, type KeyDoc } from './documents';
import { type KeyTurn, keyTurnsOf, OFFER_NEXT_AFTER_MIN, REMIND_BEFORE_MIN } from './handover';
import type { Holder } from './key-chain';
import type { Fact } from './rules';

/** Something to say from an instant on, and until another: said late it would only confuse. */
export interface Moment {
  readonly at: EpochMs;
  readonly until: EpochMs;
  readonly about: About;
}

type About =
  | { readonly kind: 'evening' | 'morning'; readonly turn: Fact }
  | { readonly kind: 'handover' | 'late'; readonly key: KeyDoc; readonly step: Step }
  | { readonly kind: 'opening'; readonly key: KeyDoc; readonly turn: Fact }
  | { readonly kind: 'cleanUp'; readonly on: LocalDate };

/** Where the key should go at an instant. */
export interface Step {
  readonly next: Holder;
  readonly at: EpochMs;
}

/** Nobody's telephone rings before or after. */
const EARLIEST: LocalTime = '06:30';
const LATEST: LocalTime = '20:30';
/** No message of the evening is sent later than this. */
const NIGHT: LocalTime = '22:00';
/** A gate that closes at midnight reminds of its key earlier. */
const LAST_OF_KEYS: LocalTime = '21:30';

const within = (day: LocalDate, at: EpochMs): EpochMs =>
  Math.min(Math.max(at, instant(day, EARLIEST)), instant(day, LATEST));

/** An hour before the gate closes on the evening before, and an hour before it opens on the day. */
function turnMoments(turn: Fact, lastClosing: LocalTime): readonly Moment[] {
  const { day } = turn;
  const before = addDays(day, -1);
  const evening = within(before, instant(before, lastClosing) - HOUR_MS);
  const opens = instant(day, turn.opensAt);
  const morning = within(day, opens - HOUR_MS);
  return [
    {
      at: evening,
      until: instant(before, NIGHT),
      about: { kind: 'evening', turn },
    },
    // A gate that opens before anybody may be rung has the evening only.
    ...(morning < opens
      ? [{ at: morning, until: opens + 30 * MINUTE_MS, about: { kind: 'morning', turn } as const }]
      : []),
  ];
}

function keyMoments(digest: DutyDigest, key: KeyDoc): readonly Moment[] {
  const turns = keyTurnsIn(digest, key);
  const handovers = stepsOf(digest, turns, key.gate).flatMap((step): readonly Moment[] => {
    const evening = instant(dayOf(step.at - 1), LAST_OF_KEYS);
    const before = Math.min(step.at - REMIND_BEFORE_MIN * MINUTE_MS, evening);
    const late = step.at + OFFER_NEXT_AFTER_MIN * MINUTE_MS;
    return [
      { at: before, until: late, about: { kind: 'handover', key, step } },
      { at: late, until: late + 3 * HOUR_MS, about: { kind: 'late', key, step } },
    ];
  });
  const openings = turns.map(
    ({ turn, opensAt, closesAt }): Moment => ({
      at: opensAt,
      until: closesAt,
      about: { kind: 'opening', key, turn },
    }),
  );
  return [...handovers, ...openings];
}

/** The turns of the key's gate that need it, of those the digest knows. */
export const keyTurnsIn = ({ roster }: DutyDigest, { gate }: KeyDoc): readonly KeyTurn[] =>
  keyTurnsOf(roster?.turns ?? [], gate);

/** After the last turn of all the key goes home. */
const stepsOf = (
  { roster }: DutyDigest,
  turns: readonly KeyTurn[],
  gate: string,
): readonly Step[] => [
  ...turns.map(({ turn, handoverAt }) => ({ next: turn.doer, at: handoverAt })),
  ...(roster?.ends.includes(gate)
    ? turns.slice(-1).map(({ closesAt }) => ({ next: 'committee' as const, at: closesAt }))
    : []),
];

/** Keys that follow the duty, and are there. */
export const keysInChain = ({ keys }: DutyDigest): readonly KeyDoc[] =>
  (Object.values(keys) as KeyDoc[]).filter((key) => !isSpare(key) && key.lostAt === undefined);

export function momentsOf(digest: DutyDigest): readonly Moment[] {
  const { roster } = digest;
  if (!roster) return [];
  const closing = lastClosing(roster.turns);
  return [
    ...roster.turns
      .filter(({ nobody }) => !nobody)
      .flatMap((turn) => turnMoments(turn, closing(addDays(turn.day, -1), turn))),
    ...keysInChain(digest).flatMap((key) => keyMoments(digest, key)),
    ...cleanUpMoments(roster.cleanUp?.on),
  ];
}

/** The day before, in the morning: there is still time to say yes or no. */
const cleanUpMoments = (on: LocalDate | undefined): readonly Moment[] => {
  if (on === undefined) return [];
  const before = addDays(on, -1);
  const about = { kind: 'cleanUp', on } as const;
  return [{ at: instant(before, '09:00'), until: instant(before, NIGHT), about }];
};

/** When the last post of a day closes; on a day without duty, when the turn's own does. */
const lastClosing =
  (turns: readonly Fact[]) =>
  (day: LocalDate, turn: Fact): LocalTime =>
    turns
      .filter((one) => one.day === day)
      .reduce((last, { closesAt }) => (closesAt > last ? closesAt : last), '') || turn.closesAt;

/** What becomes due after an instant: something to say, or the turn of the day. */
export function nextDueAt(digest: DutyDigest, after: EpochMs): EpochMs {
  if (isAtRest(digest, dayOf(after))) return NEVER;
  const midnight = instant(addDays(dayOf(after), 1));
  return momentsOf(digest)
    .map(({ at }) => at)
    .filter((at) => at > after)
    .reduce((first, at) => Math.min(first, at), midnight);
}

/** Later than anybody looks; a publication makes the digest due again. */
const NEVER: EpochMs = Date.parse('2100-01-01T00:00:00Z');

/** Nothing is published, or the last duty is so long ago that nobody looks for the key any more. */
const isAtRest = ({ roster }: DutyDigest, today: LocalDate): boolean =>
  !roster || (roster.endsOn !== undefined && addDays(roster.endsOn, REST_DAYS) < today);
const REST_DAYS = 14;

/** What is to be said now, of what has come since it was last looked. */
export const momentsBetween = (digest: DutyDigest, now: EpochMs): readonly Moment[] =>
  momentsOf(digest).filter(({ at, until }) => digest.saidAt < at && at <= now && now < until);
