/** What is said at a moment, and to whom; right also when the moment is past. Pure. @see docs/domain/roster.md §8 */
import { dayOf, instant, spokenDay } from '../../miniprogram/contract/calendar';
import type { HouseholdId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { DutyDigest } from './digest';
import { alarmText, labelAt, stateIn } from './digest-keys';
import type { KeyDoc } from './documents';
import type { Holder } from './key-chain';
import { type Moment, momentsBetween, type Step } from './moments';
import type { Fact } from './rules';
import { changeAhead } from './words';

/** One thing to say to one household, or to the keepers. */
export interface Saying {
  readonly to: Holder;
  /** A person is told once of a topic. */
  readonly topic: string;
  /** `whose` is 您家, or the door of somebody helped. */
  title(whose: string): string;
  readonly hint: string;
  /** What it is about, as the message shows it. */
  readonly at: EpochMs;
  readonly until: EpochMs;
}

export const sayingsAt = (digest: DutyDigest, now: EpochMs): readonly Saying[] =>
  momentsBetween(digest, now).flatMap((moment) => sayingsOf(digest, moment, now));

function sayingsOf(digest: DutyDigest, moment: Moment, now: EpochMs): readonly Saying[] {
  const { about, until } = moment;
  const scene = { digest, until, now };
  switch (about.kind) {
    case 'evening':
    case 'morning':
      return turnSaying(scene, about.kind, about.turn);
    case 'handover':
      return handoverSayings(scene, about.key, about.step);
    case 'late':
      return lateSaying(scene, about.key, about.step);
    case 'opening':
      return alarmSaying(scene, about.key, about.turn);
    default:
      return cleanUpSayings(scene, about.on);
  }
}

interface Scene {
  readonly digest: DutyDigest;
  readonly until: EpochMs;
  readonly now: EpochMs;
}

const topicOf = ({ digest }: Scene, ...parts: readonly (string | number)[]): string =>
  ['duty', digest.courtyardId.slice(3), `s${digest.roster?.season ?? 0}`, ...parts].join('.');

/** Whoever has just been told that the turn is theirs now is not reminded of it on top. */
function turnSaying(scene: Scene, kind: 'evening' | 'morning', turn: Fact): readonly Saying[] {
  const { digest, until, now } = scene;
  const { day, gate, opensAt, closesAt, doer } = turn;
  const change = changeAhead(digest.roster?.changed[doer], dayOf(now));
  const isNews = change?.is.includes(day) && change.at > digest.saidAt;
  if (isNews) return [];
  const spoken = spokenDay(day, dayOf(now));
  return [
    {
      to: doer,
      topic: topicOf(scene, kind, turn.id, day),
      title: (whose) => `${spoken}轮到${whose}守${gate}`,
      hint: `${opensAt}–${closesAt}，点开看看`,
      at: instant(day, opensAt),
      until,
    },
  ];
}

/** The key as it is, and where it should go: nothing is said of a step that was overtaken. */
function stepAt({ digest, now }: Scene, key: KeyDoc, step: Step) {
  const state = stateIn(digest, key, now);
  return state && state.at === step.at && state.next === step.next ? state : undefined;
}

function handoverSayings(scene: Scene, key: KeyDoc, step: Step): readonly Saying[] {
  const { digest, until } = scene;
  const state = stepAt(scene, key, step);
  if (!state) return [];
  const { holder, next, at } = state;
  const hint = '当面交接，两家各点一下';
  const goes = next === 'committee' ? '交回院委会' : `交给${labelAt(digest, next)}`;
  const saying = (to: Holder, title: string): Saying => ({
    to,
    topic: topicOf(scene, 'key', key._id, at, to),
    title: () => title,
    hint,
    at,
    until,
  });
  return [
    saying(holder, `${key.gate}钥匙${goes}`),
    saying(next, `去${labelAt(digest, holder)}接${key.gate}钥匙`),
  ];
}

/** A quarter of an hour late: whoever has the key may give it to the next household, and nobody is blamed. */
function lateSaying(scene: Scene, key: KeyDoc, step: Step): readonly Saying[] {
  const state = stepAt(scene, key, step);
  if (state?.state !== 'offered') return [];
  const isHome = state.next === 'committee';
  return [
    {
      to: state.holder,
      topic: topicOf(scene, 'late', key._id, step.at),
      title: () => (isHome ? '钥匙还没交回院委会' : '没人应门？可以交给下一家'),
      hint: isHome ? '交了就点开记一笔' : '没关系，点开就能转交',
      at: step.at,
      until: scene.until,
    },
  ];
}

function alarmSaying(scene: Scene, key: KeyDoc, turn: Fact): readonly Saying[] {
  const { digest, now, until } = scene;
  if (alarmText(digest, key, now) === undefined) return [];
  return [
    {
      to: 'committee',
      topic: topicOf(scene, 'alarm', key._id, turn.id, turn.day),
      title: () => `${key.gate}钥匙不在值守的人手里`,
      hint: `钥匙在${labelAt(digest, key.holder)}`,
      at: instant(turn.day, turn.opensAt),
      until,
    },
  ];
}

/** Asked once: those who have answered are not asked again. */
function cleanUpSayings(scene: Scene, on: string): readonly Saying[] {
  const { digest, until, now } = scene;
  const { cleanUp } = digest.roster ?? {};
  if (cleanUp?.on !== on) return [];
  const answered = new Set([...cleanUp.households, ...(cleanUp.declined ?? [])]);
  const homes = Object.entries(digest.homes) as [HouseholdId, { readonly away: boolean }][];
  return homes
    .filter(([id, { away }]) => !away && !answered.has(id))
    .map(([to]) => ({
      to,
      topic: topicOf(scene, 'clean', on),
      title: (whose) => `${spokenDay(on, dayOf(now))}大扫除，${whose}来不来？`,
      hint: '来不来都点开回一声',
      at: instant(on, '09:00'),
      until,
    }));
}
