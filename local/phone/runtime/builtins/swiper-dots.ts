/** The shadow of a swiper: its items by slot, its dots above them. */
export const SWIPER_SHADOW = `<style>
  :host { overflow: hidden }
  .dots { position: absolute; left: 0; right: 0; bottom: 10px; display: flex; justify-content: center; gap: 8px;
    pointer-events: none }
  .dots.vertical { left: auto; right: 10px; top: 0; bottom: 0; flex-direction: column }
  .dots i { width: 8px; height: 8px; border-radius: 50%; background: var(--dot, rgba(0, 0, 0, .3)) }
  .dots i.on { background: var(--dot-on, #000) }
</style><slot></slot>`;

interface Dots {
  readonly count: number;
  readonly on: number;
  readonly vertical: boolean;
}

export function drawDots(box: HTMLElement, { count, on, vertical }: Dots): void {
  box.hidden = count === 0;
  box.className = vertical ? 'dots vertical' : 'dots';
  const dots = Array.from({ length: count }, (_, at) => {
    const dot = document.createElement('i');
    if (at === on) dot.className = 'on';
    return dot;
  });
  box.replaceChildren(...dots);
}
