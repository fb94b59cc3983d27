/** The first courtyard at its gate: one round of neighbours, and what came up on the way. */
import { addDays, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import type { LocalTime } from '../../miniprogram/contract/units';
import type { Neighbourhood } from './cast';
import type { DutyDays } from './duty-days';
import { firstForm, inFirst } from './duty-forms';
import { beginning, type Gate, openGate, tapperOf } from './gate';
import { closedDoor } from './gate-care';
import { handovers } from './handovers';
import { at, somebody } from './scenes';
import type { By, Stage } from './stage';
import type { Step } from './timeline';

/** How long the round has run: its last turns are those of the window at the gate and of who makes up. */
const DAYS = 22;

export function firstCourtyard(stage: Stage, yard: Neighbourhood, days: DutyDays): readonly Step[] {
  const gate = openGate(stage, yard, firstForm(addDays(days.turning, -DAYS)));
  // In their first week they used the app for the days only.
  const since = instant(addDays(gate.form.startsOn, 7));
  return [
    beginning(stage, gate),
    ...handovers(stage, gate, { since, until: days.soon, gates: ['大门'] }),
    ...beginners(stage, gate),
    ...favours(stage, gate),
    ...written(stage, gate),
    ...closedDoor(stage, gate, { day: 9, outcome: 'ill' }),
    ...lately(stage, gate),
  ];
}

/** Acts of one courtyard, by the day of its roster. */
function actsOf({ yard, form }: Gate) {
  return {
    moment: (day: number, time: LocalTime) => instant(addDays(form.startsOn, day), time),
    of: (door: string): By => {
      const home = yard.homes.find(({ id }) => id === inFirst(door));
      return somebody([home && tapperOf(yard, home)].filter((by) => by !== undefined));
    },
  };
}

/** Before their first day some read what to know at the gate, and some say they could step in. */
function beginners(stage: Stage, gate: Gate): readonly Step[] {
  const { moment, of } = actsOf(gate);
  const readers = ['u2d502', 'u1d601', 'u1d702'];
  return [
    ...readers.map((door, index) => ({
      at: moment(-2, '09:00') + index * 130 * MINUTE_MS,
      run: () => stage.play('roster', 'readBriefing', { by: of(door), input: {} }),
    })),
    ...['u1d601', 'u2d302'].map((door, index) => ({
      at: moment(-1, '18:40') + index * 9 * MINUTE_MS,
      run: () => stage.play('roster', 'offerStandIn', { by: of(door), input: { offer: true } }),
    })),
    note(stage, { at: moment(3, '19:50'), by: of('u2d502'), text: '快递架最上层坏了，先放下面。' }),
    note(stage, {
      at: moment(14, '19:48'),
      by: of('u1d201'),
      text: '傍晚有个收旧家电的来过，没让进，明天可能还来。',
    }),
    note(stage, {
      at: moment(DAYS - 1, '19:52'),
      by: of('u1d402'),
      text: '手电换了新电池，在柜子左边抽屉。气表师傅明天上午来抄表。',
    }),
  ];
}

interface Noted {
  readonly at: number;
  readonly by: By;
  readonly text: string;
}

const note = (stage: Stage, { at: moment, by, text }: Noted): Step => ({
  at: moment,
  run: () => stage.play('roster', 'endNote', { by, input: { text } }),
});

/** One takes a day for a neighbour, two exchange theirs. */
function favours(stage: Stage, gate: Gate): readonly Step[] {
  const { moment, of } = actsOf(gate);
  return [
    {
      at: moment(4, '18:20'),
      run: gate.replanning(() =>
        stage.play('roster', 'takeOver', {
          by: of('u1d101'),
          input: { turnId: `1-${inFirst('u2d302')}` },
        }),
      ),
    },
    {
      at: moment(6, '12:35'),
      run: gate.replanning(async () => {
        const { askId } = await stage.play('roster', 'askSwap', {
          by: of('u1d501'),
          input: { turnId: `1-${inFirst('u1d501')}`, to: inFirst('u1d302') },
        });
        await stage.play('roster', 'answerSwap', {
          by: of('u1d302'),
          input: { askId, turnId: `1-${inFirst('u1d302')}` },
        });
      }),
    },
  ];
}

/** What the committee finds in its journal and among its keys, and who of a family came. */
function written(stage: Stage, gate: Gate): readonly Step[] {
  const { moment, of } = actsOf(gate);
  return [
    {
      at: moment(5, '10:20'),
      run: () =>
        stage.play('roster', 'addKey', {
          by: at(gate.yard.owner),
          input: { gate: '大门', name: '备用钥匙', to: inFirst('u2d501') },
        }),
    },
    {
      at: moment(DAYS - 6, '02:40'),
      run: () =>
        stage.play('roster', 'openAtNight', {
          by: of('u1d602'),
          input: { reason: '老人发高烧，叫了车去医院' },
        }),
    },
    {
      at: moment(DAYS - 1, '19:54'),
      run: () =>
        stage.play('roster', 'whoCame', {
          by: of('u1d402'),
          input: { turnId: `1-${inFirst('u1d402')}`, names: '上午邹世安，下午夏德芳' },
        }),
    },
  ];
}

/** What is not settled at present: who is away, and two requests nobody has answered. */
function lately(stage: Stage, gate: Gate): readonly Step[] {
  const { moment, of } = actsOf(gate);
  const { yard, form } = gate;
  const day = (count: number) => addDays(form.startsOn, count);
  const owner = at(yard.owner);
  const helping = { ...of('u1d702'), subject: inFirst('u1d701') };
  const saw = ['u1d201', 'u1d702', 'u1d402', 'u1d101', 'u2d401'];
  return [
    {
      at: moment(DAYS - 3, '10:15'),
      run: gate.replanning(() =>
        stage.play('roster', 'absence', {
          by: owner,
          input: { householdId: inFirst('u2d302'), from: day(DAYS + 6), until: day(DAYS + 12) },
        }),
      ),
    },
    ...saw.map((door, index) => ({
      at: moment(DAYS - 2, '18:00') + index * 4 * MINUTE_MS,
      run: () => stage.play('roster', 'seen', { by: of(door), input: {} }),
    })),
    {
      at: moment(DAYS - 2, '19:00'),
      run: () => stage.play('roster', 'seen', { by: helping, input: {} }),
    },
    {
      at: moment(DAYS - 1, '12:30'),
      run: () =>
        stage.play('roster', 'askSwap', {
          by: of('u2d501'),
          input: { turnId: `2-${inFirst('u2d501')}` },
        }),
    },
    {
      at: moment(DAYS - 1, '12:50'),
      run: () =>
        stage.play('roster', 'askSwap', {
          by: of('u1d201'),
          input: { turnId: `2-${inFirst('u1d201')}`, to: inFirst('u1d101') },
        }),
    },
    {
      at: moment(DAYS - 1, '19:10'),
      run: gate.replanning(() =>
        stage.play('roster', 'cannotCome', {
          by: of('u2d701'),
          input: {
            turnId: `2-${inFirst('u2d701')}`,
            days: 3,
            reason: '单位派我出差，周末才回来',
          },
        }),
      ),
    },
  ];
}
