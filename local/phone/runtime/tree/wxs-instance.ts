import { Component, type Element, type StyleSegmentIndex } from 'glass-easel';
import { phoneUnits } from '../units';

/** glass-easel keeps styles of WXML, animations and scripts apart; this one is the scripts'. */
const TEMPORARY = 3 as StyleSegmentIndex;

type Style = string | Readonly<Record<string, string | number>>;

/** What WXS may do with a component or node: WeChat's ComponentDescriptor. */
export interface Descriptor {
  selectComponent(selector: string): Descriptor | null;
  selectAllComponents(selector: string): Descriptor[];
  setStyle(style: Style): Descriptor;
  addClass(names: string): Descriptor;
  removeClass(names: string): Descriptor;
  hasClass(name: string): boolean;
  getDataset(): Record<string, unknown>;
  callMethod(name: string, argument?: unknown): void;
  triggerEvent(name: string, detail?: unknown): void;
  requestAnimationFrame(callback: () => void): number;
  setTimeout(callback: () => void, ms?: number): number;
  clearTimeout(id: number): void;
  getState(): Record<string, unknown>;
  getComputedStyle(names: readonly string[]): Record<string, string>;
  getBoundingClientRect(): DOMRect;
}

const made = new WeakMap<Element, Descriptor>();

/** One descriptor a node, so that `getState()` lasts. */
export function descriptorOf(element: Element): Descriptor {
  const known = made.get(element);
  if (known) return known;
  const fresh = create(element);
  made.set(element, fresh);
  return fresh;
}

function create(element: Element): Descriptor {
  const state = {};
  const dom = () => element.$$ as unknown as HTMLElement;
  const inside = () => (Component.isComponent(element) ? element.getShadowRoot() : null);
  const descriptor: Descriptor = {
    selectComponent(selector) {
      const found = inside()?.querySelector(selector);
      return found ? descriptorOf(found) : null;
    },
    selectAllComponents: (selector) =>
      (inside()?.querySelectorAll(selector) ?? []).map(descriptorOf),
    setStyle(style) {
      element.setNodeStyle(phoneUnits(styleText(style)), TEMPORARY);
      return descriptor;
    },
    addClass(names) {
      element.toggleNodeClass(names, true, TEMPORARY);
      return descriptor;
    },
    removeClass(names) {
      element.toggleNodeClass(names, false, TEMPORARY);
      return descriptor;
    },
    hasClass: (name) => element.class.split(/\s+/).includes(name),
    getDataset: () => ({ ...element.dataset }),
    callMethod(name, argument) {
      if (!Component.isComponent(element)) return;
      const method = Component.getMethod(element, name);
      // Logic runs in a thread of its own in WeChat: the call comes later.
      if (method) queueMicrotask(() => method.call(element.getMethodCaller(), argument));
    },
    triggerEvent: (name, detail) => element.triggerEvent(name, detail),
    requestAnimationFrame: (callback) => requestAnimationFrame(callback),
    setTimeout: (callback, ms) => window.setTimeout(callback, ms),
    clearTimeout: (id) => window.clearTimeout(id),
    getState: () => state,
    getComputedStyle(names) {
      const style = getComputedStyle(dom());
      return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(dashed(name))]));
    },
    getBoundingClientRect: () => dom().getBoundingClientRect(),
  };
  return descriptor;
}

const dashed = (name: string): string => name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);

function styleText(style: Style): string {
  if (typeof style === 'string') return style;
  return Object.entries(style)
    .map(([name, value]) => `${dashed(name)}:${value}`)
    .join(';');
}
