import { Builtin, scopedClasses } from './base';

type Field = HTMLInputElement | HTMLTextAreaElement;

export const TEXT_ATTRIBUTES = [
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
export abstract class TextField<F extends Field> extends Builtin {
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
    const detail = { value: field.value, cursor: field.selectionStart ?? 0, keyCode: 0 };
    this.fire('input', detail, { answered: (answer) => this.replace(answer) });
  }

  /** What the listener returns takes the place of what was typed: a text, or `{ value, cursor }`. */
  private replace(answer: unknown): void {
    const { value, cursor } =
      typeof answer === 'string'
        ? { value: answer, cursor: undefined }
        : ((answer ?? {}) as { value?: unknown; cursor?: unknown });
    if (typeof value !== 'string') return;
    this.write(value);
    if (typeof cursor === 'number') this.field.setSelectionRange(cursor, cursor);
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
