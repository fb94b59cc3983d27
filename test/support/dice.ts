export type Roll = (max: number) => number;

/** Repeatable chance: whole numbers from 0, below `max`. */
export function dice(seed: number): Roll {
  let state = seed | 1;
  return (max) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % max;
  };
}
