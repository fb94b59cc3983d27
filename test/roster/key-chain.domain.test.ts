import { handoverState, isAlarm, keyTurnsOf } from '../../cloudfunctions/roster/handover';
import {
  codeFrom,
  give,
  type Holder,
  holderAt,
  type KeyMove,
  type KeyState,
  record,
  take,
  takeByCode,
} from '../../cloudfunctions/roster/key-chain';
import {
  added,
  leftBehind,
  lose,
  passedOn,
  replaceLost,
  retire,
} from '../../cloudfunctions/roster/key-life';
import { HOUR_MS, instant, MINUTE_MS } from '../../miniprogram/contract/calendar';
import { factsOf, hh, yard22 } from './yard';

const FIRST = instant('2020-01-28', '20:00');
const fresh: KeyState = {
  holder: 'committee',
  since: FIRST - HOUR_MS,
  moveCount: 0,
  code: '4821',
  wrongCodes: 0,
};
const tapAt = (at: number, now = at) => ({ by: 'mb_1' as const, at, now, nextCode: '1111' });

/** Hands the key on along the whole plan, as the app says. */
function chainOf(roster = yard22(24)): readonly KeyMove[] {
  const keyTurns = keyTurnsOf(factsOf(roster), '大门');
  const moves: KeyMove[] = [];
  let key = fresh;
  for (let at = FIRST; at <= instant('2020-04-06', '20:00'); at += 24 * HOUR_MS) {
    const state = handoverState(keyTurns, key.holder, at);
    if (state?.state !== 'due') continue;
    const offered = give(key, state.next, tapAt(at)).key;
    const done = take(offered, state.next, tapAt(at + MINUTE_MS));
    if (done.move) moves.push(done.move);
    key = done.key;
  }
  return moves;
}

describe('T02 the key chain of 3巷22号', () => {
  const moves = chainOf();

  it('has 69 entries: from the committee, 67 between households, and back', () => {
    expect(moves).toHaveLength(69);
    expect(moves[0]).toMatchObject({ from: 'committee', to: hh(1), at: FIRST });
    expect(moves.at(-1)).toMatchObject({
      from: hh(20),
      to: 'committee',
      at: instant('2020-04-05', '20:00'),
    });
    const between = moves.filter(({ from, to }) => from !== 'committee' && to !== 'committee');
    expect(between).toHaveLength(67);
  });

  it('has one holder at any instant, and every move starts where the one before ended', () => {
    const holders = moves.map(({ from }) => from);
    expect(holders).toEqual(['committee', ...moves.slice(0, -1).map(({ to }) => to)]);
    expect(moves.map(({ no }) => no)).toEqual(moves.map((_, i) => i + 1));
  });

  it('is with household 13 on February 10 at 08:00', () => {
    expect(holderAt(moves, instant('2020-02-10', '08:00'))).toBe(hh(13));
  });

  it('offers the next household at 20:15, not a minute before', () => {
    const keyTurns = keyTurnsOf(factsOf(yard22(24)), '大门');
    const stateAt = (time: string) => handoverState(keyTurns, hh(12), instant('2020-02-09', time));
    expect(stateAt('19:29')).toMatchObject({ next: hh(13), state: 'rests' });
    expect(stateAt('19:30')).toMatchObject({ next: hh(13), state: 'soon' });
    expect(stateAt('20:00')).toMatchObject({ next: hh(13), state: 'due' });
    expect(stateAt('20:14')).toMatchObject({ state: 'due' });
    expect(stateAt('20:15')).toMatchObject({ next: hh(13), state: 'offered' });
    expect(isAlarm(keyTurns, hh(12), instant('2020-02-10', '07:59'))).toBe(false);
    expect(isAlarm(keyTurns, hh(12), instant('2020-02-10', '08:00'))).toBe(true);
    expect(isAlarm(keyTurns, hh(13), instant('2020-02-10', '08:00'))).toBe(false);
  });
});

describe('a handover', () => {
  it.each<[string, 'giver' | 'receiver']>([
    ['the giver first', 'giver'],
    ['the receiver first', 'receiver'],
  ])('is complete after two taps, %s', (_, first) => {
    const [one, other] = first === 'giver' ? [give, take] : [take, give];
    const half = one(fresh, hh(1), tapAt(FIRST));
    expect(half).toMatchObject({ key: { holder: 'committee' } });
    expect(half.move).toBeUndefined();
    const done = other(half.key, hh(1), tapAt(FIRST + MINUTE_MS));
    expect(done.move).toMatchObject({ no: 1, to: hh(1), way: 'taps' });
    expect(done.key).toMatchObject({ holder: hh(1), code: '1111', moveCount: 1 });
    expect(done.key.half).toBeUndefined();
  });

  it('is not completed by a tap for somebody else', () => {
    const half = give(fresh, hh(1), tapAt(FIRST)).key;
    expect(take(half, hh(2), tapAt(FIRST)).move).toBeUndefined();
  });

  it('is done with the holder’s code; after five wrong ones no code helps any more', () => {
    let key = fresh;
    for (let n = 1; n <= 5; n += 1) {
      const wrong = takeByCode(key, { to: hh(1), code: '0000' }, tapAt(FIRST));
      expect(wrong).toMatchObject({ right: false, key: { wrongCodes: n, holder: 'committee' } });
      key = wrong.key;
    }
    const right = { to: hh(1) as Holder, code: '4821' };
    expect(() => takeByCode(key, right, tapAt(FIRST))).toThrow(
      expect.objectContaining({ code: 'KEY_CODE_LOCKED' }),
    );
    expect(takeByCode(fresh, right, tapAt(FIRST))).toMatchObject({ right: true, move: { no: 1 } });
  });

  it('that was written down later keeps its own instant, between the last move and now', () => {
    const now = FIRST + 3 * HOUR_MS;
    expect(record(fresh, hh(1), tapAt(FIRST, now)).move).toMatchObject({
      way: 'recorded',
      at: FIRST,
      recordedAt: now,
    });
    expect(record(fresh, hh(1), tapAt(0, now)).move).toMatchObject({ at: fresh.since });
    expect(record(fresh, hh(1), tapAt(now * 2, now)).move).toMatchObject({ at: now });
  });

  it('waits while the key is lost, until the committee puts another in its place', () => {
    const { key: lost, move } = lose({ ...fresh, holder: hh(1) }, tapAt(FIRST));
    expect(move).toMatchObject({ no: 1, from: hh(1), to: hh(1), way: 'lost' });
    expect(() => give(lost, hh(2), tapAt(FIRST))).toThrow(
      expect.objectContaining({ code: 'KEY_LOST' }),
    );
    const there = replaceLost(lost, hh(2), tapAt(FIRST));
    expect(there).toMatchObject({ key: { holder: hh(2) }, move: { from: hh(1), way: 'replaced' } });
    expect(there.key.lostAt).toBeUndefined();
    expect(there.key.moveCount).toBe(2);
  });

  it('counts no tap for a door that stayed closed, and nothing happens before it did', () => {
    const half = give({ ...fresh, holder: hh(1) }, hh(2), tapAt(FIRST)).key;
    const { key, move } = passedOn(half, tapAt(FIRST + MINUTE_MS));
    expect(key.half).toBeUndefined();
    expect(move).toMatchObject({ from: hh(1), to: hh(1), way: 'passedOn' });
    const late = record(key, hh(3), tapAt(FIRST, FIRST + HOUR_MS));
    expect(late.move).toMatchObject({ no: 2, at: FIRST + MINUTE_MS });
  });

  it('begins with a line of its own, goes home when its holder leaves, and ends at home', () => {
    const spare = added(hh(1), tapAt(FIRST));
    expect(spare.move).toMatchObject({ no: 1, from: 'committee', to: hh(1), way: 'added' });
    expect(() => retire(spare.key, tapAt(FIRST))).toThrow(
      expect.objectContaining({ code: 'KEY_STILL_OUT' }),
    );
    const home = leftBehind(spare.key, 'committee', tapAt(FIRST + HOUR_MS));
    expect(home).toMatchObject({ key: { holder: 'committee' }, move: { no: 2, way: 'left' } });
    expect(retire(home.key, tapAt(FIRST + HOUR_MS)).move).toMatchObject({ no: 3, way: 'retired' });
    const lost = lose(spare.key, tapAt(FIRST + HOUR_MS)).key;
    expect(retire(lost, tapAt(FIRST + HOUR_MS)).move).toMatchObject({ from: hh(1), to: hh(1) });
  });

  it('has four digits, whatever chance gives', () => {
    expect(codeFrom(new Uint8Array([0, 7]))).toBe('0007');
    expect(codeFrom(new Uint8Array([255, 255]))).toBe('5535');
  });
});

describe('a gate with two shifts', () => {
  it('hands the key over at noon as well', () => {
    const post = { gate: '大门' };
    const base = yard22(5);
    const posts = [
      { ...post, id: 'p1', opensAt: '08:00', closesAt: '14:00' },
      { ...post, id: 'p2', opensAt: '14:00', closesAt: '20:00' },
    ];
    const roster = { ...base, versions: base.versions.map((one) => ({ ...one, posts })) };
    const due = keyTurnsOf(factsOf(roster).slice(0, 4), '大门').map(({ handoverAt, turn }) => [
      handoverAt,
      turn.doer,
    ]);
    expect(due).toEqual([
      [instant('2020-01-28', '20:00'), hh(1)],
      [instant('2020-01-29', '14:00'), hh(2)],
      [instant('2020-01-29', '20:00'), hh(3)],
      [instant('2020-01-30', '14:00'), hh(4)],
    ]);
  });
});
