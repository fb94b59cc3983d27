/** Geometry on a sphere: distances in metres, polygons with great-circle-free (planar) edges. */
import { badQuery } from './errors';
import { type Doc, isPlain, numberOf } from './value';

const EARTH_M = 6_378_100;
type Point = readonly [lng: number, lat: number];
type Fits = (value: unknown) => boolean;
const rad = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two points, by the haversine formula on MongoDB's earth radius. */
export function distance([lng1, lat1]: Point, [lng2, lat2]: Point): number {
  const a =
    Math.sin(rad(lat2 - lat1) / 2) ** 2 +
    Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * Math.sin(rad(lng2 - lng1) / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(a)));
}

const asPoint = (value: unknown): Point | undefined =>
  Array.isArray(value) && value.length >= 2 && value.every((n) => typeof n === 'number')
    ? [numberOf(value[0]), numberOf(value[1])]
    : undefined;

/** Every vertex of a GeoJSON geometry or of a legacy coordinate pair. */
export function pointsOf(value: unknown): readonly Point[] {
  const coordinates = isPlain(value) && 'coordinates' in value ? value.coordinates : value;
  const point = asPoint(coordinates);
  if (point) return [point];
  return Array.isArray(coordinates) ? coordinates.flatMap(pointsOf) : [];
}

const ringsOf = (geometry: Doc): readonly (readonly Point[][])[] => {
  const { type, coordinates } = geometry;
  if (type === 'Polygon') return [coordinates as Point[][]];
  return type === 'MultiPolygon' ? (coordinates as Point[][][]) : [];
};

const linesOf = (geometry: Doc): readonly (readonly Point[])[] => {
  const { type, coordinates } = geometry;
  if (type === 'LineString') return [coordinates as Point[]];
  if (type === 'MultiLineString') return coordinates as Point[][];
  return ringsOf(geometry).flat();
};

function onSegment([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): boolean {
  const cross = (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1);
  const between = (x - x1) * (x - x2) <= 0 && (y - y1) * (y - y2) <= 0;
  return Math.abs(cross) < 1e-12 && between;
}

function inRing(point: Point, ring: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const a = ring[i];
    const b = ring[j];
    if (!a || !b) continue;
    if (onSegment(point, a, b)) return true;
    const crosses = a[1] > point[1] !== b[1] > point[1];
    if (crosses && point[0] < ((b[0] - a[0]) * (point[1] - a[1])) / (b[1] - a[1]) + a[0])
      inside = !inside;
  }
  return inside;
}

const inPolygon = (point: Point, [outer, ...holes]: readonly Point[][]): boolean =>
  outer !== undefined && inRing(point, outer) && !holes.some((hole) => inRing(point, hole));

const inAny = (point: Point, polygons: readonly (readonly Point[][])[]): boolean =>
  polygons.some((polygon) => inPolygon(point, polygon));

const turn = (a: Point, b: Point, c: Point): number =>
  Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));

function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  if (onSegment(a, c, d) || onSegment(b, c, d) || onSegment(c, a, b) || onSegment(d, a, b))
    return true;
  return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
}

const segmentsOf = (line: readonly Point[]): [Point, Point][] =>
  line.slice(1).map((to, i) => [line[i] as Point, to]);

function intersects(a: Doc, b: Doc): boolean {
  if (pointsOf(a).some((p) => touches(p, b)) || pointsOf(b).some((p) => touches(p, a))) return true;
  const left = linesOf(a).flatMap(segmentsOf);
  const right = linesOf(b).flatMap(segmentsOf);
  return left.some(([p, q]) => right.some(([r, s]) => segmentsCross(p, q, r, s)));
}

function touches(point: Point, geometry: Doc): boolean {
  if (inAny(point, ringsOf(geometry))) return true;
  if (
    linesOf(geometry)
      .flatMap(segmentsOf)
      .some(([a, b]) => onSegment(point, a, b))
  )
    return true;
  const isPoint = geometry.type === 'Point' || geometry.type === 'MultiPoint';
  return isPoint && pointsOf(geometry).some(([x, y]) => x === point[0] && y === point[1]);
}

const geometryIn = (operand: unknown): Doc => {
  const inner = isPlain(operand) ? (operand.$geometry ?? operand) : operand;
  const point = asPoint(inner);
  return point ? { type: 'Point', coordinates: point } : (inner as Doc);
};

const asGeometry = (value: unknown): Doc | undefined => {
  if (isPlain(value) && 'coordinates' in value) return value;
  const point = asPoint(value);
  return point && { type: 'Point', coordinates: point };
};

function near(operand: unknown, siblings: Doc): Fits {
  const [center] = pointsOf(geometryIn(operand));
  const options = isPlain(operand) ? { ...siblings, ...operand } : siblings;
  const max =
    options.$maxDistance === undefined ? Number.POSITIVE_INFINITY : numberOf(options.$maxDistance);
  const min = options.$minDistance === undefined ? 0 : numberOf(options.$minDistance);
  return (value) => {
    const [point] = pointsOf(asGeometry(value));
    if (!center || !point) return false;
    const metres = distance(center, point);
    return metres <= max && metres >= min;
  };
}

function within(operand: unknown): Fits {
  const shape = operand as Doc;
  const circle = shape.$centerSphere ?? shape.$center;
  if (Array.isArray(circle)) return inCircle(circle, { onSphere: '$centerSphere' in shape });
  if (Array.isArray(shape.$box)) {
    const [low, high] = shape.$box as [Point, Point];
    return (value) =>
      allPoints(value, ([x, y]) => x >= low[0] && x <= high[0] && y >= low[1] && y <= high[1]);
  }
  const polygons = Array.isArray(shape.$polygon)
    ? [[shape.$polygon as Point[]]]
    : ringsOf(geometryIn(operand));
  return (value) => allPoints(value, (p) => inAny(p, polygons));
}

/** A radius in radians on the sphere; on the plane in the coordinates' own unit. */
function inCircle([place, radius]: unknown[], { onSphere }: { onSphere: boolean }): Fits {
  const [center] = pointsOf(place);
  if (!center) throw badQuery('$geoWithin needs the center of its circle');
  const reach = numberOf(radius) * (onSphere ? EARTH_M : 1);
  const measure = onSphere ? distance : onPlane;
  return (value) => allPoints(value, (point) => measure(center, point) <= reach);
}

const onPlane = ([x1, y1]: Point, [x2, y2]: Point): number => Math.hypot(x2 - x1, y2 - y1);

function allPoints(value: unknown, fits: (point: Point) => boolean): boolean {
  const points = pointsOf(asGeometry(value));
  return points.length > 0 && points.every(fits);
}

export const geoTests: Readonly<Record<string, (operand: unknown, siblings: Doc) => Fits>> = {
  $near: near,
  $nearSphere: near,
  $geoNear: near,
  $geoWithin: within,
  $within: within,
  $geoIntersects: (operand) => {
    const geometry = geometryIn(operand);
    return (value) => {
      const own = asGeometry(value);
      return own !== undefined && intersects(own, geometry);
    };
  },
};

export interface Near {
  readonly path: string;
  readonly center: Point;
}

/** The centre a query sorts by, when it asks for the nearest first; also inside an `$and`. */
export function nearCenter(query: Doc): Near | undefined {
  for (const [path, condition] of Object.entries(query)) {
    const found = path === '$and' ? nearInAny(condition) : nearIn(path, condition);
    if (found) return found;
  }
  return undefined;
}

function nearInAny(parts: unknown): Near | undefined {
  for (const part of Array.isArray(parts) ? parts : []) {
    const found = isPlain(part) ? nearCenter(part) : undefined;
    if (found) return found;
  }
  return undefined;
}

function nearIn(path: string, condition: unknown): Near | undefined {
  if (!isPlain(condition)) return undefined;
  const operand = condition.$near ?? condition.$nearSphere ?? condition.$geoNear;
  const [center] = operand === undefined ? [] : pointsOf(geometryIn(operand));
  return center && { path, center };
}
