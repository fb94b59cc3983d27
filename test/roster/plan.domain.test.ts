import {
  movedBetween,
  notMadeUp,
  skipped,
  takenOver,
  withParticipant,
} from '../../cloudfunctions/roster/changes';
import { planUntil } from '../../cloudfunctions/roster/plan';
import { servedTurns } from '../../cloudfunctions/roster/public';
import type { Plannable, Turn } from '../../cloudfunctions/roster/rules';
import { simulate } from '../../cloudfunctions/roster/simulate';
import { contradictionsOf, groupsText, wishText } from '../../cloudfunctions/roster/verdict';
import { instant } from '../../miniprogram/contract/calendar';
import { factsOf, hh, households, numberOf, turnOf, yard22 } from './yard';

const TENANTS_FROM_ROUND_3 = [23, 24].map((no) => ({ household: hh(no), fromRound: 3 }));
const spans = (roster: Plannable) =>
  simulate(roster).rounds.map(({ no, from, until, turns, of }) => [no, from, until, turns, of]);
const turnsOf = (roster: Plannable): readonly Turn[] => planUntil(roster, '2020-12-31').turns;
const days = (turns: readonly Turn[], no: number) =>
  turns.filter(({ doer }) => doer === hh(no)).map(({ day }) => day);

describe('T01 (a) 24 households, tenants included, in a fixed order', () => {
  const found = simulate(yard22(24), 4);

  it('gives 68 turns in three rounds, the third unfinished', () => {
    expect(found).toMatchObject({ days: 68, turns: 68, uncovered: [], shortRests: 0 });
    expect(spans(yard22(24))).toEqual([
      [1, '2020-01-29', '2020-02-21', 24, 24],
      [2, '2020-02-22', '2020-03-16', 24, 24],
      [3, '2020-03-17', '2020-04-05', 20, 24],
    ]);
  });

  it('gives households 1 to 20 three turns and 21 to 24 two, 816 hours together', () => {
    const turns = found.tallies.map((one) => [numberOf(one.household), one.turns]);
    expect(turns).toEqual(households(24).map((_, i) => [i + 1, i < 20 ? 3 : 2]));
    expect(groupsText(found)).toBe('20 户轮 3 次、4 户轮 2 次');
    expect(found.minutes / 60).toBe(816);
    const hours = found.tallies.map(({ minutes }) => minutes / 60);
    expect(hours).toEqual(households(24).map((_, i) => (i < 20 ? 36 : 24)));
  });

  it('has turn 32 on February 29: household 8 in round 2', () => {
    expect(turnsOf(yard22(24))[31]).toMatchObject({ day: '2020-02-29', owner: hh(8), round: 2 });
  });

  it('says of 4 rounds that they need 96 days, to May 3, and stretches nothing', () => {
    expect(found.wish).toMatchObject({
      needDays: 96,
      endsOn: '2020-05-03',
      missingDays: 28,
      missingRounds: 2,
      fits: false,
    });
    expect(found.wish && wishText(found.wish, found.from)).toBe('4 轮需 96 天，到 5月3日');
    expect(contradictionsOf(found)[0]).toBe(
      '1月29日到4月5日是 68 天，整轮只有 2 轮，比 4 轮少 2 轮',
    );
    expect(found.until).toBe('2020-04-05');
  });
});

it('T01 (a) every served turn is twelve hours of service, 816 when the last gate has closed', () => {
  const hoursAt = (day: string, time: string) =>
    servedTurns(factsOf(yard22(24)), instant(day, time)).reduce(
      (sum, one) => sum + one.minutes,
      0,
    ) / 60;
  expect(hoursAt('2020-01-29', '19:59')).toBe(0);
  expect(hoursAt('2020-01-29', '20:00')).toBe(12);
  expect(hoursAt('2020-04-05', '20:00')).toBe(816);
});

describe('T01 (b) tenants join from round 3', () => {
  const roster = yard22(24, TENANTS_FROM_ROUND_3);
  const found = simulate(roster, 4);

  it('gives 22 + 22 + 24 turns, 68 exactly, the last on April 5', () => {
    expect(spans(roster)).toEqual([
      [1, '2020-01-29', '2020-02-19', 22, 22],
      [2, '2020-02-20', '2020-03-12', 22, 22],
      [3, '2020-03-13', '2020-04-05', 24, 24],
    ]);
    expect(found).toMatchObject({ days: 68, turns: 68, everybody: true });
    expect(groupsText(found)).toBe('22 户轮 3 次、2 户轮 1 次');
  });

  it('is one round short of the four that were told', () => {
    expect(found.wish).toMatchObject({ wholeRounds: 3, missingRounds: 1, fits: false });
  });
});

describe('T01 (c) exactly 4 rounds in 68 days', () => {
  it('takes 17 households', () => {
    expect(simulate(yard22(24), 4).wish?.wouldFit).toEqual({ households: 17, exactly: true });
    expect(contradictionsOf(simulate(yard22(24), 4))).toContain(
      '要在 68 天里轮满 4 轮，正好 17 户',
    );
  });

  it.each(Array.from({ length: 30 }, (_, i) => i + 10))('%i households', (count) => {
    const found = simulate(yard22(count), 4);
    const isWhole =
      found.rounds.length === 4 && found.rounds.every(({ turns, of }) => turns === of);
    expect(isWhole).toBe(count === 17);
    expect(contradictionsOf(found).length === 0).toBe(count <= 17);
  });
});

describe('T03 household 13 does not open the door on February 9', () => {
  const before = yard22(24);
  const after = skipped(before, turnOf(before, '1-hh_13'));
  const turns = turnsOf(after);

  it('lets 14 serve February 10, the others a day earlier, and 13 make up on February 21', () => {
    expect(days(turns, 14)[0]).toBe('2020-02-10');
    expect(days(turns, 15)[0]).toBe('2020-02-11');
    expect(days(turns, 24)[0]).toBe('2020-02-20');
    expect(days(turns, 13)[0]).toBe('2020-02-21');
    expect(spans(after)[0]).toEqual([1, '2020-01-29', '2020-02-21', 24, 24]);
  });

  it('leaves everything after the round as it was', () => {
    expect(turns.slice(24)).toEqual(turnsOf(before).slice(24));
  });

  it('has twelve households to tell', () => {
    const moved = movedBetween(before, after, '2020-04-05').map(({ household }) => household);
    expect(moved.map(numberOf).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, i) => i + 13),
    );
  });

  it('opens round 2 with 13 on February 21 when it does not make up', () => {
    const declined = notMadeUp(after, turnOf(after, '1-hh_13'));
    expect(spans(declined).slice(0, 2)).toEqual([
      [1, '2020-01-29', '2020-02-20', 23, 23],
      [2, '2020-02-21', '2020-03-15', 24, 24],
    ]);
    const second = turnsOf(declined).filter(({ round }) => round === 2);
    const order = [
      13,
      ...households(24)
        .map(numberOf)
        .filter((no) => no !== 13),
    ];
    expect(second.map(({ doer }) => numberOf(doer))).toEqual(order);
  });

  it('drops a turn that was taken for 13 and is not made up, and nobody’s place changes', () => {
    const taken = takenOver(before, '1-hh_13', hh(3));
    const closed = skipped(taken, turnOf(taken, '1-hh_13'));
    expect(turnOf(closed, '1-hh_13')).toMatchObject({ doer: hh(3), day: '2020-02-21' });
    const declined = notMadeUp(closed, turnOf(closed, '1-hh_13'));
    const second = turnsOf(declined).filter(({ round }) => round === 2);
    expect(second.map(({ doer }) => doer)).toEqual(households(24));
  });

  it('goes on without 13 in this round when the door stays closed a second time', () => {
    const again = skipped(after, turnOf(after, '1-hh_13'));
    expect(spans(again).slice(0, 2)).toEqual([
      [1, '2020-01-29', '2020-02-20', 23, 23],
      [2, '2020-02-21', '2020-03-15', 24, 24],
    ]);
    expect(days(turnsOf(again), 13)[0]).toBe('2020-03-04');
  });

  it('passes on along a chain of closed doors, and they make up in the order they were skipped', () => {
    const chain = skipped(after, turnOf(after, '1-hh_14'));
    const first = turnsOf(chain).filter(({ round }) => round === 1);
    expect(first.slice(12).map(({ doer }) => numberOf(doer))).toEqual([
      ...[15, 16, 17, 18, 19, 20, 21, 22, 23, 24],
      ...[13, 14],
    ]);
  });
});

describe('T04 an away household comes back and is free on February 29', () => {
  const before = yard22(25, [{ household: hh(25), away: [{ from: '2020-01-01' }] }]);
  const after = withParticipant(before, hh(25), () => ({
    away: [{ from: '2020-01-01', until: '2020-02-28' }],
  }));

  it('joins the tail of round 2, which has 25 turns and ends on March 17', () => {
    expect(spans(after)).toEqual([
      [1, '2020-01-29', '2020-02-21', 24, 24],
      [2, '2020-02-22', '2020-03-17', 25, 25],
      [3, '2020-03-18', '2020-04-05', 19, 25],
    ]);
    expect(days(turnsOf(after), 25)).toEqual(['2020-03-17']);
  });

  it('rewrites no day before', () => {
    const until = '2020-02-29';
    expect(planUntil(after, until).turns).toEqual(planUntil(before, until).turns);
  });
});
