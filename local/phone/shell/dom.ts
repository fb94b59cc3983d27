/** The little of a view library that the page around the phone needs. */

export type Child = Node | string | false | null | undefined;
type Listener = (event: Event) => unknown;
export type Attributes = Readonly<Record<string, string | number | boolean | Listener | undefined>>;

/** An element with attributes, listeners (`onclick` and the like) and children. `false` leaves an attribute out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => isShown(child)));
  return element;
}

const isShown = (child: Child): child is Node | string =>
  child !== false && child !== null && child !== undefined && child !== '';

/** @throws Error when shell.html lost the element: a mistake of ours */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`shell.html has no #${id}`);
  return element;
}

export const button = (label: string, onclick: () => unknown, more: Attributes = {}) =>
  h('button', { type: 'button', onclick, ...more }, label);

/** Two to five choices side by side; exactly one is on. Arrow keys work because they are radio buttons. */
export function segmented<T extends string>(options: {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly (readonly [T, string])[];
  readonly chosen: T;
  readonly choose: (value: T) => void;
}): HTMLElement {
  const parts = options.choices.map(([value, text]) =>
    h(
      'label',
      { class: 'segment' },
      h('input', {
        type: 'radio',
        name: options.name,
        value,
        checked: value === options.chosen,
        onchange: () => options.choose(value),
      }),
      h('span', {}, text),
    ),
  );
  return h(
    'fieldset',
    { class: 'segmented' },
    h('legend', {}, options.label),
    h('div', { class: 'segments' }, ...parts),
  );
}

export function toggle(label: string, on: boolean, flip: (on: boolean) => void): HTMLElement {
  const input = h('input', { type: 'checkbox', role: 'switch', checked: on });
  input.addEventListener('change', () => flip(input.checked));
  return h('label', { class: 'toggle' }, input, h('span', {}, label));
}

/** Says a sentence in the live region, so that it is seen and heard. */
export function say(text: string): void {
  const region = byId('said');
  region.textContent = text;
  region.classList.add('shown');
  clearTimeout(hiding);
  hiding = window.setTimeout(() => region.classList.remove('shown'), 4000);
}

let hiding = 0;
