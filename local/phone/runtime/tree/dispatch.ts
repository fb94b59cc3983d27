import { type Element, Event } from 'glass-easel';

export interface TouchPoint {
  readonly identifier: number;
  readonly pageX: number;
  readonly pageY: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** What an event carries besides its detail. */
export interface Fingers {
  readonly touches: readonly TouchPoint[];
  readonly changedTouches: readonly TouchPoint[];
}

export interface Sending {
  /** Events of touch bubble and cross components; events of built-ins do neither. */
  readonly bubbles?: boolean;
  readonly fingers?: Fingers;
  /** Hears what a listener returns. */
  readonly answered?: (answer: unknown) => void;
}

/** A DOM node that glass-easel made. */
export interface TreeNode extends HTMLElement {
  __wxElement?: Element;
}

/** The nearest glass-easel element of a DOM node, itself included. */
export function elementOf(node: EventTarget | Node | null): Element | undefined {
  let here = node as (TreeNode & { host?: Node }) | null;
  while (here && !here.__wxElement) here = (here.parentNode ?? here.host ?? null) as typeof here;
  return here?.__wxElement;
}

/** Sends an event through the component tree. @returns true when a listener asked to prevent the default */
export function dispatch(
  target: Element,
  type: string,
  detail: unknown,
  { bubbles = false, fingers, answered }: Sending = {},
): boolean {
  const event = new Event(type, detail, {
    bubbles,
    composed: bubbles,
    capturePhase: true,
    originalEvent: fingers,
    ...(answered ? { handleListenerReturn: answered as (answer: unknown) => void } : {}),
  });
  Event.dispatchEvent(target, event);
  return event.defaultPrevented();
}
