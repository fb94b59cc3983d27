import { Builtin } from './base';
import { HOVER_ATTRIBUTES, hoverable } from './hover';

/** Roles that are operated, so the keyboard must reach them. */
const PRESSED: ReadonlySet<string> = new Set(
  'button link checkbox radio switch tab menuitem option'.split(' '),
);

export class View extends Builtin {
  static override readonly attributes: readonly string[] = HOVER_ATTRIBUTES;
  override setup(): void {
    hoverable(this, { startMs: 50, stayMs: 400 });
  }

  /** A label needs a role to be read in a browser, and a heading a level; WeChat reads both without. */
  override changed(name: string): void {
    if (name === 'ariaLabel' && !this.hasAttribute('role')) this.dom('role', 'group');
    if (
      name === 'role' &&
      this.getAttribute('role') === 'heading' &&
      !this.hasAttribute('aria-level')
    ) {
      this.dom('aria-level', 2);
    }
    if (name === 'role' && PRESSED.has(this.getAttribute('role') ?? '')) this.dom('tabindex', 0);
  }
}

export class CoverView extends View {
  static override readonly attributes = [...HOVER_ATTRIBUTES, 'scroll-top'];
  static override readonly ignored = ['marker-id'];
}

export class Text extends Builtin {
  static override readonly attributes = [
    'user-select',
    'selectable',
    'space',
    'overflow',
    'max-lines',
  ];
  static override readonly ignored = ['decode'];

  override changed(name: string): void {
    if (name === 'userSelect' || name === 'selectable') {
      this.dom('select', this.flag('userSelect') || this.flag('selectable'));
    }
    if (name === 'space') this.dom('space', this.text('space') || undefined);
    if (name === 'maxLines') this.style.setProperty('--lines', this.text('maxLines'));
    if (name === 'overflow') this.dom('overflow', this.text('overflow') || undefined);
  }
}

/** `span` inside `text`. */
export class Span extends Builtin {}

/** A stand-in for what only WeChat can draw: it says what would be there. */
export class Placeholder extends Builtin {
  static override readonly attributes = ['type', 'open-gid', 'open-id', 'lang', 'default-text'];
  static override readonly ignored = ['default-avatar', 'use-empty-value'];

  override changed(): void {
    const NAMES: Readonly<Record<string, string>> = {
      groupName: '（微信群名）',
      userNickName: '（微信昵称）',
    };
    const type = this.text('type');
    this.textContent = this.text('defaultText') || (NAMES[type] ?? `（${type}）`);
  }
}

/** Shown only while the window fits. */
export class MatchMedia extends Builtin {
  static override readonly attributes = [
    'min-width',
    'max-width',
    'width',
    'min-height',
    'max-height',
    'height',
    'orientation',
  ];

  private readonly look = () => {
    const { innerWidth, innerHeight } = window;
    const within = (size: number, name: string) => {
      const upper = name[0]?.toUpperCase() + name.slice(1);
      const exact = this.number(name, size);
      return (
        size >= this.number(`min${upper}`, size) &&
        size <= this.number(`max${upper}`, size) &&
        size === exact
      );
    };
    const turned = innerWidth > innerHeight ? 'landscape' : 'portrait';
    const fits =
      within(innerWidth, 'width') &&
      within(innerHeight, 'height') &&
      turned === this.text('orientation', turned);
    this.dom('hidden', !fits);
  };

  override changed(): void {
    this.look();
  }

  connectedCallback(): void {
    window.addEventListener('resize', this.look);
    this.look();
  }

  disconnectedCallback(): void {
    window.removeEventListener('resize', this.look);
  }
}
