import type { PhoneContext } from '../runtime/ports';

interface ClockState {
  readonly now: number;
  readonly running: boolean;
  readonly real: boolean;
}

const MachineDate = Date;

/** What the phone's clock is ahead of the machine's, or the instant it stands still at. */
let aheadMs = 0;
let stillAt: number | undefined;
let followed = false;

const phoneNow = (): number => stillAt ?? MachineDate.now() + aheadMs;

/**
 * The phone shows the time of the product, as a real phone and a real cloud share the real one: pages say 今天 and
 * fill in dates by it. The page around the phone tells when somebody turns the clock.
 */
export function followClock(context: PhoneContext): void {
  context.hear((message) => {
    if (message.kind === 'clock') turn(message);
  });
  const asked = new XMLHttpRequest();
  // The mini-program's first line may ask what day it is, so this one answer is waited for.
  asked.open('GET', '/control/clock', false);
  try {
    asked.send();
    turn(JSON.parse(asked.responseText) as ClockState);
  } catch {
    // Without a server there is only the machine's time.
  }
}

function turn({ now, running, real }: ClockState): void {
  aheadMs = now - MachineDate.now();
  stillAt = running ? undefined : now;
  if (real && !followed) return;
  if (real) aheadMs = 0;
  if (!followed) replaceDate();
  followed = true;
}

function replaceDate(): void {
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, given, made) =>
      Reflect.construct(target, given.length === 0 ? [phoneNow()] : given, made),
    apply: () => new MachineDate(phoneNow()).toString(),
    get: (target, name) => (name === 'now' ? phoneNow : Reflect.get(target, name)),
  });
}
