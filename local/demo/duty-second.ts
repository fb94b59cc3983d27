/** The second courtyard at its gate: half a day each, and rules that are being thought over. */
import { addDays, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { Neighbourhood } from './cast';
import type { DutyDays } from './duty-days';
import { secondForm } from './duty-forms';
import { beginning, type Gate, openGate, tapperOf } from './gate';
import { closedDoor } from './gate-care';
import { handovers } from './handovers';
import { at, somebody } from './scenes';
import type { Stage } from './stage';
import type { Step } from './timeline';

const DAYS = 6;

export function secondCourtyard(
  stage: Stage,
  yard: Neighbourhood,
  days: DutyDays,
): readonly Step[] {
  const gate = openGate(stage, yard, secondForm(addDays(days.today, -DAYS), yard.homes));
  return [
    beginning(stage, gate),
    ...handovers(stage, gate, { until: days.soon, gates: ['大门'] }),
    ...closedDoor(stage, gate, { day: 1, outcome: 'serious' }),
    ...closedDoor(stage, gate, { day: DAYS - 3 }),
    ...lately(stage, gate, days),
  ];
}

function lately(stage: Stage, { yard, form }: Gate, { today }: DutyDays): readonly Step[] {
  const able = yard.homes.flatMap((home) => {
    const by = tapperOf(yard, home);
    return by && home.tenure === 'owner' ? [by] : [];
  });
  const yesterday = (time: string) => instant(addDays(today, -1), time);
  return [
    ...able.slice(4, 7).map((by, index) => ({
      at: instant(addDays(form.startsOn, -1), '09:10') + index * 23 * MINUTE_MS,
      run: () => stage.play('roster', 'readBriefing', { by, input: {} }),
    })),
    {
      at: instant(addDays(form.startsOn, 1), '18:00'),
      run: () =>
        stage.play('roster', 'offerStandIn', { by: somebody(able, 8), input: { offer: true } }),
    },
    {
      at: yesterday('13:50'),
      run: () =>
        stage.play('roster', 'endNote', {
          by: somebody(able, 20),
          input: { text: '三单元的纸箱堆在门口，说好晚上来搬。' },
        }),
    },
    {
      at: yesterday('16:20'),
      run: () => {
        const later = { ...form, restDays: 3, heavyDays: 'balanced' as const };
        return stage.play('roster', 'saveRules', { by: at(yard.owner), input: { form: later } });
      },
    },
  ];
}
