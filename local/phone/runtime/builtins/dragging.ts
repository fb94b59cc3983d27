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

/** Dragging along one axis, by finger or mouse; the other axis stays the browser's. */
export function dragging(node: HTMLElement, drag: Drag): void {
  node.addEventListener('pointerdown', (down) => {
    if (down.button !== 0 || !down.isPrimary) return;
    const along = drag.direction();
    node.style.touchAction = along === 'x' ? 'pan-y' : 'pan-x';
    const at = (event: PointerEvent) => (along === 'x' ? event.clientX : event.clientY);
    const across = (event: PointerEvent) => (along === 'x' ? event.clientY : event.clientX);
    let started = false;
    let px = 0;
    let speed = 0;
    let last = { px: 0, ms: down.timeStamp };

    const move = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      px = at(event) - at(down);
      if (!started) {
        if (Math.abs(across(event) - across(down)) > START_PX && Math.abs(px) < START_PX)
          return stop();
        if (Math.abs(px) < START_PX) return;
        if (!drag.begin()) return stop();
        started = true;
      }
      const ms = event.timeStamp - last.ms;
      if (ms > 0) speed = (px - last.px) / ms;
      last = { px, ms: event.timeStamp };
      drag.move(px);
    };
    const finish = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      stop();
      if (started) drag.end(px, speed);
    };
    function stop(): void {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', finish);
      window.removeEventListener('pointercancel', finish);
    }
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', finish);
    window.addEventListener('pointercancel', finish);
  });
}
