export interface Drag {
  direction(): 'x' | 'y';
  /** @returns false when this drag is none of its business */
  begin(): boolean;
  /** @param px since the finger went down */
  move(px: number): void;
  /** @param speed pixels a millisecond */
  end(px: number, speed: number): void;
}

const START_PX = 6;

/**
 * Dragging along one axis, by finger or mouse. The node's `touch-action` must leave that axis to it:
 * the browser reads it when the finger goes down.
 */
export function dragging(node: HTMLElement, drag: Drag): void {
  node.addEventListener('pointerdown', (down) => {
    if (down.button !== 0 || !down.isPrimary) return;
    new Pull(drag, down).follow();
  });
}

/** One drag, from the finger's touch to its lift. */
class Pull {
  private readonly turned: boolean;
  private started = false;
  private px = 0;
  private speed = 0;
  private lastMs: number;

  constructor(
    private readonly drag: Drag,
    private readonly down: PointerEvent,
  ) {
    this.turned = drag.direction() === 'y';
    this.lastMs = down.timeStamp;
  }

  follow(): void {
    window.addEventListener('pointermove', this.move);
    window.addEventListener('pointerup', this.lift);
    window.addEventListener('pointercancel', this.lift);
  }

  private leave(): void {
    window.removeEventListener('pointermove', this.move);
    window.removeEventListener('pointerup', this.lift);
    window.removeEventListener('pointercancel', this.lift);
  }

  private readonly move = (event: PointerEvent): void => {
    if (event.pointerId !== this.down.pointerId) return;
    const dx = event.clientX - this.down.clientX;
    const dy = event.clientY - this.down.clientY;
    const px = this.turned ? dy : dx;
    if (!this.started && !this.starts(px, this.turned ? dx : dy)) return;
    const ms = event.timeStamp - this.lastMs;
    if (ms > 0) this.speed = (px - this.px) / ms;
    this.lastMs = event.timeStamp;
    this.px = px;
    this.drag.move(px);
  };

  private readonly lift = (event: PointerEvent): void => {
    if (event.pointerId !== this.down.pointerId) return;
    this.leave();
    if (this.started) this.drag.end(this.px, this.speed);
  };

  private starts(along: number, across: number): boolean {
    const far = Math.abs(along) >= START_PX;
    const away = Math.abs(across) > START_PX;
    if (!far && !away) return false;
    if (far && this.drag.begin()) this.started = true;
    else this.leave();
    return this.started;
  }
}
