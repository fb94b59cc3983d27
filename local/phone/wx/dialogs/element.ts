type Attributes = Readonly<Record<string, string | boolean | undefined>>;

/** An element with attributes and children; `false` and `undefined` leave an attribute out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

export function button(
  label: string,
  press: () => void,
  { kind = '', color }: { readonly kind?: string; readonly color?: string | undefined } = {},
): HTMLButtonElement {
  const element = h('button', { type: 'button', class: `wxd-button ${kind}` }, label);
  if (color !== undefined) element.style.color = color;
  element.addEventListener('click', press);
  return element;
}
