import { Component, type Element as TreeElement } from 'glass-easel';
import { hasOwnBehavior } from '../tree/define';
import type { TreeNode } from '../tree/dispatch';
import { Builtin } from './base';

/** A built-in that a form collects. */
interface Field extends Builtin {
  readonly formValue: unknown;
  reset(): void;
}

const isField = (node: Element): node is Field => node instanceof Builtin && 'formValue' in node;

export class Form extends Builtin {
  static override readonly attributes = ['report-submit', 'report-submit-timeout'];

  override setup(): void {
    this.addEventListener('form-submit', (event) => {
      const pressed = (event as CustomEvent<Builtin>).detail;
      this.fire('submit', {
        value: this.values(),
        formId: '',
        target: { id: pressed.id, dataset: { ...pressed.__wxElement?.dataset } },
      });
    });
    this.addEventListener('form-reset', () => {
      for (const node of this.querySelectorAll('*')) if (isField(node)) node.reset();
      this.fire('reset', {});
    });
  }

  /** Named fields, and components that behave as one (`wx://form-field`). */
  private values(): Record<string, unknown> {
    const home = this.__wxElement?.ownerShadowRoot;
    const named = [...this.querySelectorAll<TreeNode>('*')]
      .filter((node) => belongs(node.__wxElement, home))
      .map(collected)
      .filter(([name]) => name);
    return Object.fromEntries(named);
  }
}

type Home = TreeElement['ownerShadowRoot'] | undefined;

/** A form does not look into components, unless they say `wx://form-field-group`. */
function belongs(element: TreeElement | undefined, home: Home): boolean {
  let owner: Home = element?.ownerShadowRoot;
  while (owner && owner !== home) {
    const host = owner.getHostNode();
    if (!hasOwnBehavior(host, 'wx://form-field-group')) return false;
    owner = host.ownerShadowRoot;
  }
  return owner !== undefined && owner !== null;
}

/** @returns a pair without a name for what a form does not collect */
function collected(node: TreeNode): [name: string, value: unknown] {
  if (isField(node)) return [node.text('name'), node.formValue];
  const element = node.__wxElement;
  if (!element || !Component.isComponent(element)) return ['', undefined];
  if (!hasOwnBehavior(element, 'wx://form-field')) return ['', undefined];
  const { name, value } = element.data as { name?: unknown; value?: unknown };
  return [typeof name === 'string' ? name : '', value];
}

const CONTROLS = 'wx-checkbox, wx-radio, wx-switch, wx-button, wx-input, wx-textarea';

/** A tap on the label is a tap on its control. */
export class Label extends Builtin {
  static override readonly attributes = ['for'];

  override setup(): void {
    this.addEventListener('click', (event) => {
      const control = this.control();
      const target = event.target as Node;
      if (!control || control === target || control.contains(target)) return;
      control.click();
    });
  }

  private control(): HTMLElement | null {
    const id = this.text('for');
    if (!id) return this.querySelector<HTMLElement>(CONTROLS);
    return this.closest('.phone-page')?.querySelector<HTMLElement>(`#${CSS.escape(id)}`) ?? null;
  }
}
