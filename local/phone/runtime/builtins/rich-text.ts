import { phoneUnits } from '../units';
import { Builtin, scopedClasses } from './base';

interface RichNode {
  readonly type?: 'node' | 'text';
  readonly name?: string;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, string>>;
  readonly children?: readonly RichNode[];
}

/** Tags that WeChat draws; others vanish with their content. */
const TAGS: ReadonlySet<string> = new Set(
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div
  dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt
  ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul`.split(/\s+/),
);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  'alt src width height colspan rowspan align dir start type span size color face'.split(' '),
);

/** HTML or nodes, drawn without scripts, links or handlers. */
export class RichText extends Builtin {
  static override readonly attributes = ['nodes', 'space', 'user-select', 'mode'];

  override changed(name: string): void {
    if (name === 'space') this.dom('space', this.text('space') || undefined);
    if (name !== 'nodes') return;
    const { nodes } = this.props;
    const drawn = Array.isArray(nodes)
      ? nodes.map((node) => this.fromNode(node as RichNode))
      : this.fromHtml(String(nodes ?? ''));
    this.replaceChildren(...drawn.filter((node) => node !== undefined));
  }

  private fromNode({
    type,
    name = '',
    text = '',
    attrs = {},
    children = [],
  }: RichNode): Node | undefined {
    if (type === 'text') return document.createTextNode(decoded(text));
    const tag = name.toLowerCase();
    if (!TAGS.has(tag)) return undefined;
    const made = this.element(tag, Object.entries(attrs));
    made.append(
      ...children.map((child) => this.fromNode(child)).filter((node) => node !== undefined),
    );
    return made;
  }

  private fromHtml(html: string): (Node | undefined)[] {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    return [...parsed.body.childNodes].map((node) => this.cleaned(node));
  }

  private cleaned(node: Node): Node | undefined {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.textContent ?? '');
    if (!(node instanceof Element) || !TAGS.has(node.localName)) return undefined;
    const attributes = [...node.attributes].map(
      ({ name, value }) => [name, value] as [string, string],
    );
    const made = this.element(node.localName, attributes);
    made.append(
      ...[...node.childNodes]
        .map((child) => this.cleaned(child))
        .filter((one) => one !== undefined),
    );
    return made;
  }

  private element(tag: string, attributes: readonly [string, string][]): HTMLElement {
    // A link leads nowhere in WeChat.
    const made = document.createElement(tag === 'a' ? 'span' : tag);
    for (const [name, value] of attributes) {
      if (name === 'style') made.setAttribute('style', phoneUnits(value));
      else if (name === 'class') made.className = scopedClasses(this, value);
      else if (ATTRIBUTES.has(name) && !/^\s*javascript:/i.test(value))
        made.setAttribute(name, value);
    }
    if (made instanceof HTMLImageElement && !made.hasAttribute('alt')) made.alt = '';
    return made;
  }
}

function decoded(text: string): string {
  const area = document.createElement('textarea');
  area.innerHTML = text;
  return area.value;
}
