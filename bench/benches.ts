import { calls } from './calls';
import { cold } from './cold';
import { kill9 } from './kill9';
import { phone } from './phone';
import { roster } from './roster';
import { scale } from './scale';
import type { Row } from './support/rows';

export const benches: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  calls,
  cold,
  kill9,
  phone,
  roster,
  scale,
};
