import type { StyleSegmentIndex } from 'glass-easel';
import type { Builtin } from './base';

const HOVER = 1 as StyleSegmentIndex;

export const HOVER_ATTRIBUTES = [
  'hover-class',
  'hover-stop-propagation',
  'hover-start-time',
  'hover-stay-time',
] as const;

/** `hover-class`: on while a finger is down, after a moment, and a moment longer. */
export function hoverable(node: Builtin, times: { startMs: number; stayMs: number }): void {
  let starting = 0;
  const on = (shown: boolean, names: string) => {
    if (names && names !== 'none') node.__wxElement?.toggleNodeClass(names, shown, HOVER);
  };
  node.addEventListener('pointerdown', (event) => {
    const names = node.text('hoverClass', times.startMs === 20 ? 'button-hover' : '');
    if (!names || node.flag('disabled') || node.flag('loading')) return;
    if (event.defaultPrevented || (event as { hoverStopped?: boolean }).hoverStopped) return;
    if (node.flag('hoverStopPropagation')) Object.assign(event, { hoverStopped: true });
    clearTimeout(starting);
    starting = window.setTimeout(
      () => on(true, names),
      node.number('hoverStartTime', times.startMs),
    );
    const leave = () => {
      for (const end of ['pointerup', 'pointercancel']) window.removeEventListener(end, leave);
      const stayMs = node.number('hoverStayTime', times.stayMs);
      setTimeout(() => {
        clearTimeout(starting);
        on(false, names);
      }, stayMs);
    };
    for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, leave);
  });
}
