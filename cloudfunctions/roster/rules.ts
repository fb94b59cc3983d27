/** What the plan is made from. Pure. @see docs/domain/roster.md §1 */
import { instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { TurnId } from '../../miniprogram/contract/roster-views';
import type { Count, LocalDate, LocalTime } from '../../miniprogram/contract/units';
import type { Span } from './days';

/** A place one household fills on a duty day. Two at the same gate and hours are two posts. */
export interface Post {
  readonly id: string;
  readonly gate: string;
  readonly opensAt: LocalTime;
  readonly closesAt: LocalTime;
}

/** One version of the rules. It holds from its day on, until the next one does. */
export interface Rules {
  readonly from: LocalDate;
  readonly posts: readonly Post[];
  /** Everybody who takes part, in the order of turns. */
  readonly order: readonly HouseholdId[];
  /** Days without duty between two turns of a household. */
  readonly restDays: Count;
  /** `balanced`: weekends and holidays go to those who had the fewest of them in their round. */
  readonly heavyDays: 'same' | 'balanced';
}

/** A turn with the gate and the hours its rules gave it, so that it stands without them. */
export interface Fact extends Turn, Pick<Post, 'gate' | 'opensAt' | 'closesAt'> {
  /** Paper says that nobody came. */
  readonly nobody?: true;
}

export function factOf(roster: Pick<Plannable, 'versions'>, turn: Turn): Fact {
  const post = rulesOn(roster, turn.day).posts.find(({ id }) => id === turn.post);
  const { gate = '', opensAt = '00:00', closesAt = '00:00' } = post ?? {};
  return { ...turn, gate, opensAt, closesAt };
}

/** What is particular about one household; one without an entry takes part from the first day. */
export interface Participant {
  readonly household: HouseholdId;
  /** New on the register, and takes part from this day. */
  readonly from?: LocalDate;
  /** Takes part from this day, as the rules say. */
  readonly joinsOn?: LocalDate;
  /** Takes part from this round. */
  readonly fromRound?: Count;
  /** From a day on it stops, until another round. */
  readonly laterRound?: { readonly on: LocalDate; readonly round: Count };
  /** Gets no turns of its own, and may still stand in for others. */
  readonly exempt?: readonly Span[];
  /** Cannot come: no turns, and no standing in either. */
  readonly away?: readonly Span[];
}

export const turnId = (round: Count, household: HouseholdId): TurnId => `${round}-${household}`;

export function partsOf(id: TurnId): { readonly round: Count; readonly household: HouseholdId } {
  const dash = id.indexOf('-');
  return { round: Number(id.slice(0, dash)), household: id.slice(dash + 1) as HouseholdId };
}

export interface Turn {
  readonly id: TurnId;
  readonly day: LocalDate;
  readonly post: string;
  /** Whose turn it is. */
  readonly owner: HouseholdId;
  /** Who takes it: the owner, unless it was swapped or taken over. */
  readonly doer: HouseholdId;
  readonly round: Count;
  /** The wished rest could not be kept without leaving the post empty. */
  readonly shortRest?: true;
}

/** Everything the coming days depend on. */
export interface Plannable {
  readonly startsOn: LocalDate;
  /** The last day of duty. */
  readonly endsOn?: LocalDate;
  /** Oldest first. */
  readonly versions: readonly Rules[];
  readonly participants: readonly Participant[];
  /** Days without duty for anybody. */
  readonly pauses: readonly Span[];
  readonly skips: readonly Skip[];
  readonly excuses: readonly Excuse[];
  readonly doers: Readonly<Record<TurnId, HouseholdId>>;
  readonly progress: Progress;
}

/** Nobody answered the door: the turn goes to the end of its round. */
export interface Skip {
  readonly turn: TurnId;
  /** The day the turn was to be. */
  readonly day: LocalDate;
}

/** A turn that is not made up in its round. `first`: the household comes first in the next one. */
export interface Excuse {
  readonly turn: TurnId;
  readonly place: 'first' | 'usual';
}

/** Where a roster stands after its last settled day. */
export interface Progress {
  /** The last day that is settled; absent before the first. */
  readonly through?: LocalDate;
  /** 0 before the first turn. */
  readonly round: Count;
  readonly openedOn?: LocalDate;
  /** Whose turn of this round is served. */
  readonly done: readonly HouseholdId[];
  /** Who came first in this round because the one before passed them by. */
  readonly carried: readonly HouseholdId[];
  readonly standings: Readonly<Record<HouseholdId, Standing>>;
}

export interface Standing {
  /** The last day on duty. */
  readonly last: LocalDate;
  readonly turns: Count;
  readonly heavyTurns: Count;
  readonly minutes: Count;
}

export const NO_PROGRESS: Progress = { round: 0, done: [], carried: [], standings: {} };

/** A roster nothing has happened to yet. */
export const freshPlan = (
  rules: Pick<Plannable, 'startsOn' | 'endsOn'> & Omit<Rules, 'from'>,
  participants: readonly Participant[] = [],
): Plannable => {
  const { startsOn, endsOn, ...version } = rules;
  return {
    startsOn,
    ...(endsOn === undefined ? {} : { endsOn }),
    versions: [{ from: startsOn, ...version }],
    participants,
    pauses: [],
    skips: [],
    excuses: [],
    doers: {},
    progress: NO_PROGRESS,
  };
};

/** The rules that hold on a day. @throws RangeError before the first version: a caller's bug */
export function rulesOn({ versions }: Pick<Plannable, 'versions'>, day: LocalDate): Rules {
  if (versions.length === 1 && versions[0]) return versions[0];
  const version = versions.filter(({ from }) => from <= day).at(-1) ?? versions[0];
  if (!version) throw new RangeError('a roster without rules');
  return version;
}

export const minutesOf = (post: Pick<Post, 'opensAt' | 'closesAt'>): Count =>
  (instant('2000-01-01', post.closesAt) - instant('2000-01-01', post.opensAt)) / MINUTE_MS;
