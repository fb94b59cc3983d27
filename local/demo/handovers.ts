/** Evenings at the gate: who has the key gives it to who comes next. */
import { addDays, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { KeyId } from '../../miniprogram/contract/ids';
import type { RulesForm } from '../../miniprogram/contract/roster-views';
import type { EpochMs } from '../../miniprogram/contract/units';
import { chance, shuffled } from './chance';
import { type Gate, tapperOf } from './gate';
import { at, somebody } from './scenes';
import type { By, Stage } from './stage';
import type { Step } from './timeline';

interface Span {
  /** Before it the key went from door to door without anybody tapping. */
  readonly since?: EpochMs;
  readonly until: EpochMs;
  readonly gates: readonly string[];
}

/** Every time a key changes hands, from the evening before the first day to the last one before `until`. */
export function handovers(
  stage: Stage,
  gate: Gate,
  { since = 0, until, gates }: Span,
): readonly Step[] {
  return closings(gate.form, until).flatMap(({ due, at: moment }, no) =>
    due < since
      ? []
      : gates.map((name) => ({ at: moment, run: () => handOver(stage, gate, { name, due, no }) })),
  );
}

interface Closing {
  readonly due: EpochMs;
  readonly at: EpochMs;
}

/** When posts close, and a few minutes later: the same moment for all courtyards that close at one time. */
function closings({ startsOn, posts }: RulesForm, until: EpochMs): readonly Closing[] {
  const times = [...new Set(posts.map(({ closesAt }) => closesAt))].sort();
  const eve = addDays(startsOn, -1);
  const found: Closing[] = [];
  for (let day = eve; instant(day) <= until; day = addDays(day, 1)) {
    const later = (2 + Math.floor(7 * chance('evening', day))) * MINUTE_MS;
    const ofDay = day === eve ? times.slice(-1) : times;
    found.push(...ofDay.map((time) => instant(day, time)).map((due) => ({ due, at: due + later })));
  }
  return found.filter(({ at: moment }) => moment <= until);
}

/** How many are by code, by two taps, and by two taps with the receiver first. */
const BY_CODE = 0.25;
const RECEIVER_FIRST = 0.5;

/** By two taps or by the code; written down by the committee where nobody has a phone. */
async function handOver(
  stage: Stage,
  gate: Gate,
  { name, due, no }: { readonly name: string; readonly due: EpochMs; readonly no: number },
): Promise<void> {
  const { yard, holders } = gate;
  const keyId = (await gate.keys()).get(name);
  const receiver = await gate.next(name, due);
  const holder = holders.get(name);
  if (!keyId || !receiver || receiver === holder) return;
  holders.set(name, receiver);
  const luck = chance('way', yard.courtyard.key, name, no);
  const key = { keyId, at: due + Math.floor(luck * 2) * MINUTE_MS };
  const giver = holder ? tapperOf(yard, holder) : at(yard.owner);
  const taker = tapperOf(yard, receiver);
  if (giver && taker) return meet(stage, key, { giver, taker, luck });
  const by = at(somebody(shuffled(yard.committee, 'writes', no)));
  await stage.play('roster', 'recordKey', { by, input: { ...key, to: receiver.id } });
}

async function meet(
  stage: Stage,
  key: { readonly keyId: KeyId; readonly at: EpochMs },
  { giver, taker, luck }: { readonly giver: By; readonly taker: By; readonly luck: number },
): Promise<void> {
  if (luck < BY_CODE) {
    const { keys } = await stage.play('roster', 'today', { by: giver, input: {} });
    const code = keys.find(({ keyId }) => keyId === key.keyId)?.code ?? '';
    await stage.play('roster', 'takeKey', { by: taker, input: { ...key, code } });
    return;
  }
  const give = () => stage.play('roster', 'giveKey', { by: giver, input: key });
  const take = () => stage.play('roster', 'takeKey', { by: taker, input: key });
  for (const tap of luck < RECEIVER_FIRST ? [take, give] : [give, take]) await tap();
}
