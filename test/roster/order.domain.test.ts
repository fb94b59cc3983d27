import fc from 'fast-check';
import { byDoor, byLots } from '../../cloudfunctions/roster/order';
import { hh, households } from './yard';

describe('an order', () => {
  it('by door counts as people do', () => {
    const doors = [
      { id: hh(1), unit: '10单元', door: '101' },
      { id: hh(2), unit: '2单元', door: '1001' },
      { id: hh(3), unit: '2单元', door: '201' },
      { id: hh(4), unit: '2单元', door: '101' },
    ];
    expect(byDoor(doors)).toEqual([hh(4), hh(3), hh(2), hh(1)]);
  });

  it('by lots is drawn alike by everybody who knows the seed, whatever stood first', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...households(20)]), fc.string(), (some, seed) => {
        const drawn = byLots(some, seed);
        expect([...drawn].sort()).toEqual([...some].sort());
        expect(byLots([...some].reverse(), seed)).toEqual(drawn);
      }),
    );
  });

  it('by lots puts everybody first about as often', () => {
    const firsts = Array.from({ length: 2_000 }, (_, i) => byLots(households(10), `种子${i}`)[0]);
    for (const one of households(10)) {
      const share = firsts.filter((first) => first === one).length / firsts.length;
      expect(Math.abs(share - 0.1)).toBeLessThan(0.03);
    }
  });
});
