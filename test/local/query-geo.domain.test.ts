import { compileFilter } from '../../local/cloud/query/filter';
import { distance } from '../../local/cloud/query/geo';
import type { Doc } from '../../local/cloud/query/value';

const point = (lng: number, lat: number): Doc => ({ type: 'Point', coordinates: [lng, lat] });
const polygon = (...rings: number[][][]): Doc => ({ type: 'Polygon', coordinates: rings });
const line = (...coordinates: number[][]): Doc => ({ type: 'LineString', coordinates });
const square = (from: number, to: number): number[][] => [
  [from, from],
  [to, from],
  [to, to],
  [from, to],
  [from, from],
];
const fits = (at: unknown, condition: Doc) => compileFilter({ at: condition })({ at });

it('measures metres on a sphere', () => {
  // A degree of latitude on MongoDB's earth of 6,378.1 km.
  expect(distance([104, 30], [104, 31])).toBeCloseTo(111_318.84, 1);
  expect(distance([104, 30], [104, 30])).toBe(0);
  expect(distance([0, 0], [180, 0])).toBeCloseTo(Math.PI * 6_378_100, 3);
});

describe('$geoWithin', () => {
  const holed = { $geoWithin: { $geometry: polygon(square(0, 10), square(4, 6)) } };
  const two = {
    $geoWithin: {
      $geometry: { type: 'MultiPolygon', coordinates: [[square(0, 1)], [square(5, 6)]] },
    },
  };

  it.each<[string, unknown, Doc, boolean]>([
    ['a point inside', point(1, 1), holed, true],
    ['a point on the edge', point(0, 5), holed, true],
    ['a point in the hole', point(5, 5), holed, false],
    ['a point outside', point(11, 1), holed, false],
    ['the second of two polygons', point(5.5, 5.5), two, true],
    ['a line wholly inside', line([1, 1], [2, 2]), holed, true],
    ['a line half inside', line([1, 1], [20, 2]), holed, false],
    ['a pair of numbers', [1, 1], holed, true],
    ['what is no place', 'here', holed, false],
    [
      'a circle',
      point(104.001, 30),
      { $geoWithin: { $centerSphere: [[104, 30], 200 / 6_378_100] } },
      true,
    ],
    [
      'beyond the circle',
      point(104.003, 30),
      { $geoWithin: { $centerSphere: [[104, 30], 200 / 6_378_100] } },
      false,
    ],
    ['a circle on the plane', point(3, 4), { $geoWithin: { $center: [[0, 0], 5] } }, true],
    ['beyond it', point(3, 4.1), { $geoWithin: { $center: [[0, 0], 5] } }, false],
    [
      'a box',
      point(1, 1),
      {
        $geoWithin: {
          $box: [
            [0, 0],
            [2, 2],
          ],
        },
      },
      true,
    ],
    [
      'a plain polygon',
      point(1, 1),
      {
        $geoWithin: {
          $polygon: [
            [0, 0],
            [3, 0],
            [0, 3],
          ],
        },
      },
      true,
    ],
  ])('%s', (_, at, condition, expected) => {
    expect(fits(at, condition)).toBe(expected);
  });
});

describe('$geoIntersects', () => {
  const meets = (shape: Doc): Doc => ({ $geoIntersects: { $geometry: shape } });

  it.each<[string, unknown, Doc, boolean]>([
    ['the same point', point(1, 1), point(1, 1), true],
    ['another point', point(1, 1), point(1, 2), false],
    ['a point of a line', point(1, 1), line([0, 0], [2, 2]), true],
    ['lines that cross', line([0, 2], [2, 0]), line([0, 0], [2, 2]), true],
    ['lines that do not', line([0, 2], [0, 0]), line([1, 0], [1, 2]), false],
    ['a line through a polygon', line([-1, 5], [11, 5]), polygon(square(0, 10)), true],
    ['polygons that overlap', polygon(square(0, 5)), polygon(square(4, 9)), true],
    ['one inside the other', polygon(square(2, 3)), polygon(square(0, 10)), true],
    ['polygons apart', polygon(square(0, 1)), polygon(square(2, 3)), false],
  ])('%s', (_, at, shape, expected) => {
    expect(fits(at, meets(shape))).toBe(expected);
  });
});

describe('$near', () => {
  it.each<[string, Doc, boolean]>([
    ['within reach', { $geometry: point(104, 30), $maxDistance: 150 }, true],
    ['out of reach', { $geometry: point(104, 30), $maxDistance: 50 }, false],
    ['too near', { $geometry: point(104, 30), $minDistance: 150 }, false],
  ])('%s', (_, near, expected) => {
    const at = point(104.001, 30);
    expect(fits(at, { $near: near })).toBe(expected);
    expect(fits(at, { $nearSphere: near })).toBe(expected);
  });
});
