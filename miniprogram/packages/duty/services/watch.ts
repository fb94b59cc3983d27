/** Looks again by itself while two people stand at a door, each with a phone. */
const EVERY_MS = 6_000;
/** Nobody stands at a door longer; a page that was left open stops asking. */
const TIMES = 100;

export interface Watch {
  stop(): void;
}

export function watch(look: () => Promise<void>): Watch {
  let left = TIMES;
  const timer = setInterval(() => {
    left -= 1;
    if (left < 0) clearInterval(timer);
    else void look();
  }, EVERY_MS);
  return { stop: () => clearInterval(timer) };
}
