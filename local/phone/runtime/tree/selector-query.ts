import { Component, type Element, type GeneralComponent } from 'glass-easel';
import type { Builtin } from '../builtins/base';
import { afterFrame } from './backend';

type Fields = Readonly<Record<string, unknown>>;
type Answer = (result: unknown) => void;

interface Question {
  readonly from: GeneralComponent;
  /** undefined means the page's window. */
  readonly selector: string | undefined;
  readonly single: boolean;
  readonly fields: Fields;
  readonly answer: Answer | undefined;
}

/** What a query needs of the page on screen. */
export interface Viewport {
  readonly root: GeneralComponent;
  readonly scroller: HTMLElement;
}

interface Caller {
  readonly _$: GeneralComponent;
}

/** `wx.createSelectorQuery()`: asks where nodes are. Answers come after the next drawing, as in WeChat. */
export class SelectorQuery {
  private readonly questions: Question[] = [];
  private from: GeneralComponent | undefined;

  constructor(
    private readonly viewport: () => Viewport,
    caller?: Caller,
  ) {
    this.from = caller?._$;
  }

  in(caller: Caller): this {
    this.from = caller._$;
    return this;
  }

  select(selector: string): Selected {
    return new Selected(this, selector, true);
  }

  selectAll(selector: string): Selected {
    return new Selected(this, selector, false);
  }

  selectViewport(): Selected {
    return new Selected(this, undefined, true);
  }

  ask(question: Omit<Question, 'from'>): this {
    this.questions.push({ ...question, from: this.from ?? this.viewport().root });
    return this;
  }

  exec(done?: (results: unknown[]) => void): this {
    const asked = this.questions.splice(0);
    afterFrame(() => {
      const results = asked.map((question) => {
        const result = this.resultOf(question);
        question.answer?.(result);
        return result;
      });
      done?.(results);
    });
    return this;
  }

  private resultOf({ from, selector, single, fields }: Question): unknown {
    const view = this.viewport();
    if (selector === undefined) return windowView(view.scroller, fields);
    const frame = view.scroller.parentElement?.getBoundingClientRect() ?? new DOMRect();
    const found = find(from, selector).map((element) => nodeView(element, fields, frame));
    return single ? (found[0] ?? null) : found;
  }
}

class Selected {
  constructor(
    private readonly query: SelectorQuery,
    private readonly selector: string | undefined,
    private readonly single: boolean,
  ) {}

  fields(fields: Fields, answer?: Answer): SelectorQuery {
    return this.query.ask({ selector: this.selector, single: this.single, fields, answer });
  }

  boundingClientRect(answer?: Answer): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, answer);
  }

  scrollOffset(answer?: Answer): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, answer);
  }

  context(answer?: Answer): SelectorQuery {
    return this.fields({ context: true }, answer);
  }

  node(answer?: Answer): SelectorQuery {
    return this.fields({ node: true }, answer);
  }

  ref(answer?: Answer): SelectorQuery {
    return this.fields({ node: true }, answer);
  }
}

/** `>>>` steps into a component. */
export function find(from: GeneralComponent, selector: string): Element[] {
  return from.getShadowRoot()?.querySelectorAll(selector) ?? [];
}

function windowView(scroller: HTMLElement, fields: Fields): Record<string, unknown> {
  const { clientWidth: width, clientHeight: height } = scroller;
  return {
    ...(fields.id ? { id: '' } : {}),
    ...(fields.dataset ? { dataset: {} } : {}),
    ...(fields.rect ? { left: 0, top: 0, right: width, bottom: height } : {}),
    ...(fields.size ? { width, height } : {}),
    ...(fields.scrollOffset ? offsets(scroller) : {}),
  };
}

const offsets = ({ scrollLeft, scrollTop, scrollWidth, scrollHeight }: HTMLElement) => ({
  scrollLeft,
  scrollTop,
  scrollWidth,
  scrollHeight,
});

/** Positions count from the page's window, below its bar. */
function nodeView(element: Element, fields: Fields, frame: DOMRect): Record<string, unknown> {
  const node = boxOf(element);
  const box = node?.getBoundingClientRect() ?? new DOMRect();
  const { width, height } = box;
  const left = box.left - frame.left;
  const top = box.top - frame.top;
  const rect = { left, top, right: left + width, bottom: top + height };
  return {
    ...(fields.id ? { id: element.id } : {}),
    ...(fields.dataset ? { dataset: { ...element.dataset } } : {}),
    ...(fields.mark ? { mark: element.collectMarks() } : {}),
    ...(fields.rect ? rect : {}),
    ...(fields.size ? { width, height } : {}),
    ...(fields.scrollOffset && node ? offsets(node) : {}),
    ...(fields.node ? { node: handleOf(element, node) } : {}),
    ...(fields.context ? { context: handleOf(element, node) } : {}),
    ...properties(element, node, fields.properties),
    ...styles(node, fields.computedStyle),
  };
}

/** A component without a host of its own is measured by its first drawn node. */
function boxOf(element: Element): HTMLElement | undefined {
  const own = element.$$ as unknown as HTMLElement | null;
  if (own) return own;
  const first = Component.isComponent(element) ? element.getShadowRoot()?.childNodes[0] : undefined;
  return first ? ((first as Element).$$ as unknown as HTMLElement) : undefined;
}

/** What `.node()` gives: a canvas, or the handle of a built-in that has one. */
function handleOf(element: Element, node: HTMLElement | undefined): unknown {
  const handle = (node as (HTMLElement & { handle?: unknown }) | undefined)?.handle;
  return handle ?? (Component.isComponent(element) ? element.getMethodCaller() : null);
}

function properties(
  element: Element,
  node: HTMLElement | undefined,
  names: unknown,
): Record<string, unknown> {
  if (!Array.isArray(names)) return {};
  const held = Component.isComponent(element)
    ? (element.data as Record<string, unknown>)
    : ((node as Builtin | undefined)?.props ?? {});
  return Object.fromEntries((names as string[]).map((name) => [name, held[name]]));
}

function styles(node: HTMLElement | undefined, names: unknown): Record<string, unknown> {
  if (!Array.isArray(names) || !node) return {};
  const style = getComputedStyle(node);
  const dashed = (name: string) => name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);
  return Object.fromEntries(
    (names as string[]).map((name) => [name, style.getPropertyValue(dashed(name))]),
  );
}
