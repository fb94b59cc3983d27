/** What the courtyard tab reads from the digest of duty. Pure. @see docs/domain/courtyard.md §3 */

import { addDays, dayOf, instant, spokenDay } from '../../miniprogram/contract/calendar';
import type { DutyCard, DutyItem, HouseholdView } from '../../miniprogram/contract/home';
import type { CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import type { EpochMs, LocalDate } from '../../miniprogram/contract/units';
import { isAsked } from './clean-up';
import type { DutyAhead, DutyDigest, OpenAsk } from './digest';
import { handingsOf, keyLineOf, labelAt } from './digest-keys';
import { keysInChain } from './moments';
import type { Fact } from './rules';
import { changeAhead, changeText } from './words';

/** A household somebody answers for. */
export interface Party {
  readonly id: HouseholdId;
  readonly label: string;
  readonly courtyardId: CourtyardId;
  readonly helping: boolean;
}

const isOpen = (turn: Pick<Fact, 'day' | 'closesAt'>, now: EpochMs): boolean =>
  now < instant(turn.day, turn.closesAt);

const turnsOn = ({ turns }: DutyAhead, day: LocalDate): readonly Fact[] =>
  turns.filter((turn) => turn.day === day && !turn.nobody);

/** Whether a roster is in force or about to be. */
const runs = ({ endsOn }: DutyAhead, now: EpochMs): boolean =>
  endsOn === undefined || dayOf(now) <= endsOn;

/** The gate's card; none where nobody is on duty any more. */
export function dutyCard(
  digest: DutyDigest | undefined,
  own: readonly HouseholdId[],
  now: EpochMs,
): DutyCard | undefined {
  const roster = digest?.roster;
  if (!digest || !roster || !runs(roster, now)) return undefined;
  const today = dayOf(now);
  const turns = turnsOn(roster, today);
  const tomorrow = turnsOn(roster, addDays(today, 1));
  const keyLine = keysInChain(digest)
    .map((key) => keyLineOf(digest, key, now))
    .join('；');
  return {
    headline: headlineOf(digest, roster, now),
    ...(keyLine === '' ? {} : { keyLine }),
    ...(tomorrow.length > 0 ? { tomorrowLine: `明天：${labelsOf(digest, tomorrow)}` } : {}),
    mine: turns.some(({ doer }) => own.includes(doer)),
  };
}

const labelsOf = (digest: DutyDigest, turns: readonly Fact[]): string =>
  [...new Set(turns.map(({ doer }) => labelAt(digest, doer)))].join('、');

function headlineOf(digest: DutyDigest, roster: DutyAhead, now: EpochMs): string {
  const today = dayOf(now);
  if (today < roster.startsOn) return `值守从${spokenDay(roster.startsOn, today)}开始`;
  const turns = turnsOn(roster, today);
  if (turns.length === 0) return '今天没有排值守';
  const open = turns.filter((turn) => isOpen(turn, now));
  if (open.length === 0) return `今天的值守结束了，辛苦${labelsOf(digest, turns)}`;
  const [only] = open;
  if (only && open.length === 1) {
    return `今天门口：${labelAt(digest, only.doer)}，到 ${only.closesAt}`;
  }
  const who = open.map(
    ({ doer, opensAt, closesAt }) => `${labelAt(digest, doer)}（${opensAt}–${closesAt}）`,
  );
  return `今天门口：${who.join('、')}`;
}

/** What duty asks of a household now. */
export function dutyItems(
  digest: DutyDigest | undefined,
  party: Party,
  now: EpochMs,
): readonly DutyItem[] {
  const roster = digest?.roster;
  if (!digest || !roster) return [];
  const scene = { digest, roster, party, now };
  return [
    ...turnItems(scene),
    ...keyItems(scene),
    ...changedItem(scene),
    ...swapItems(scene),
    ...careItem(scene),
    ...cleanUpItem(scene),
  ];
}

interface Scene {
  readonly digest: DutyDigest;
  readonly roster: DutyAhead;
  readonly party: Party;
  readonly now: EpochMs;
}

const forParty = ({ party: { id, label, helping, courtyardId } }: Scene) => {
  const forHousehold: HouseholdView = { id, label };
  return { forHousehold, helping, courtyardId };
};

/** 您家 for the own household; somebody helped is called by the door. */
const whose = ({ party }: Scene): string => (party.helping ? party.label : '您家');

function changedItem(scene: Scene): readonly DutyItem[] {
  const today = dayOf(scene.now);
  const change = changeAhead(scene.roster.changed[scene.party.id], today);
  if (!change) return [];
  const text = changeText(change, today, whose(scene));
  return [{ kind: 'dutyChanged', at: change.at, text, ...forParty(scene) }];
}

/** Today's until its post has closed, and tomorrow's. */
function turnItems(scene: Scene): readonly DutyItem[] {
  const { roster, party, now } = scene;
  const today = dayOf(now);
  return [...turnsOn(roster, today), ...turnsOn(roster, addDays(today, 1))]
    .filter((turn) => turn.doer === party.id && isOpen(turn, now))
    .map(({ id: turnId, day, gate, opensAt, closesAt }) => ({
      kind: 'duty',
      turnId,
      day,
      text: `${spokenDay(day, today)} ${opensAt}–${closesAt} ${whose(scene)}守${gate}`,
      ...forParty(scene),
    }));
}

const keyItems = (scene: Scene): readonly DutyItem[] =>
  handingsOf(scene.digest, scene.party.id, scene.now).map(({ key, state, give, text }) => ({
    kind: 'key',
    keyId: key._id,
    give,
    at: state.at,
    text,
    ...forParty(scene),
  }));

/** Each that asks this household; those that ask everybody are one, and whoever helps has read it at home. */
function swapItems(scene: Scene): readonly DutyItem[] {
  const { roster, party, now } = scene;
  const open = roster.asks.filter((ask) => ask.by !== party.id && isOpen(ask, now));
  const direct = open.filter(({ to }) => to === party.id);
  const toAll = open.filter(({ to }) => to === undefined && !party.helping);
  const [first] = toAll;
  return [
    ...direct.map((ask) => swapItem(scene, ask, `${askText(scene, ask)}，问您家方不方便`)),
    ...(first
      ? [
          swapItem(
            scene,
            first,
            toAll.length === 1 ? askText(scene, first) : `院里有 ${toAll.length} 家想换班`,
          ),
        ]
      : []),
  ];
}

const askText = ({ digest, now }: Scene, { by, day }: OpenAsk): string =>
  `${labelAt(digest, by)}想换${spokenDay(day, dayOf(now))}的班`;

const swapItem = (scene: Scene, { id: askId }: OpenAsk, text: string): DutyItem => ({
  kind: 'swap',
  askId,
  text,
  ...forParty(scene),
});

function careItem(scene: Scene): readonly DutyItem[] {
  const count = Object.values(scene.digest.care).filter((id) => id === scene.party.id).length;
  return count === 0 ? [] : [{ kind: 'care', count, ...forParty(scene) }];
}

function cleanUpItem(scene: Scene): readonly DutyItem[] {
  const { cleanUp } = scene.roster;
  const today = dayOf(scene.now);
  if (!cleanUp || !isAsked(cleanUp, today)) return [];
  const answered = [...cleanUp.households, ...(cleanUp.declined ?? [])];
  if (answered.includes(scene.party.id)) return [];
  const text = `${spokenDay(cleanUp.on, today)}大扫除，${whose(scene)}来不来？`;
  return [{ kind: 'cleanUp', on: cleanUp.on, text, ...forParty(scene) }];
}
