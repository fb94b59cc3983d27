import { Builtin } from './base';
import { dragging } from './dragging';
import { drawDots, SWIPER_SHADOW } from './swiper-dots';

const TURN_AT = 0.3;

export class SwiperItem extends Builtin {
  static override readonly attributes = ['item-id'];
  static override readonly ignored = ['skip-hidden-item-layout'];

  override changed(name: string): void {
    if (name === 'style') this.closest<Swiper>('wx-swiper')?.layOut();
  }
}

type Source = '' | 'touch' | 'autoplay';

/** Pages side by side. Each item is placed by its distance to the position, so a circle needs no copies. */
export class Swiper extends Builtin {
  static override readonly attributes = [
    'indicator-dots',
    'indicator-color',
    'indicator-active-color',
    'autoplay',
    'current',
    'current-item-id',
    'interval',
    'duration',
    'circular',
    'vertical',
    'previous-margin',
    'next-margin',
    'display-multiple-items',
    'disable-touch',
  ];
  static override readonly ignored = [
    'snap-to-edge',
    'easing-function',
    'layout-type',
    'transformer-type',
    'indicator-type',
    'scroll-with-animation',
    'cache-extent',
    'worklet:onscrollstart',
  ];
  private index = 0;
  private position = 0;
  private frame = 0;
  private timer = 0;
  private held = false;
  private readonly dots = document.createElement('div');
  private readonly watcher = new MutationObserver(() => this.layOut());

  override setup(): void {
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.innerHTML = SWIPER_SHADOW;
    shadow.append(this.dots);
    this.watcher.observe(this, { childList: true, subtree: true });
    dragging(this, {
      direction: () => (this.flag('vertical') ? 'y' : 'x'),
      begin: () => !this.flag('disableTouch') && this.items.length > 1 && this.hold(true),
      move: (px) => this.drag(px),
      end: (px, speed) => this.drop(px, speed),
    });
  }

  connectedCallback(): void {
    this.layOut();
    this.play();
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
    cancelAnimationFrame(this.frame);
  }

  override changed(name: string): void {
    if (name === 'current') this.show(this.number('current'));
    if (name === 'currentItemId') {
      const id = this.text('currentItemId');
      const found = this.items.findIndex((item) => item.text('itemId') === id);
      if (found >= 0) this.show(found);
    }
    if (name === 'autoplay' || name === 'interval') this.play();
    this.style.setProperty('--dot', this.text('indicatorColor') || null);
    this.style.setProperty('--dot-on', this.text('indicatorActiveColor') || null);
    this.dom('vertical', this.flag('vertical'));
    this.layOut();
  }

  private get items(): SwiperItem[] {
    return [...this.querySelectorAll<SwiperItem>('wx-swiper-item')].filter(
      (item) => item.closest('wx-swiper') === this,
    );
  }

  private get pages(): number {
    const shown = this.flag('circular') ? 1 : this.number('displayMultipleItems', 1);
    return Math.max(1, this.items.length - shown + 1);
  }

  /** From outside: the first value is where it starts, later ones are turned to. */
  private show(index: number): void {
    if (!this.isConnected || this.items.length === 0) {
      this.index = index;
      this.position = index;
      return;
    }
    if (index !== this.index) this.turnTo(index, '');
  }

  private hold(on: boolean): boolean {
    this.held = on;
    cancelAnimationFrame(this.frame);
    return true;
  }

  private get stride(): number {
    return (this.flag('vertical') ? this.itemSize.height : this.itemSize.width) || 1;
  }

  private drag(px: number): void {
    const last = this.pages - 1;
    let position = this.index - px / this.stride;
    if (!this.flag('circular')) {
      const over = position < 0 ? position : Math.max(0, position - last);
      position -= over * 0.7;
    }
    this.position = position;
    this.draw();
    const vertical = this.flag('vertical');
    this.fire('transition', { dx: vertical ? 0 : -px, dy: vertical ? -px : 0 });
  }

  private drop(px: number, speed: number): void {
    this.hold(false);
    const turned = Math.abs(px) > this.stride * TURN_AT || Math.abs(speed) > 0.4;
    const step = turned ? -Math.sign(px) : 0;
    this.turnTo(this.index + step, 'touch');
  }

  private turnTo(index: number, source: Source): void {
    const { pages } = this;
    const circular = this.flag('circular');
    const goal = circular ? index : Math.min(pages - 1, Math.max(0, index));
    const settled = ((goal % pages) + pages) % pages;
    const changed = settled !== this.index;
    this.index = settled;
    this.drawDots();
    const item = this.items[settled]?.text('itemId') ?? '';
    const detail = { current: settled, currentItemId: item, source };
    if (changed) {
      this.model('current', settled);
      this.fire('change', detail);
    }
    this.glide(goal, () => {
      this.position = settled;
      this.draw();
      this.fire('animationfinish', detail);
    });
  }

  private glide(goal: number, done: () => void): void {
    const from = this.position;
    const begunMs = performance.now();
    const durationMs = Math.max(1, this.number('duration', 500));
    const step = (nowMs: number) => {
      const part = Math.min(1, Math.max(0, (nowMs - begunMs) / durationMs));
      this.position = from + (goal - from) * (1 - (1 - part) ** 3);
      this.draw();
      if (part < 1) this.frame = requestAnimationFrame(step);
      else done();
    };
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(step);
  }

  private play(): void {
    clearInterval(this.timer);
    if (!this.flag('autoplay') || !this.isConnected) return;
    const turn = () => {
      if (this.held || document.hidden || this.items.length < 2) return;
      const next = this.index + 1;
      this.turnTo(this.flag('circular') || next < this.pages ? next : 0, 'autoplay');
    };
    this.timer = window.setInterval(turn, this.number('interval', 5000));
  }

  private get itemSize(): { width: number; height: number; before: number } {
    const { clientWidth, clientHeight } = this;
    const before = this.size('previousMargin');
    const margins = before + this.size('nextMargin');
    const shown = this.number('displayMultipleItems', 1);
    return this.flag('vertical')
      ? { width: clientWidth, height: (clientHeight - margins) / shown, before }
      : { width: (clientWidth - margins) / shown, height: clientHeight, before };
  }

  layOut(): void {
    if (!this.isConnected) return;
    this.index = Math.min(this.index, this.pages - 1);
    this.draw();
    this.drawDots();
  }

  private draw(): void {
    const { items, position } = this;
    const { width, height, before } = this.itemSize;
    const vertical = this.flag('vertical');
    const count = items.length;
    items.forEach((item, at) => {
      let distance = at - position;
      if (this.flag('circular') && count > 1) {
        distance = ((((distance + count / 2) % count) + count) % count) - count / 2;
      }
      const px = before + distance * (vertical ? height : width);
      item.style.width = `${width}px`;
      item.style.height = `${height}px`;
      item.style.transform = vertical ? `translateY(${px}px)` : `translateX(${px}px)`;
    });
  }

  private drawDots(): void {
    const count = this.flag('indicatorDots') ? this.pages : 0;
    drawDots(this.dots, { count, on: this.index, vertical: this.flag('vertical') });
  }
}
