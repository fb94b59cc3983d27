/** `$geoNear`: documents by their distance from a point. */
import { badQuery } from './errors';
import { compileFilter } from './filter';
import { distance, pointsOf } from './geo';
import { firstAt } from './path';
import { setIn } from './stage-add-fields';
import { type Doc, isPlain, numberOf } from './value';

const numberIn = (value: unknown, without: number): number =>
  value === undefined ? without : numberOf(value);

/** Distances in metres, times `distanceMultiplier`. */
export function geoNear(docs: readonly Doc[], operand: Doc): readonly Doc[] {
  const [center] = pointsOf(operand.near);
  if (!center) throw badQuery("$geoNear requires a 'near' option");
  if (typeof operand.distanceField !== 'string') {
    throw badQuery("$geoNear requires a 'distanceField' option as a String");
  }
  const path = String(operand.key ?? geoFieldOf(docs));
  const max = numberIn(operand.maxDistance, Number.POSITIVE_INFINITY);
  const min = numberIn(operand.minDistance, 0);
  return docs
    .filter(compileFilter((operand.query ?? {}) as Doc))
    .flatMap((doc) => {
      const location = firstAt(doc, path);
      const [point] = pointsOf(location);
      const metres = point ? distance(center, point) : Number.NaN;
      return metres <= max && metres >= min ? [{ doc, metres, location }] : [];
    })
    .sort((a, b) => a.metres - b.metres)
    .slice(0, numberIn(operand.limit ?? operand.num, Number.POSITIVE_INFINITY))
    .map((found) => told(found, operand));
}

interface Placed {
  readonly doc: Doc;
  readonly metres: number;
  readonly location: unknown;
}

function told({ doc, metres, location }: Placed, operand: Doc): Doc {
  const shown = metres * numberIn(operand.distanceMultiplier, 1);
  const withDistance = setIn(doc, String(operand.distanceField).split('.'), shown) as Doc;
  if (operand.includeLocs === undefined) return withDistance;
  return setIn(withDistance, String(operand.includeLocs).split('.'), location) as Doc;
}

const geoFieldOf = (docs: readonly Doc[]): string => {
  const isGeometry = (value: unknown): boolean => isPlain(value) && 'coordinates' in value;
  const field = docs.flatMap(Object.entries).find(([, value]) => isGeometry(value));
  return String(field?.[0] ?? 'location');
};
