/** What the courtyard tab and the reminders need of duty, as the facts give it. Pure. @see docs/domain/roster.md §8 */
import { isDeepStrictEqual } from 'node:util';
import { addDays, dayOf } from '../../miniprogram/contract/calendar';
import type {
  CareCardId,
  CommunityId,
  CourtyardId,
  HouseholdId,
  KeyId,
} from '../../miniprogram/contract/ids';
import type { Count, EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { dutyDigestId, type Plate } from '../courtyard/public';
import type { Doc } from '../kernel/database';
import { cleanUpOf } from './clean-up';
import type { Change, CleanUp, KeyDoc, RosterDoc, SwapAsk } from './documents';
import { planUntil } from './plan';
import { type Fact, factOf } from './rules';
import { horizonOf, lookedAt, type Running } from './running';

/** One for each courtyard with a roster. Everything in it has dates, so that it is right when the tick is late. */
export interface DutyDigest extends Doc {
  readonly communityId: CommunityId;
  readonly kind: 'duty';
  readonly courtyardId: CourtyardId;
  /** The day it was last compared with the facts. */
  readonly checkedOn: LocalDate;
  /** When the tick has something to do for it. */
  readonly dueAt: EpochMs;
  /** Whatever was to be said up to this instant is queued. */
  readonly saidAt: EpochMs;
  /** The doors of the courtyard as neighbours see them. */
  readonly homes: Readonly<Record<HouseholdId, Plate>>;
  /** Those where somebody reads the app; absent until the tick has been by. */
  readonly readers?: readonly HouseholdId[];
  /** Absent until a roster is published. */
  readonly roster?: DutyAhead;
  /** Every key in use, the same as the key's own document. */
  readonly keys: Readonly<Record<KeyId, KeyDoc>>;
  /** Open care cards, and who is asked to look in. */
  readonly care: Readonly<Record<CareCardId, HouseholdId>>;
}

export interface DutyAhead {
  readonly season: Count;
  readonly startsOn: LocalDate;
  readonly endsOn?: LocalDate;
  /** The last duty day before today, the coming days, and the first duty day after them; by gate. */
  readonly turns: readonly Fact[];
  /** The last of the coming days. */
  readonly through: LocalDate;
  /** Gates where nobody is on duty after the last of these turns. */
  readonly ends: readonly string[];
  readonly changed: Readonly<Record<HouseholdId, Change>>;
  readonly asks: readonly OpenAsk[];
  readonly cleanUp?: CleanUp;
}

/** An open request with the day its turn lies on. */
export type OpenAsk = SwapAsk & Pick<Fact, 'day' | 'opensAt' | 'closesAt'>;

/** A tick that is a week late still finds the day. */
const DAYS_AHEAD = 8;

export const emptyDigest = (
  { communityId, courtyardId }: Pick<RosterDoc, 'communityId' | 'courtyardId'>,
  now: EpochMs,
): DutyDigest => ({
  _id: dutyDigestId(courtyardId),
  communityId,
  rev: 1,
  kind: 'duty',
  courtyardId,
  checkedOn: '1970-01-01',
  dueAt: now,
  saidAt: now,
  homes: {},
  keys: {},
  care: {},
});

/** What a roster gives to its digest; nothing before it is published. */
export function aheadOf(doc: RosterDoc, now: EpochMs): DutyAhead | undefined {
  const { plan } = doc;
  if (!plan) return undefined;
  const roster = lookedAt({ ...doc, plan }, now);
  const today = dayOf(now);
  const first = today < plan.startsOn ? plan.startsOn : today;
  const through = addDays(first, DAYS_AHEAD - 1);
  const all = allTurns(roster, today);
  const turns = nearTurns(all, { today, through });
  const cleanUp = cleanUpOf(doc);
  return {
    season: doc.season,
    startsOn: plan.startsOn,
    ...(roster.plan.endsOn === undefined ? {} : { endsOn: roster.plan.endsOn }),
    turns,
    through,
    ends: endingGates(all, turns),
    changed: doc.changed,
    asks: openAsks(doc.asks, all),
    ...(cleanUp ? { cleanUp } : {}),
  };
}

function endingGates(all: readonly Fact[], near: readonly Fact[]): readonly string[] {
  const lastAt = (gate: string, turns: readonly Fact[]) =>
    turns.filter((turn) => turn.gate === gate).at(-1)?.id;
  const gates = [...new Set(near.map(({ gate }) => gate))];
  return gates.filter((gate) => lastAt(gate, all) === lastAt(gate, near));
}

const allTurns = ({ recent, plan }: Running, today: LocalDate): readonly Fact[] => [
  ...recent,
  ...planUntil(plan, horizonOf(plan, today)).turns.map((turn) => factOf(plan, turn)),
];

/** The key is due when the gate closes on the duty day before, so each gate's last and next duty days count too. */
function nearTurns(
  all: readonly Fact[],
  { today, through }: { readonly today: LocalDate; readonly through: LocalDate },
): readonly Fact[] {
  const lastDay = new Map<string, LocalDate>();
  const nextDay = new Map<string, LocalDate>();
  for (const { gate, day } of all) {
    if (day < today) lastDay.set(gate, day);
    if (day > through && !nextDay.has(gate)) nextDay.set(gate, day);
  }
  return all.filter(
    ({ gate, day }) =>
      (today <= day && day <= through) || day === lastDay.get(gate) || day === nextDay.get(gate),
  );
}

/** Requests for turns that changed hands or are over are nobody's concern any more. */
const openAsks = (asks: readonly SwapAsk[], all: readonly Fact[]): readonly OpenAsk[] =>
  asks.flatMap((ask) => {
    const turn = all.find(({ id, doer }) => id === ask.turn && doer === ask.by);
    if (!turn) return [];
    const { day, opensAt, closesAt } = turn;
    return [{ ...ask, day, opensAt, closesAt }];
  });

/** The digest with what the facts say now; where nothing differs, the same one. */
export function withFacts(
  digest: DutyDigest,
  facts: Partial<Pick<DutyDigest, 'homes' | 'readers' | 'roster' | 'keys' | 'care'>>,
): DutyDigest {
  const after = { ...digest, ...facts };
  return isDeepStrictEqual(after, digest) ? digest : after;
}
