import { Builtin } from './base';

/** A control that is on or off. The state is the DOM's `aria-checked`, so a screen reader hears it. */
abstract class Choice extends Builtin {
  private on = false;

  protected abstract readonly kind: string;

  get checked(): boolean {
    return this.on;
  }

  override setup(): void {
    this.dom('role', this.kind);
    this.dom('tabindex', 0);
    this.show(false);
    this.addEventListener('click', () => {
      if (!this.flag('disabled')) this.toggle();
    });
  }

  override changed(name: string): void {
    if (name === 'checked') this.show(this.flag('checked'));
    if (name === 'color') this.style.setProperty('--choice', this.text('color') || null);
    if (name === 'disabled') {
      this.dom('aria-disabled', this.flag('disabled') ? 'true' : undefined);
      this.dom('disabled', this.flag('disabled'));
    }
  }

  reset(): void {
    this.show(this.flag('checked'));
  }

  show(on: boolean): void {
    this.on = on;
    this.dom('aria-checked', on ? 'true' : 'false');
  }

  protected abstract toggle(): void;
}

export class Checkbox extends Choice {
  static override readonly attributes = ['value', 'disabled', 'checked', 'color'];
  static override readonly ignored = [
    'background-color',
    'border-color',
    'active-background-color',
    'active-border-color',
    'icon-color',
    'foreground-color',
  ];
  protected override readonly kind = 'checkbox';

  protected override toggle(): void {
    this.show(!this.checked);
    this.model('checked', this.checked);
    const group = this.closest<CheckboxGroup>('wx-checkbox-group');
    group?.fire('change', { value: group.formValue });
  }
}

export class CheckboxGroup extends Builtin {
  static override readonly attributes = ['name'];

  get formValue(): string[] {
    return [...this.querySelectorAll<Checkbox>('wx-checkbox')]
      .filter((one) => one.checked)
      .map((one) => one.text('value'));
  }

  reset(): void {
    for (const one of this.querySelectorAll<Checkbox>('wx-checkbox')) one.reset();
  }
}

export class Radio extends Choice {
  static override readonly attributes = ['value', 'checked', 'disabled', 'color'];
  static override readonly ignored = [
    'background-color',
    'border-color',
    'active-background-color',
    'active-border-color',
    'icon-color',
    'foreground-color',
  ];
  protected override readonly kind = 'radio';

  protected override toggle(): void {
    const group = this.closest<RadioGroup>('wx-radio-group');
    if (this.checked) return;
    for (const one of group?.querySelectorAll<Radio>('wx-radio') ?? []) one.show(false);
    this.show(true);
    this.model('checked', true);
    group?.fire('change', { value: this.text('value') });
  }
}

export class RadioGroup extends Builtin {
  static override readonly attributes = ['name'];

  override setup(): void {
    this.dom('role', 'radiogroup');
  }

  get formValue(): string {
    const on = [...this.querySelectorAll<Radio>('wx-radio')].find((one) => one.checked);
    return on?.text('value') ?? '';
  }

  reset(): void {
    for (const one of this.querySelectorAll<Radio>('wx-radio')) one.reset();
  }
}

export class Switch extends Choice {
  static override readonly attributes = ['checked', 'disabled', 'type', 'color', 'name'];
  protected override readonly kind = 'switch';

  get formValue(): boolean {
    return this.checked;
  }

  override changed(name: string): void {
    super.changed(name);
    if (name !== 'type') return;
    this.dom('type', this.text('type') || undefined);
    this.dom('role', this.text('type') === 'checkbox' ? 'checkbox' : 'switch');
  }

  protected override toggle(): void {
    this.show(!this.checked);
    this.model('checked', this.checked);
    this.fire('change', { value: this.checked });
  }
}
