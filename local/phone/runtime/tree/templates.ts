import { Component, type Element, type template } from 'glass-easel';
import { callListener, markWxs } from './events';

type Content = template.ComponentTemplate['content'];

/** glass-easel's drawing hand, as far as it is changed here. */
interface Hand {
  r(element: Element, name: string, value: unknown, ...rest: unknown[]): void;
  v(element: Element, name: string, handler: unknown, ...rest: unknown[]): void;
  d(element: Element, name: string, value: unknown): void;
  eventListenerWrapper: unknown;
  adjusted?: boolean;
}

/** Attributes that a component's host takes although the component does not declare them. */
const belongsToHost = (name: string): boolean => name === 'hidden' || name.startsWith('aria-');

/**
 * A template with WeChat's manners: `bindtap` without a colon works on built-ins, and a component's host
 * takes `hidden` and `aria-*`.
 */
export function adjustTemplate(
  content: Content,
  groups: Record<string, Content>,
): template.ComponentTemplate {
  const adjusted = ((name: string) => {
    const generate = content(name) as unknown as
      | ((hand: Hand, ...rest: unknown[]) => unknown)
      | undefined;
    if (!generate) return generate;
    return (hand: Hand, ...rest: unknown[]) => {
      adjust(hand);
      return generate(hand, ...rest);
    };
  }) as unknown as Content;
  return { groupList: groups, content: adjusted, fallbackListenerOnNativeNode: true };
}

function adjust(hand: Hand): void {
  if (hand.adjusted) return;
  hand.adjusted = true;
  hand.eventListenerWrapper = callListener;
  const write = hand.r;
  const remember = hand.d;
  hand.d = (element, name, value) => {
    remember(element, name, value);
    showDataset(element, name, value);
  };
  const listen = hand.v;
  hand.v = (element, name, handler, ...rest) => {
    if (typeof handler === 'function') markWxs(handler);
    listen(element, name, handler, ...rest);
  };
  hand.r = (element, name, value, ...rest) => {
    if (belongsToHost(name) && Component.isComponent(element) && !declares(element, name)) {
      // A state is a word for a screen reader; a DOM flag would be there or missing.
      const word = name.startsWith('aria-') && typeof value === 'boolean' ? String(value) : value;
      element.setAttribute(name, word);
      return;
    }
    write(element, name, value, ...rest);
  };
}

function declares(element: Parameters<typeof Component.hasProperty>[0], name: string): boolean {
  return Component.hasProperty(
    element,
    name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
}

/** Styles may ask for `[data-…]`, so the plain values stand in the DOM as well. */
function showDataset(element: Element, name: string, value: unknown): void {
  const node = element.$$ as unknown as HTMLElement | null;
  if (!node || (value !== null && typeof value === 'object')) return;
  const dashed = name.replace(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);
  HTMLElement.prototype.setAttribute.call(node, `data-${dashed}`, String(value ?? ''));
}
