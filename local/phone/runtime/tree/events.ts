import type { Element, GeneralComponent, ShadowedEvent } from 'glass-easel';
import { thrown } from '../trouble';
import type { Fingers, TreeNode } from './dispatch';
import { descriptorOf } from './wxs-instance';

interface Caller {
  readonly _$?: GeneralComponent;
}

/** The element behind what glass-easel calls a target: a component's caller, or the element itself. */
export const elementBehind = (target: unknown): Element =>
  ((target as Caller)._$ ?? target) as Element;

/** A node as an event names it. */
export function eventNode(target: unknown): Record<string, unknown> {
  const element = elementBehind(target);
  const dom = element.$$ as unknown as TreeNode | null;
  return {
    id: element.id,
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
    dataset: { ...element.dataset },
  };
}

/** The event object a page's method gets. */
export function eventView(event: ShadowedEvent<unknown>): Record<string, unknown> {
  const fingers = event.getOriginalEvent() as Fingers | undefined;
  return {
    type: event.type,
    timeStamp: event.timeStamp,
    target: eventNode(event.target),
    currentTarget: eventNode(event.currentTarget),
    mark: { ...event.mark },
    detail: event.detail,
    ...(fingers ? { touches: fingers.touches, changedTouches: fingers.changedTouches } : {}),
    mut: event.mutatedMarked(),
    _userTap: event.type === 'tap',
  };
}

type Listener = (this: unknown, event: unknown, instance?: unknown) => unknown;

/** Handlers that WXML gave as functions: only WXS has those, a page's methods are given by name. */
const wxsHandlers = new WeakSet<object>();

export function markWxs(handler: object): void {
  wxsHandlers.add(handler);
}

/** Calls a listener: a page's method with an event object, a WXS function with the event and its owner. */
export function callListener(
  caller: unknown,
  event: ShadowedEvent<unknown>,
  listener: Listener,
): unknown {
  if (!wxsHandlers.has(listener)) return listener.call(caller, eventView(event));
  const view = {
    ...eventView(event),
    instance: descriptorOf(elementBehind(event.currentTarget)),
    preventDefault: () => event.preventDefault(),
    stopPropagation: () => event.stopPropagation(),
  };
  return listener.call(undefined, view, descriptorOf(elementBehind(caller)));
}

type Observer = (now: unknown, before: unknown, owner: unknown, element: unknown) => unknown;

/**
 * `change:prop` of WXML: a WXS function that sees a property change. It runs after the drawing it belongs to,
 * so that it finds the nodes.
 */
export function wxsObserver(observer: Observer): Observer {
  return (now, before, owner, element) => {
    queueMicrotask(() => {
      try {
        const [owned, own] = [elementBehind(owner), elementBehind(element)].map(descriptorOf);
        observer(now, before, owned, own);
      } catch (error) {
        thrown(error, 'WXS change');
      }
    });
  };
}
