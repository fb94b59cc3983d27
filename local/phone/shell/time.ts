/** Instants as people in Chengdu read them; the zone has had a fixed offset since 1991. */

export const CHINA_OFFSET_MS = 8 * 3_600_000;

let aheadMs = 0;
let stillAt: number | undefined;

/** What the clock of the product shows; the settings keep it. */
export const productNow = (): number => stillAt ?? Date.now() + aheadMs;

export function followClock({ now, running }: { now: number; running: boolean }): void {
  aheadMs = now - Date.now();
  stillAt = running ? undefined : now;
}

const WEEK = '日一二三四五六';

/** `9月2日 周三 08:05:09` */
export function clockText(at: number): string {
  const { month, day, week, time } = partsOf(at);
  return `${month}月${day}日 周${week} ${time}`;
}

/** `9月2日 08:05` */
export function shortText(at: number): string {
  const { month, day, time } = partsOf(at);
  return `${month}月${day}日 ${time.slice(0, 5)}`;
}

/** `08:05:09` */
export const timeText = (at: number): string => partsOf(at).time;

/** What `<input type="datetime-local">` wants. */
export const localInput = (at: number): string =>
  new Date(at + CHINA_OFFSET_MS).toISOString().slice(0, 16);

function partsOf(at: number) {
  const shifted = new Date(at + CHINA_OFFSET_MS);
  return {
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    week: WEEK[shifted.getUTCDay()] ?? '',
    time: shifted.toISOString().slice(11, 19),
  };
}
