import { Builtin } from './base';

export class MovableArea extends Builtin {
  static override readonly attributes = ['scale-area'];
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** A view that a finger moves inside its area. */
export class MovableView extends Builtin {
  static override readonly attributes = [
    'direction',
    'x',
    'y',
    'disabled',
    'out-of-bounds',
    'animation',
  ];
  static override readonly ignored = [
    'inertia',
    'damping',
    'friction',
    'scale',
    'scale-min',
    'scale-max',
    'scale-value',
  ];
  private place: Place = { x: 0, y: 0 };

  override setup(): void {
    this.addEventListener('pointerdown', (down) => this.follow(down));
  }

  override changed(name: string): void {
    if (name === 'style') this.draw();
    if (name !== 'x' && name !== 'y') return;
    this.moveTo({ x: this.size('x', this.place.x), y: this.size('y', this.place.y) }, '');
  }

  private follow(down: PointerEvent): void {
    const direction = this.text('direction', 'none');
    if (direction === 'none' || this.flag('disabled')) return;
    const from = this.place;
    const move = (event: PointerEvent) => {
      const dx = direction === 'vertical' ? 0 : event.clientX - down.clientX;
      const dy = direction === 'horizontal' ? 0 : event.clientY - down.clientY;
      this.moveTo({ x: from.x + dx, y: from.y + dy }, 'touch');
    };
    const end = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
  }

  private moveTo(place: Place, source: '' | 'touch'): void {
    const { x, y } = this.bounded(place);
    if (x === this.place.x && y === this.place.y && source !== '') return;
    this.place = { x, y };
    this.draw();
    if (this.isConnected) this.fire('change', { x, y, source });
  }

  private draw(): void {
    this.style.transform = `translate(${this.place.x}px, ${this.place.y}px)`;
  }

  private bounded({ x, y }: Place): Place {
    const area = this.closest<HTMLElement>('wx-movable-area');
    if (!area || this.flag('outOfBounds') || !this.isConnected) return { x, y };
    const within = (at: number, room: number) =>
      Math.min(Math.max(0, room), Math.max(Math.min(0, room), at));
    return {
      x: within(x, area.clientWidth - this.offsetWidth),
      y: within(y, area.clientHeight - this.offsetHeight),
    };
  }
}
