import { dragging } from './dragging';

const SETTLE_MS = 120;

export interface WheelOptions {
  /** CSS pixels of one row. */
  rowPx(): number;
  count(): number;
  picked(index: number): void;
}

/** A column that snaps to its rows: by finger, wheel, mouse, arrow keys, or a tap on a row. */
export class Wheel {
  private index = 0;
  private timer = 0;
  /** The row it is gliding to; what lies between is not chosen, however slowly it passes. */
  private goal: number | undefined;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly options: WheelOptions,
  ) {
    scroller.tabIndex = 0;
    scroller.addEventListener('scroll', () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.settle(), SETTLE_MS);
    });
    for (const byHand of ['wheel', 'touchstart', 'pointerdown']) {
      scroller.addEventListener(byHand, () => this.letGo(), { passive: true });
    }
    scroller.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      this.pick(this.index + step);
    });
    scroller.addEventListener('click', (event) => {
      const top = scroller.getBoundingClientRect().top + scroller.clientHeight / 2;
      const rows = Math.round((event.clientY - top) / options.rowPx());
      if (rows !== 0) this.pick(this.index + rows);
    });
    this.dragByMouse();
  }

  get value(): number {
    return this.index;
  }

  /** From outside: no event. */
  show(index: number): void {
    this.letGo();
    this.index = this.within(index);
    this.scroller.scrollTop = this.index * this.options.rowPx();
  }

  private pick(index: number): void {
    const goal = this.within(index);
    this.goal = goal;
    this.scroller.scrollTo({ top: goal * this.options.rowPx(), behavior: 'smooth' });
    this.take(goal);
  }

  private settle(): void {
    // A column that was drawn anew stands at nought.
    if (!this.scroller.isConnected) return;
    const rows = Math.round(this.scroller.scrollTop / this.options.rowPx());
    if (this.goal === rows) this.letGo();
    else if (this.goal === undefined) this.take(this.within(rows));
  }

  private letGo(): void {
    this.goal = undefined;
  }

  private take(index: number): void {
    if (index === this.index) return;
    this.index = index;
    this.options.picked(index);
  }

  private within(index: number): number {
    return Math.min(Math.max(0, this.options.count() - 1), Math.max(0, index));
  }

  /** A finger scrolls by itself. */
  private dragByMouse(): void {
    const { scroller } = this;
    let mouse = false;
    let from = 0;
    scroller.addEventListener('pointerdown', ({ pointerType }) => {
      mouse = pointerType === 'mouse';
    });
    dragging(scroller, {
      direction: () => 'y',
      begin: () => {
        from = scroller.scrollTop;
        if (mouse) scroller.style.scrollSnapType = 'none';
        return mouse;
      },
      move: (px) => {
        scroller.scrollTop = from - px;
      },
      end: () => {
        scroller.style.scrollSnapType = '';
        this.pick(Math.round(scroller.scrollTop / this.options.rowPx()));
      },
    });
  }
}
