import type { Clock } from '../clock';
import type { Host } from './host';

const STEP_MS = 5 * 60_000;
const LOOK_MS = 1000;

export interface Timers {
  /** Runs the timers once when the clock stands in another five minutes than at the last look; waits for them. */
  catchUp(): Promise<void>;
  close(): void;
}

/**
 * The five-minute tick of the product clock. Passing many boundaries at once fires once, as a
 * late cron would: due work is found by time, not by the number of ticks. Going back fires nothing.
 * `settled` is what a tick waits for while the data are being replaced.
 */
export function createTimers(host: Host, clock: Clock, settled: () => Promise<void>): Timers {
  let last = boundary(clock);

  const look = async () => {
    await settled();
    const current = boundary(clock);
    const passed = current > last;
    last = current;
    if (passed) await fireTimers(host, current * STEP_MS);
  };
  let looks = Promise.resolve();
  let waiting = 0;
  // One after the other: a story sets the clock many times, and a tick that waits for its end is enough.
  const catchUp = (): Promise<void> => {
    waiting += 1;
    const mine = looks.then(look).finally(() => {
      waiting -= 1;
    });
    looks = mine.catch(() => undefined);
    return mine;
  };
  const looking = setInterval(() => {
    if (waiting === 0) void catchUp();
  }, LOOK_MS);
  looking.unref();

  return { catchUp, close: () => clearInterval(looking) };
}

const boundary = (clock: Clock) => Math.floor(clock.now() / STEP_MS);

/** Runs every timer once, one after the other. */
export async function fireTimers(host: Host, at: number): Promise<void> {
  const due = host.list().flatMap(({ name, timers }) => timers.map((timer) => ({ name, timer })));
  for (const { name, timer } of due) {
    const event = {
      Type: 'Timer',
      TriggerName: timer,
      Time: new Date(at).toISOString(),
      Message: '',
    };
    await host.invoke({ fn: name, event, source: 'wx_timer', trigger: 'timer' });
  }
}
