import { make } from '../dom';

const REACH_PX = 60;
const START_PX = 8;

interface Finger {
  readonly x: number;
  readonly y: number;
}

/** Pulling the page down past its top, with a finger or the mouse. */
export class PullDown {
  readonly element = make('div', 'phone-pull', make('i', ''), make('i', ''), make('i', ''));
  enabled = false;
  private from: Finger | undefined;
  private pulledPx = 0;
  private refreshing = false;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly refresh: () => void,
  ) {
    this.element.hidden = true;
    this.element.setAttribute('aria-hidden', 'true');
    scroller.addEventListener('touchstart', (event) => this.begin(event.touches[0]), {
      passive: true,
    });
    scroller.addEventListener('touchmove', (event) => this.move(event.touches[0], event), {
      passive: false,
    });
    for (const end of ['touchend', 'touchcancel']) scroller.addEventListener(end, () => this.end());
    scroller.addEventListener('mousedown', (event) => {
      if (event.button !== 0 || !this.enabled) return;
      this.begin({ clientX: event.clientX, clientY: event.clientY });
      const move = (next: MouseEvent) => this.move(next, next);
      const end = () => {
        window.removeEventListener('mousemove', move);
        window.removeEventListener('mouseup', end);
        this.end();
      };
      window.addEventListener('mousemove', move);
      window.addEventListener('mouseup', end);
    });
  }

  /** Shows the dots and asks the page to refresh. */
  start(): void {
    if (this.refreshing) return;
    this.refreshing = true;
    this.draw(REACH_PX, true);
    this.refresh();
  }

  /** @returns whether there was a refresh to end */
  stop(): boolean {
    const was = this.refreshing;
    this.refreshing = false;
    this.draw(0, true);
    return was;
  }

  private begin(finger: { clientX: number; clientY: number } | undefined): void {
    if (!this.enabled || this.refreshing || !finger || this.scroller.scrollTop > 0) return;
    this.from = { x: finger.clientX, y: finger.clientY };
    this.pulledPx = 0;
  }

  private move(finger: { clientX: number; clientY: number } | undefined, event: Event): void {
    if (!this.from || !finger) return;
    const down = finger.clientY - this.from.y;
    const aside = Math.abs(finger.clientX - this.from.x);
    if (this.pulledPx === 0 && (down < START_PX || aside > down)) {
      if (down < -START_PX || aside > START_PX) this.from = undefined;
      return;
    }
    if (event.cancelable) event.preventDefault();
    this.pulledPx = Math.max(1, Math.min(down, REACH_PX + (down - REACH_PX) / 3));
    this.draw(this.pulledPx, false);
  }

  private end(): void {
    if (!this.from) return;
    this.from = undefined;
    if (this.pulledPx >= REACH_PX - START_PX) this.start();
    else if (this.pulledPx > 0) this.draw(0, true);
  }

  private draw(px: number, smooth: boolean): void {
    const { scroller, element } = this;
    element.hidden = px === 0;
    scroller.style.transition = smooth ? 'transform .2s' : '';
    scroller.style.transform = px === 0 ? '' : `translateY(${px}px)`;
  }
}
