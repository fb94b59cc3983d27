import { TEXT_ATTRIBUTES, TextField } from './text-field';

const KEYBOARDS: Readonly<Record<string, string>> = {
  number: 'numeric',
  idcard: 'text',
  digit: 'decimal',
};

export class Input extends TextField<HTMLInputElement> {
  static override readonly attributes = [...TEXT_ATTRIBUTES, 'type', 'password'];
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
