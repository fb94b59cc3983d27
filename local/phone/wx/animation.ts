interface AnimationOptions {
  /** Milliseconds. */
  readonly duration?: number;
  readonly timingFunction?: string;
  readonly delay?: number;
  readonly transformOrigin?: string;
}

interface Animate {
  readonly type: string;
  readonly args: readonly unknown[];
}

interface Action {
  readonly animates: readonly Animate[];
  readonly option: {
    readonly transformOrigin: string;
    readonly transition: { duration: number; timingFunction: string; delay: number };
  };
}

const MOVES = [
  ...['rotate', 'rotateX', 'rotateY', 'rotateZ', 'rotate3d', 'scale', 'scaleX', 'scaleY', 'scaleZ'],
  ...['scale3d', 'translate', 'translateX', 'translateY', 'translateZ', 'translate3d'],
  ...['skew', 'skewX', 'skewY', 'matrix', 'matrix3d'],
];
const STYLES = ['opacity', 'backgroundColor', 'width', 'height', 'top', 'right', 'bottom', 'left'];

/**
 * `wx.createAnimation`: collects moves; `step()` ends one, `export()` hands over
 * `{ actions: [{ animates: [{ type, args }], option }] }`, which the `animation` attribute plays.
 */
export function createAnimation(defaults: AnimationOptions = {}): Record<string, unknown> {
  let actions: Action[] = [];
  let animates: Animate[] = [];
  const animation: Record<string, unknown> = {
    step(options: AnimationOptions = {}) {
      actions.push({ animates, option: optionOf({ ...defaults, ...options }) });
      animates = [];
      return animation;
    },
    export() {
      const exported = { actions };
      actions = [];
      return exported;
    },
  };
  for (const type of MOVES) {
    animation[type] = (...args: unknown[]) => {
      animates = [...animates.filter((one) => one.type !== type), { type, args }];
      return animation;
    };
  }
  for (const style of STYLES) {
    const name = style.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    animation[style] = (value: unknown) => {
      const plain = name === 'opacity' || name === 'background-color' || typeof value !== 'number';
      const args = [name, plain ? value : `${value}px`];
      animates = [
        ...animates.filter(({ args: [known] }) => known !== name),
        { type: 'style', args },
      ];
      return animation;
    };
  }
  return animation;
}

function optionOf(options: AnimationOptions): Action['option'] {
  const { duration = 400, timingFunction = 'linear', delay = 0 } = options;
  const transformOrigin = options.transformOrigin ?? '50% 50% 0';
  return { transformOrigin, transition: { duration, timingFunction, delay } };
}
