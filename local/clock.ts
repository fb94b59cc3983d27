/** The one clock of the local product: it can stand still, or run on from any instant. */
export interface Clock {
  /** Epoch milliseconds as functions, server dates and due work see them. */
  now(): number;
  /** `now: null` returns to the machine's own time. A clock that does not run stands still. */
  set(setting: ClockSetting): void;
  state(): { readonly now: number; readonly running: boolean; readonly real: boolean };
  /**
   * Two float64 and one more shared with the workers: [offsetMs, frozenAtMs, frozen 0|1].
   * A worker's patched Date reads it, so setting the clock needs no message.
   */
  readonly shared: SharedArrayBuffer;
}

export interface ClockSetting {
  readonly now?: number | null;
  readonly running?: boolean;
}

export const CLOCK_FIELDS = 3;

export function createClock(machine: () => number = Date.now): Clock {
  const shared = new SharedArrayBuffer(CLOCK_FIELDS * Float64Array.BYTES_PER_ELEMENT);
  const cell = new Float64Array(shared);
  const now = () => readClock(cell, machine());

  return {
    shared,
    now,
    set({ now: wanted, running }) {
      const at = wanted === undefined ? now() : (wanted ?? machine());
      const frozen = running === undefined ? cell[2] === 1 : !running;
      cell[0] = at - machine();
      cell[1] = at;
      cell[2] = frozen && wanted !== null ? 1 : 0;
    },
    state: () => ({ now: now(), running: cell[2] !== 1, real: cell[0] === 0 && cell[2] !== 1 }),
  };
}

/** What the clock shows when the machine shows `machineNow`; also used inside the workers. */
export function readClock(cell: Float64Array, machineNow: number): number {
  return cell[2] === 1 ? (cell[1] ?? 0) : machineNow + (cell[0] ?? 0);
}
