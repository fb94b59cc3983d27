/** A picture for the demo: flower pots on a wall, drawn by rules and written as PNG, so that nobody's photo is needed. */
import { crc32, deflateSync } from 'node:zlib';
import { chance } from './chance';

const WIDTH = 720;
const HEIGHT = 480;
type Colour = readonly [red: number, green: number, blue: number];

const SKY: Colour = [247, 242, 232];
const WALL: Colour = [214, 196, 170];
const SHELF: Colour = [141, 110, 84];
const POT: Colour = [184, 96, 66];
const RIM: Colour = [158, 80, 54];
const LEAF: Colour = [86, 130, 82];
const HEART: Colour = [244, 206, 92];
const PETALS: readonly Colour[] = [
  [205, 66, 80],
  [226, 128, 148],
  [240, 176, 84],
  [150, 98, 170],
];

interface Pot {
  readonly x: number;
  readonly top: number;
  readonly petal: Colour;
  readonly blooms: readonly { readonly x: number; readonly y: number; readonly size: number }[];
}

/** Nothing of a pot is further from its middle, or higher. */
const REACH = 70;
const HIGHEST = 110;

const potsOf = (shelf: number): readonly Pot[] =>
  Array.from({ length: 5 }, (_, place): Pot => {
    const index = shelf * 5 + place;
    const x = 90 + place * 135;
    const top = 318;
    const blooms = Array.from({ length: 4 }, (__, n) => ({
      x: x + (chance('x', index, n) - 0.5) * 84,
      y: top - 60 - chance('y', index, n) * 110,
      size: 17 + 9 * chance('size', index, n),
    }));
    return { x, top, petal: PETALS[index % PETALS.length] ?? LEAF, blooms };
  });

/** The bytes of a small PNG; every shelf has other flowers. Every `step`th point: what is shown small is drawn small. */
export function flowerPots(shelf = 0, step = 1): Buffer {
  const pots = potsOf(shelf);
  const width = WIDTH / step;
  const height = HEIGHT / step;
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows.set(colourAt(pots, x * step, y * step), y * (1 + width * 3) + 1 + x * 3);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function colourAt(pots: readonly Pot[], x: number, y: number): Colour {
  for (const pot of pots) {
    if (y < HIGHEST || Math.abs(x - pot.x) > REACH) continue;
    const colour = inBlooms(pot, x, y) ?? inPot(pot, x, y);
    if (colour) return colour;
  }
  if (y >= 398 && y < 416) return SHELF;
  return y < 180 ? SKY : WALL;
}

function inBlooms(
  { blooms, petal, x: middle, top }: Pot,
  x: number,
  y: number,
): Colour | undefined {
  for (const bloom of blooms) {
    const away = Math.hypot(x - bloom.x, y - bloom.y);
    if (away >= bloom.size) continue;
    if (away < bloom.size * 0.35) return HEART;
    // Five petals: the edge swings with the angle.
    const swing = 0.82 + 0.18 * Math.cos(5 * Math.atan2(y - bloom.y, x - bloom.x));
    if (away < bloom.size * swing) return petal;
  }
  const onStem = blooms.some((bloom) => isOnStem({ x, y }, bloom, { x: middle, y: top }));
  return onStem ? LEAF : undefined;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function isOnStem(point: Point, from: Point, to: Point): boolean {
  const along = (point.y - from.y) / (to.y - from.y);
  if (along < 0 || along > 1) return false;
  return Math.abs(point.x - (from.x + (to.x - from.x) * along)) < 3;
}

function inPot({ x: middle, top }: Pot, x: number, y: number): Colour | undefined {
  const below = y - top;
  if (below < 0 || below > 80) return undefined;
  const half = below < 16 ? 46 : 40 - (below - 16) * 0.18;
  if (Math.abs(x - middle) > half) return undefined;
  return below < 16 ? RIM : POT;
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'ascii'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
