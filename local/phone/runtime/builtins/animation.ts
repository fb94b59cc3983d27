import { phoneUnits } from '../units';

interface Step {
  readonly animates: readonly { readonly type: string; readonly args: readonly unknown[] }[];
  readonly option: {
    readonly transformOrigin?: string;
    readonly transition?: {
      readonly duration?: number;
      readonly timingFunction?: string;
      readonly delay?: number;
    };
  };
}

const DEGREES = new Set(['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY']);
const LENGTHS = new Set(['translate', 'translateX', 'translateY', 'translateZ', 'translate3d']);
const STYLES = new Set([
  'opacity',
  'backgroundColor',
  'width',
  'height',
  'left',
  'top',
  'right',
  'bottom',
]);

/** `animation="{{…}}"`: the steps that `wx.createAnimation().export()` gives, one after another. */
export function playAnimation(node: HTMLElement, value: unknown): void {
  const steps = (value as { actions?: readonly Step[] } | null)?.actions ?? [];
  let atMs = 0;
  for (const step of steps) {
    const { duration = 400, delay = 0, timingFunction = 'linear' } = step.option.transition ?? {};
    const begin = () => {
      node.style.transition = `all ${duration}ms ${timingFunction} ${delay}ms`;
      node.style.transformOrigin = step.option.transformOrigin ?? '50% 50% 0';
      applyStep(node, step);
    };
    if (atMs === 0) requestAnimationFrame(begin);
    else setTimeout(begin, atMs);
    atMs += duration + delay;
  }
}

function applyStep(node: HTMLElement, step: Step): void {
  const transforms: string[] = [];
  for (const { type, args } of step.animates) {
    if (type === 'style') setStyle(node, String(args[0]), args[1]);
    else if (STYLES.has(type)) setStyle(node, type, args[0]);
    else transforms.push(`${type}(${args.map((one) => withUnit(type, one)).join(',')})`);
  }
  if (transforms.length > 0) node.style.transform = transforms.join(' ');
}

function setStyle(node: HTMLElement, name: string, value: unknown): void {
  const text = typeof value === 'number' && name !== 'opacity' ? `${value}px` : String(value);
  const dashed = name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);
  node.style.setProperty(dashed, phoneUnits(text));
}

/** An argument of a move in the unit the move takes; numbers are px or degrees. */
export function withUnit(type: string, value: unknown): string {
  if (typeof value !== 'number') return phoneUnits(String(value));
  if (DEGREES.has(type)) return `${value}deg`;
  return LENGTHS.has(type) ? `${value}px` : String(value);
}
