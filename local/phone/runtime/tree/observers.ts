import type { GeneralComponent } from 'glass-easel';
import { find, type Viewport } from './selector-query';

interface Margins {
  readonly left?: number;
  readonly top?: number;
  readonly right?: number;
  readonly bottom?: number;
}

interface Options {
  readonly thresholds?: readonly number[];
  readonly initialRatio?: number;
  readonly observeAll?: boolean;
}

/** `createIntersectionObserver`: tells when nodes come into view. */
export class PhoneIntersectionObserver {
  private readonly observers: IntersectionObserver[] = [];
  private root: () => Element | null;
  private margins: Margins = {};

  constructor(
    viewport: () => Viewport,
    private readonly from: GeneralComponent,
    private readonly options: Options = {},
  ) {
    this.root = () => viewport().scroller;
  }

  relativeTo(selector: string, margins: Margins = {}): this {
    this.root = () => (find(this.from, selector)[0]?.$$ as unknown as Element | null) ?? null;
    this.margins = margins;
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.margins = margins;
    return this;
  }

  observe(selector: string, tell: (result: Record<string, unknown>) => void): void {
    const { thresholds = [0], observeAll = false, initialRatio = 0 } = this.options;
    const targets = find(this.from, selector).slice(0, observeAll ? undefined : 1);
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.margins;
    const seen = new Set<Element>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          // The browser always tells the beginning; WeChat only when it is not what one expects.
          const expected = !seen.has(entry.target) && entry.intersectionRatio === initialRatio;
          seen.add(entry.target);
          if (!expected) tell(entryView(entry, targets));
        }
      },
      {
        root: this.root(),
        rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
        threshold: [...new Set([initialRatio, ...thresholds])].sort((a, b) => a - b),
      },
    );
    for (const target of targets) observer.observe(target.$$ as unknown as Element);
    this.observers.push(observer);
  }

  disconnect(): void {
    for (const observer of this.observers.splice(0)) observer.disconnect();
  }
}

function entryView(
  entry: IntersectionObserverEntry,
  targets: ReturnType<typeof find>,
): Record<string, unknown> {
  const target = targets.find((one) => (one.$$ as unknown) === entry.target);
  return {
    id: target?.id ?? '',
    dataset: { ...target?.dataset },
    intersectionRatio: entry.intersectionRatio,
    intersectionRect: rectView(entry.intersectionRect),
    boundingClientRect: rectView(entry.boundingClientRect),
    relativeRect: rectView(entry.rootBounds ?? new DOMRect()),
    time: Date.now(),
  };
}

const rectView = ({ left, top, right, bottom, width, height }: DOMRectReadOnly) => ({
  left,
  top,
  right,
  bottom,
  width,
  height,
});

interface Query {
  readonly minWidth?: number;
  readonly maxWidth?: number;
  readonly width?: number;
  readonly minHeight?: number;
  readonly maxHeight?: number;
  readonly height?: number;
  readonly orientation?: string;
}

/** `createMediaQueryObserver`: tells when the window comes to fit, or ceases to. */
export class PhoneMediaQueryObserver {
  private stop: (() => void) | undefined;

  observe(query: Query, tell: (result: { matches: boolean }) => void): void {
    const parts = Object.entries(query).map(([name, value]) => {
      const dashed = name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);
      return `(${dashed}: ${typeof value === 'number' ? `${value}px` : value})`;
    });
    const list = matchMedia(parts.join(' and '));
    const heard = () => tell({ matches: list.matches });
    list.addEventListener('change', heard);
    this.stop = () => list.removeEventListener('change', heard);
    setTimeout(heard);
  }

  disconnect(): void {
    this.stop?.();
  }
}
