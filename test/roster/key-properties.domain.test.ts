import fc from 'fast-check';
import {
  give,
  type Holder,
  holderAt,
  type KeyMove,
  type KeyState,
  type Moved,
  record,
  take,
  takeByCode,
} from '../../cloudfunctions/roster/key-chain';
import { hh } from './yard';

const RUNS = { numRuns: 200 };

describe('any key', () => {
  it('has one holder at any instant, whatever is tapped, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(tap, { maxLength: 60 }), (taps) => {
        const { key, moves, now } = tapped(taps);
        let holder: Holder = 'committee';
        let at = 0;
        for (const move of moves) {
          expect(move.from).toBe(holder);
          expect(move.at).toBeGreaterThanOrEqual(at);
          holder = move.to;
          at = move.at;
        }
        expect(key.holder).toBe(holder);
        expect(holderAt(moves, now)).toBe(holder);
        expect(key.moveCount).toBe(moves.length);
      }),
      RUNS,
    );
  });
});

const tap = fc.record({
  how: fc.constantFrom('give' as const, 'take' as const, 'code' as const, 'record' as const),
  to: fc.oneof(fc.constant('committee' as const), fc.nat(3).map(hh)),
  wait: fc.nat(1_000),
  late: fc.nat(3_000),
  code: fc.constantFrom('1111', '2222'),
});
type Tap = typeof tap extends fc.Arbitrary<infer T> ? T : never;

/** Every tap in its turn; those that are refused change nothing. */
function tapped(taps: readonly Tap[]) {
  let key: KeyState = { holder: 'committee', since: 0, moveCount: 0, code: '1111', wrongCodes: 0 };
  let now = 0;
  const moves: KeyMove[] = [];
  for (const { how, to, wait, late, code } of taps) {
    now += wait;
    const info = { by: 'mb_1' as const, at: now - late, now, nextCode: '1111' };
    const acts = {
      give: () => give(key, to, info),
      take: () => take(key, to, info),
      code: () => takeByCode(key, { to, code }, info),
      record: () => record(key, to, info),
    };
    const after = attempt<Moved>(acts[how]);
    if (after) key = after.key;
    if (after?.move) moves.push(after.move);
  }
  return { key, moves, now };
}

const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};
