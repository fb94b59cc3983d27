import type { Element } from 'glass-easel';
import { dispatch, type Sending } from '../tree/dispatch';
import { missing } from '../trouble';
import { camel, phoneUnits, pixels, rpxOf } from '../units';
import { playAnimation } from './animation';

/** Attributes every built-in takes. */
const COMMON: ReadonlySet<string> = new Set(['hidden', 'animation', 'slot', 'is', 'generic']);

/** Attributes that mean the same in the DOM. */
const DIRECT: ReadonlySet<string> = new Set(['style', 'class', 'id', 'tabindex']);

type Model = ((value: unknown) => void) | null;

/** Turns an attribute of WXML into the DOM's name, when it belongs there unchanged. */
function domName(name: string): string | undefined {
  if (name === 'aria-role') return 'role';
  return name.startsWith('aria-') || DIRECT.has(name) ? name : undefined;
}

/**
 * A built-in component as a custom element: glass-easel hands over WXML's attributes, this keeps them
 * as properties with their types and tells the class what changed.
 */
export abstract class Builtin extends HTMLElement {
  /** Names as in WXML; others are reported. */
  static readonly attributes: readonly string[] = [];
  /** Names WeChat knows and this phone has no use for. */
  static readonly ignored: readonly string[] = [];

  readonly props: Record<string, unknown> = {};
  readonly models: Record<string, Model> = {};
  declare __wxElement?: Element;

  /** Called once, before any attribute arrives: children and listeners of its own. */
  setup(): void {}

  /** Called after an attribute has changed. */
  changed(_name: string): void {}

  /** An attribute of the DOM itself, past WXML's rules. */
  dom(name: string, value: string | boolean | number | undefined): void {
    if (value === undefined || value === false) super.removeAttribute(name);
    else super.setAttribute(name, value === true ? '' : String(value));
  }

  override setAttribute(name: string, value: string): void {
    const own = domName(name);
    if (own) {
      super.setAttribute(own, own === 'style' ? phoneUnits(value) : this.spoken(name, value));
      if (own !== 'class' && own !== 'id') this.changed(camel(own));
      return;
    }
    this.put(name, this.__wxElement ? this.__wxElement.getAttribute(name) : value);
  }

  override removeAttribute(name: string): void {
    const own = domName(name);
    if (own && this.spoken(name, '') === 'false') super.setAttribute(own, 'false');
    else if (own) super.removeAttribute(own);
    else this.put(name, false);
  }

  /** States are words for a screen reader: false is said too, where a DOM flag would just be missing. */
  private spoken(name: string, value: string): string {
    if (!name.startsWith('aria-') || name === 'aria-role') return value;
    const given: unknown = this.__wxElement?.getAttribute(name);
    return typeof given === 'boolean' ? String(given) : value;
  }

  private put(name: string, value: unknown): void {
    if (name === 'hidden') this.dom('hidden', truthy(value));
    else if (name === 'animation') playAnimation(this, value);
    else if (this.takes(name)) {
      this.props[camel(name)] = value;
      this.changed(camel(name));
    }
  }

  private takes(name: string): boolean {
    const { attributes, ignored } = this.constructor as typeof Builtin;
    if (attributes.includes(name) || watchedByWxs(this.__wxElement, name)) return true;
    if (!COMMON.has(name) && !ignored.includes(name)) {
      missing(`attribute ${name} of <${this.localName.slice(3)}>`, ownerPath(this));
    }
    return false;
  }

  flag(name: string, otherwise = false): boolean {
    return name in this.props ? truthy(this.props[name]) : otherwise;
  }

  text(name: string, otherwise = ''): string {
    const value = this.props[name];
    return value === undefined || value === null || value === false ? otherwise : String(value);
  }

  number(name: string, otherwise = 0): number {
    const value = Number.parseFloat(String(this.props[name] ?? ''));
    return Number.isNaN(value) ? otherwise : value;
  }

  /** A size that may be in rpx. @returns CSS pixels */
  size(name: string, otherwise = 0): number {
    return name in this.props ? pixels(this.props[name], rpxOf(this)) : otherwise;
  }

  /** Sends the built-in's own event; it neither bubbles nor leaves the component, unless told. */
  fire(type: string, detail: unknown = {}, sending: Sending = {}): boolean {
    return this.__wxElement ? dispatch(this.__wxElement, type, detail, sending) : false;
  }

  /** The label goes to the part a screen reader meets; on the outside it would be read twice. */
  moveLabel(part: HTMLElement): void {
    const label = this.getAttribute('aria-label');
    if (label === null) return;
    part.setAttribute('aria-label', label);
    super.removeAttribute('aria-label');
  }

  /** Writes back through `model:name`. */
  model(name: string, value: unknown): void {
    this.models[name]?.(value);
  }
}

/** An attribute of any name may be there for `change:name`. Reads where glass-easel keeps those. */
function watchedByWxs(element: Element | undefined, name: string): boolean {
  type Notes = { _$wxTmplArgs?: { changeProp?: Record<string, unknown> } };
  const watched = (element as unknown as Notes | undefined)?._$wxTmplArgs?.changeProp;
  return watched !== undefined && name in watched;
}

/** WXML's truth: an attribute without a value is true, the text "false" too. */
export const truthy = (value: unknown): boolean => Boolean(value);

/** Logical path of the page or component whose WXML holds this node. */
export function ownerPath(node: Builtin): string {
  return node.__wxElement?.ownerShadowRoot?.getHostNode().is ?? '';
}

/** Class names as the owner's sheet knows them, for nodes that a built-in makes itself. */
export function scopedClasses(node: Builtin, names: string): string {
  const host = node.__wxElement?.ownerShadowRoot?.getHostNode();
  if (!host) return names;
  const { styleScope, extraStyleScope } = host.getComponentOptions();
  const scopes = host.getComponentDefinition().behavior.ownerSpace.styleScopeManager;
  const prefixes = [styleScope, extraStyleScope]
    .filter((scope) => scope !== null && scope !== undefined)
    .map((scope) => scopes.queryName(scope) ?? '');
  return names
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((name) => prefixes.map((prefix) => (prefix ? `${prefix}--${name}` : name)))
    .join(' ');
}
