import { Builtin } from './base';

export class Slider extends Builtin {
  static override readonly attributes = [
    'min',
    'max',
    'step',
    'disabled',
    'value',
    'color',
    'selected-color',
    'activeColor',
    'backgroundColor',
    'block-size',
    'block-color',
    'show-value',
    'name',
  ];
  private readonly field = document.createElement('input');
  private readonly told = document.createElement('span');

  get formValue(): number {
    return this.field.valueAsNumber;
  }

  reset(): void {
    this.write();
  }

  override setup(): void {
    const { field, told } = this;
    field.type = 'range';
    told.className = 'wx-slider-value';
    told.hidden = true;
    this.append(field, told);
    field.addEventListener('input', () => {
      this.draw();
      this.fire('changing', { value: field.valueAsNumber });
    });
    field.addEventListener('change', () => {
      this.model('value', field.valueAsNumber);
      this.fire('change', { value: field.valueAsNumber });
    });
    this.write();
  }

  override changed(name: string): void {
    if (name === 'ariaLabel') this.moveLabel(this.field);
    this.told.hidden = !this.flag('showValue');
    this.field.disabled = this.flag('disabled');
    const active = this.text('activeColor') || this.text('selectedColor');
    this.style.setProperty('--slider-on', active || null);
    this.style.setProperty(
      '--slider-off',
      this.text('backgroundColor') || this.text('color') || null,
    );
    this.style.setProperty('--slider-block', this.text('blockColor') || null);
    this.style.setProperty('--slider-size', `${this.number('blockSize', 28)}px`);
    this.write();
  }

  private write(): void {
    const { field } = this;
    field.min = this.text('min', '0');
    field.max = this.text('max', '100');
    field.step = this.text('step', '1');
    field.value = this.text('value', '0');
    this.draw();
  }

  private draw(): void {
    const { field, told } = this;
    const span = Number(field.max) - Number(field.min) || 1;
    const part = (field.valueAsNumber - Number(field.min)) / span;
    this.style.setProperty('--slider-part', `${part * 100}%`);
    told.textContent = field.value;
  }
}
