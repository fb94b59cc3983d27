import { Builtin, scopedClasses } from './base';

type Field = HTMLInputElement | HTMLTextAreaElement;

const SHARED = [
  'value',
  'placeholder',
  'placeholder-style',
  'placeholder-class',
  'disabled',
  'maxlength',
  'auto-focus',
  'focus',
  'cursor',
  'selection-start',
  'selection-end',
  'confirm-type',
  'confirm-hold',
  'name',
];
const IGNORED = [
  'cursor-spacing',
  'cursor-color',
  'adjust-position',
  'hold-keyboard',
  'always-embed',
  'safe-password-cert-path',
  'safe-password-length',
  'safe-password-time-stamp',
  'safe-password-nonce',
  'safe-password-salt',
  'safe-password-custom-hash',
  'disable-default-padding',
  'show-confirm-bar',
  'adjust-keyboard-to',
];

/** What `input` and `textarea` have in common. The native field lies inside, above the drawn placeholder. */
abstract class TextField<F extends Field> extends Builtin {
  static override readonly ignored = IGNORED;
  protected abstract readonly field: F;
  private readonly hint = document.createElement('div');

  get formValue(): string {
    return this.field.value;
  }

  reset(): void {
    this.write(this.text('value'));
  }

  override setup(): void {
    const { field, hint } = this;
    hint.className = 'wx-placeholder';
    hint.setAttribute('aria-hidden', 'true');
    field.maxLength = 140;
    this.append(hint, field);
    field.addEventListener('input', () => this.typed());
    field.addEventListener('focus', () => {
      this.fire('focus', { value: field.value, height: 0 });
    });
    field.addEventListener('blur', () => {
      this.fire('blur', { value: field.value, cursor: field.selectionStart ?? 0 });
    });
    // A tap beside the text still means the field.
    this.addEventListener('click', ({ target }) => {
      if (target !== field && !field.disabled) field.focus();
    });
  }

  override changed(name: string): void {
    const { field } = this;
    if (name === 'value') this.write(this.text('value'));
    if (name === 'disabled') field.disabled = this.flag('disabled');
    if (name === 'maxlength') this.limit();
    if (name === 'ariaLabel') this.moveLabel(field);
    if (name === 'confirmType') field.enterKeyHint = this.text('confirmType', 'done');
    if (name.startsWith('placeholder')) this.drawHint();
    if (name === 'focus' || name === 'autoFocus') this.focusWhenShown(this.flag(name));
    if (name === 'selectionEnd' || name === 'cursor') this.select();
  }

  protected confirm(): void {
    this.fire('confirm', { value: this.field.value });
    if (!this.flag('confirmHold')) this.field.blur();
  }

  /** Called after the text has changed by hand or from outside. */
  protected written(): void {}

  private typed(): void {
    const { field } = this;
    this.showHint();
    this.written();
    this.model('value', field.value);
    this.fire('input', { value: field.value, cursor: field.selectionStart ?? 0, keyCode: 0 });
  }

  private write(value: string): void {
    if (this.field.value !== value) this.field.value = value;
    this.showHint();
    this.written();
  }

  private limit(): void {
    const limit = this.number('maxlength', 140);
    if (limit < 0) this.field.removeAttribute('maxlength');
    else this.field.maxLength = limit;
  }

  private drawHint(): void {
    const { hint, field } = this;
    const text = this.text('placeholder');
    hint.textContent = text;
    field.placeholder = text;
    hint.style.cssText = this.text('placeholderStyle');
    hint.className = `wx-placeholder ${scopedClasses(this, this.text('placeholderClass'))}`;
    this.showHint();
  }

  private showHint(): void {
    this.hint.hidden = this.field.value !== '';
  }

  private focusWhenShown(on: boolean): void {
    setTimeout(() => {
      if (on) this.field.focus({ preventScroll: false });
      else if (document.activeElement === this.field) this.field.blur();
    });
  }

  private select(): void {
    const end = this.number('selectionEnd', this.number('cursor', -1));
    const start = this.number('selectionStart', end);
    if (end >= 0) setTimeout(() => this.field.setSelectionRange(start, end));
  }
}

const KEYBOARDS: Readonly<Record<string, string>> = {
  number: 'numeric',
  idcard: 'text',
  digit: 'decimal',
};

export class Input extends TextField<HTMLInputElement> {
  static override readonly attributes = [...SHARED, 'type', 'password'];
  protected readonly field = document.createElement('input');

  override setup(): void {
    super.setup();
    this.field.type = 'text';
    this.field.autocomplete = 'off';
    this.field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      this.confirm();
    });
  }

  override changed(name: string): void {
    if (name === 'type' || name === 'password') {
      const hidden = this.flag('password') || this.text('type') === 'safe-password';
      this.field.type = hidden ? 'password' : 'text';
      this.field.inputMode = KEYBOARDS[this.text('type')] ?? 'text';
      return;
    }
    super.changed(name);
  }
}

export class Textarea extends TextField<HTMLTextAreaElement> {
  static override readonly attributes = [...SHARED, 'auto-height', 'fixed'];
  protected readonly field = document.createElement('textarea');
  private lineCount = 0;

  override setup(): void {
    super.setup();
    this.field.rows = 1;
    this.field.addEventListener('keydown', (event) => {
      const sends = ['send', 'search', 'next', 'go', 'done'].includes(this.text('confirmType'));
      if (event.key !== 'Enter' || event.isComposing || !sends) return;
      event.preventDefault();
      this.confirm();
    });
  }

  override changed(name: string): void {
    if (name === 'autoHeight') this.dom('auto-height', this.flag('autoHeight'));
    super.changed(name);
    if (name === 'autoHeight') this.written();
  }

  connectedCallback(): void {
    requestAnimationFrame(() => this.written());
  }

  protected override written(): void {
    const { field } = this;
    if (!this.isConnected) return;
    if (this.flag('autoHeight')) {
      field.style.height = '0';
      field.style.height = `${field.scrollHeight}px`;
    }
    const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 20;
    const lineCount = Math.max(1, Math.round(field.scrollHeight / lineHeight));
    if (lineCount === this.lineCount) return;
    this.lineCount = lineCount;
    this.fire('linechange', { height: field.scrollHeight, heightRpx: 0, lineCount, lineHeight });
  }
}
