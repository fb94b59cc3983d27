import { calls } from './calls';
import { cold } from './cold';
import { crash } from './crash';
import { fuzz } from './fuzz';
import { kill9 } from './kill9';
import { oversell } from './oversell';
import { phone } from './phone';
import { restore } from './restore';
import { roster } from './roster';
import { rush } from './rush';
import { scale } from './scale';
import type { Row } from './support/rows';
import { taps } from './taps';

export const benches: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  calls,
  cold,
  crash,
  fuzz,
  kill9,
  oversell,
  phone,
  restore,
  roster,
  rush,
  scale,
  taps,
};
