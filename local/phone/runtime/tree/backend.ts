import { CurrentWindowBackendContext, type Element, NativeNode } from 'glass-easel';
import { Builtin } from '../builtins/base';
import { isBuiltin } from '../builtins/names';
import { missing } from '../trouble';
import { phoneUnits } from '../units';

type Made = ReturnType<CurrentWindowBackendContext['document']['createElement']>;

/** A component's host: an ordinary element that takes WXML's styles and roles. */
function createHost(tag: string): HTMLElement {
  // A component may be called "dialog" or "table": its host must not become that HTML element.
  const host = document.createElement(tag.includes('-') ? tag : `x-${tag}`);
  const setAttribute = host.setAttribute.bind(host);
  host.setAttribute = (name: string, value: string) => {
    if (name === 'style') setAttribute('style', phoneUnits(value));
    else setAttribute(name === 'aria-role' ? 'role' : name, value);
  };
  return host;
}

/** Draws glass-easel's trees into this window. Events come from `gestures.ts` and the built-ins themselves. */
export class PhoneBackend extends CurrentWindowBackendContext {
  override document = {
    createElement: (tag: string) =>
      (isBuiltin(tag) ? document.createElement(`wx-${tag}`) : createHost(tag)) as unknown as Made,
    createTextNode: (text: string) => document.createTextNode(text) as unknown as Made,
    createDocumentFragment: () => document.createDocumentFragment() as unknown as Made,
  };

  override associateValue(made: Made, element: Element): void {
    super.associateValue(made, element);
    const node = made as unknown;
    if (node instanceof Builtin) node.setup();
    else if (NativeNode.isNativeNode(element)) missing(`component <${element.is}>`);
  }

  override setListenerStats(): void {
    // Every event is dispatched through the tree, listened to or not.
  }

  override setModelBindingStat(
    made: Made,
    name: string,
    listener: ((value: unknown) => void) | null,
  ): void {
    const node = made as unknown;
    if (node instanceof Builtin) node.models[name] = listener;
  }

  /** Runs in a hidden frame as well, where no animation frame comes. */
  override render(done: (error: Error | null) => void): void {
    afterFrame(() => done(null));
  }
}

const HIDDEN_FRAME_MS = 100;

/** After the next drawing, or soon when nothing is drawn. */
export function afterFrame(act: () => void): void {
  let pending = true;
  const once = () => {
    if (!pending) return;
    pending = false;
    clearTimeout(timer);
    act();
  };
  const timer = setTimeout(once, HIDDEN_FRAME_MS);
  requestAnimationFrame(() => once());
}
