/** Duty at the gate in the demo: some courtyards have been at it for weeks, others are still drafting. */
import { addDays, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { Neighbourhood } from './cast';
import { type DutyDays, dutyDaysOf } from './duty-days';
import { firstCourtyard } from './duty-first';
import { longDays, plainForm, twoADay, twoGates } from './duty-forms';
import { secondCourtyard } from './duty-second';
import { beginning, openGate, tapperOf } from './gate';
import { handovers } from './handovers';
import { at } from './scenes';
import type { Stage } from './stage';
import { perform, type Step } from './timeline';

/** What a courtyard's duty is in the demo; the later ones are not in every size. */
type Telling = (stage: Stage, yard: Neighbourhood, days: DutyDays) => readonly Step[];

const TOLD_BY_INDEX: Readonly<Record<number, Telling>> = {
  0: firstCourtyard,
  1: secondCourtyard,
  2: onlyDrafted,
  14: behindTwoGates,
  25: aboutToBegin,
  28: standingDown,
};

/** Told before anybody allows messages, so nobody is told today of weeks that are over. */
export async function tellDuty(stage: Stage): Promise<void> {
  const days = dutyDaysOf(stage.now);
  const steps = stage.town.neighbourhoods.flatMap(
    (yard, index) => TOLD_BY_INDEX[index]?.(stage, yard, days) ?? [],
  );
  await perform(stage, steps);
}

function onlyDrafted(stage: Stage, yard: Neighbourhood, { today }: DutyDays): readonly Step[] {
  const form = twoADay(addDays(today, 6));
  const run = () => stage.play('roster', 'saveRules', { by: at(yard.owner), input: { form } });
  return [{ at: instant(addDays(today, -1), '20:10'), run }];
}

/** Last evening nobody met at the back gate: in the morning its key is not with whose day it is. */
function behindTwoGates(stage: Stage, yard: Neighbourhood, days: DutyDays): readonly Step[] {
  const gate = openGate(stage, yard, twoGates(addDays(days.today, -4)));
  const since = instant(addDays(days.today, -2));
  const lastEvening = instant(addDays(days.today, -1), '12:00');
  return [
    beginning(stage, gate),
    ...handovers(stage, gate, { since, until: days.soon, gates: ['正门'] }),
    ...handovers(stage, gate, { since, until: lastEvening, gates: ['后门'] }),
  ];
}

function aboutToBegin(stage: Stage, yard: Neighbourhood, { today }: DutyDays): readonly Step[] {
  return [beginning(stage, openGate(stage, yard, longDays(addDays(today, 1))))];
}

/** Guards take over the day after tomorrow; tomorrow everybody is asked to clean up. */
function standingDown(stage: Stage, yard: Neighbourhood, days: DutyDays): readonly Step[] {
  const gate = openGate(stage, yard, plainForm(addDays(days.today, -4)));
  const since = instant(addDays(days.today, -2));
  const said = instant(addDays(days.today, -3), '18:30');
  const on = addDays(days.today, 2);
  const joining = yard.homes
    .map((home) => tapperOf(yard, home))
    .filter((by) => by !== undefined)
    .slice(3, 9);
  const signUps = joining.map((by, index): Step => {
    const run = () => stage.play('roster', 'signUpCleanUp', { by, input: { join: true } });
    return { at: said + (index + 2) * 37 * MINUTE_MS, run };
  });
  const decided = () => stage.play('roster', 'standDown', { by: at(yard.owner), input: { on } });
  return [
    beginning(stage, gate),
    ...handovers(stage, gate, { since, until: days.soon, gates: ['大门'] }),
    { at: said, run: decided },
    ...signUps,
  ];
}
