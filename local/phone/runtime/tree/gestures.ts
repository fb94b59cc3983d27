import type { Element as TreeElement } from 'glass-easel';
import { dispatch, elementOf, type Fingers, type TouchPoint } from './dispatch';

const STILL_PX = 10;
const LONG_PRESS_MS = 350;
const MOUSE = 0;

/** Motions of CSS that WXML may listen to. */
const MOTIONS = ['transitionend', 'animationstart', 'animationiteration', 'animationend'] as const;

/** Controls of a form keep Enter and Space to themselves. */
const FIELDS = 'input, textarea, select, button, [contenteditable]';

/**
 * Turns what the browser tells into WeChat's events: touches (a mouse counts as one finger), tap, longpress.
 * Tap is the browser's click, so it also comes from the keyboard and from a screen reader.
 */
export class Gestures {
  private pressed: { element: TreeElement; x: number; y: number; timer: number } | undefined;
  private quiet = false;
  private touching = false;

  constructor(private readonly root: HTMLElement) {}

  listen(): void {
    const root = this.root;
    for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
      const options = { capture: true, passive: type !== 'touchmove' };
      root.addEventListener(type, (event) => this.touched(type, event), options);
    }
    root.addEventListener('mousedown', (event) => this.mouseDown(event), true);
    root.addEventListener('click', (event) => this.clicked(event), true);
    root.addEventListener('keydown', (event) => this.key(event));
    for (const type of MOTIONS) {
      root.addEventListener(type, (event) => {
        const element = elementOf(event.target);
        const detail = { elapsedTime: event.elapsedTime };
        if (element) dispatch(element, type, detail, { bubbles: true });
      });
    }
  }

  private touched(type: string, event: TouchEvent): void {
    const element = elementOf(event.target);
    if (!element) return;
    this.touching = true;
    const fingers = {
      touches: [...event.touches].map((one) => pointOf(one, event.target)),
      changedTouches: [...event.changedTouches].map((one) => pointOf(one, event.target)),
    };
    const finger = event.changedTouches[0];
    if (finger) this.follow(type, element, finger, fingers);
    if (this.send(element, type, fingers) && type === 'touchmove' && event.cancelable) {
      event.preventDefault();
    }
  }

  private mouseDown(event: MouseEvent): void {
    // A touch screen sends mouse events after the touches.
    if (this.touching || event.button !== 0) {
      this.touching = false;
      return;
    }
    const element = elementOf(event.target);
    if (!element) return;
    const send = (type: string, at: MouseEvent) => {
      const point = pointOf(
        { identifier: MOUSE, clientX: at.clientX, clientY: at.clientY },
        event.target,
      );
      const down = type === 'touchstart' || type === 'touchmove';
      const fingers = { touches: down ? [point] : [], changedTouches: [point] };
      this.follow(type, element, at, fingers);
      this.send(element, type, fingers);
    };
    const move = (next: MouseEvent) => send('touchmove', next);
    const up = (next: MouseEvent) => {
      window.removeEventListener('mousemove', move, true);
      window.removeEventListener('mouseup', up, true);
      send('touchend', next);
    };
    window.addEventListener('mousemove', move, true);
    window.addEventListener('mouseup', up, true);
    send('touchstart', event);
  }

  /** Watches one finger for a long press, and whether it moved too far for a tap. */
  private follow(
    type: string,
    element: TreeElement,
    at: { clientX: number; clientY: number },
    fingers: Fingers,
  ): void {
    if (type === 'touchstart') {
      this.quiet = false;
      const timer = window.setTimeout(() => this.longPress(element, fingers), LONG_PRESS_MS);
      clearTimeout(this.pressed?.timer);
      this.pressed = { element, x: at.clientX, y: at.clientY, timer };
      return;
    }
    const { pressed } = this;
    if (!pressed) return;
    const far =
      Math.abs(at.clientX - pressed.x) > STILL_PX || Math.abs(at.clientY - pressed.y) > STILL_PX;
    if (type === 'touchmove' && !far) return;
    clearTimeout(pressed.timer);
    if (far) this.quiet = true;
    if (type !== 'touchmove') this.pressed = undefined;
  }

  private longPress(element: TreeElement, fingers: Fingers): void {
    // As in WeChat, a long press that is listened to is not a tap as well.
    if (listensTo(element, 'longpress')) this.quiet = true;
    const [point] = fingers.changedTouches;
    const detail = { x: point?.pageX ?? 0, y: point?.pageY ?? 0 };
    dispatch(element, 'longpress', detail, { bubbles: true, fingers });
    dispatch(element, 'longtap', detail, { bubbles: true, fingers });
  }

  private send(element: TreeElement, type: string, fingers: Fingers): boolean {
    const [point] = fingers.changedTouches;
    const detail = { x: point?.pageX ?? 0, y: point?.pageY ?? 0 };
    return dispatch(element, type, detail, { bubbles: true, fingers });
  }

  private clicked(event: MouseEvent): void {
    const moved = this.quiet && event.detail > 0;
    this.quiet = false;
    this.touching = false;
    const target = event.composedPath()[0] as HTMLElement;
    if (moved || target.closest?.('[aria-disabled="true"]')) {
      event.stopPropagation();
      event.preventDefault();
      return;
    }
    const element = elementOf(target);
    if (!element) return;
    const point = pointOf(
      { identifier: MOUSE, clientX: event.clientX, clientY: event.clientY },
      target,
    );
    const fingers = { touches: [], changedTouches: [point] };
    dispatch(element, 'tap', { x: point.pageX, y: point.pageY }, { bubbles: true, fingers });
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if ((event.key !== 'Enter' && event.key !== ' ') || target.matches(FIELDS)) return;
    if (!target.hasAttribute('role') || target.tabIndex < 0) return;
    event.preventDefault();
    target.click();
  }
}

/** A page counts from its window, below its bar; `page…` counts what is scrolled away as well. */
function pointOf(
  finger: { identifier: number; clientX: number; clientY: number },
  target: EventTarget | null,
): TouchPoint {
  const frame = target instanceof Element ? target.closest('.phone-body') : null;
  const scroller = frame?.querySelector('.phone-scroller');
  const { left, top } = frame?.getBoundingClientRect() ?? { left: 0, top: 0 };
  const clientX = finger.clientX - left;
  const clientY = finger.clientY - top;
  const pageY = clientY + (scroller?.scrollTop ?? 0);
  return { identifier: finger.identifier, clientX, clientY, pageX: clientX, pageY };
}

/** Whether the element or one it lies in has a listener. Reads glass-easel's own table. */
function listensTo(element: TreeElement, type: string): boolean {
  type Table = { listeners?: Record<string, unknown>; captureListeners?: Record<string, unknown> };
  let here: TreeElement | null = element;
  while (here) {
    const table = (here as unknown as { _$eventTarget?: Table })._$eventTarget;
    if (table?.listeners?.[type] || table?.captureListeners?.[type]) return true;
    here = here.getComposedParent() as TreeElement | null;
  }
  return false;
}
