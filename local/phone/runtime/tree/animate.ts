import type { GeneralComponent } from 'glass-easel';
import { withUnit } from '../builtins/animation';
import { missing } from '../trouble';
import { phoneUnits } from '../units';
import { find } from './selector-query';

type KeyFrame = Readonly<Record<string, unknown>>;

/** What of a key frame is a style by its own name; the rest are moves. */
const STYLES = new Set([
  ...['opacity', 'backgroundColor', 'width', 'height', 'left', 'top', 'right', 'bottom'],
  'transformOrigin',
]);

/** `this.animate(selector, frames, ms, done)`: the last frame stays until `clearAnimation`. */
export function animate(
  from: GeneralComponent,
  selector: string,
  {
    frames,
    durationMs,
    done,
  }: { frames: readonly KeyFrame[]; durationMs: number; done: (() => void) | undefined },
): void {
  const steps = frames.map(stepOf);
  const running = nodesOf(from, selector).map(
    (node) => node.animate(steps, { duration: durationMs, fill: 'forwards' }).finished,
  );
  // A node that goes away meanwhile ends its animation early; nobody waits for it any more.
  void Promise.allSettled(running).then(() => done?.());
}

/** Takes back what was animated. */
export function clearAnimation(
  from: GeneralComponent,
  selector: string,
  done: (() => void) | undefined,
): void {
  for (const node of nodesOf(from, selector)) {
    for (const one of node.getAnimations()) one.cancel();
  }
  done?.();
}

const nodesOf = (from: GeneralComponent, selector: string): readonly HTMLElement[] =>
  find(from, selector).map(({ $$ }) => $$ as unknown as HTMLElement);

function stepOf(frame: KeyFrame): Keyframe {
  const step: Record<string, string | number> = {};
  const moves: string[] = [];
  for (const [name, value] of Object.entries(frame)) {
    if (name === 'offset') step.offset = Number(value);
    else if (name === 'ease') step.easing = String(value);
    else if (STYLES.has(name)) step[name] = styleOf(name, value);
    else if (/^(rotate|scale|translate|skew|matrix)/.test(name)) moves.push(moveOf(name, value));
    else missing(`animate({ ${name} })`);
  }
  return moves.length > 0 ? { ...step, transform: moves.join(' ') } : step;
}

const styleOf = (name: string, value: unknown): string =>
  typeof value === 'number' && name !== 'opacity' ? `${value}px` : phoneUnits(String(value));

function moveOf(name: string, value: unknown): string {
  const args = (Array.isArray(value) ? value : [value]) as readonly unknown[];
  return `${name}(${args.map((one) => withUnit(name, one)).join(',')})`;
}
