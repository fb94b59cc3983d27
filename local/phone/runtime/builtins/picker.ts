import { missing } from '../trouble';
import { Builtin } from './base';
import { environment } from './environment';
import { columnsOf, type PickerColumns } from './picker-columns';
import { openPicker } from './picker-sheet';

/** `picker`: its content is tapped, a sheet with columns opens. */
export class Picker extends Builtin {
  static override readonly attributes = [
    'header-text',
    'mode',
    'disabled',
    'range',
    'range-key',
    'value',
    'start',
    'end',
    'fields',
    'name',
    'level',
    'custom-item',
  ];
  private open: { redraw(columns: PickerColumns, indices: 'keep' | 'take'): void } | undefined;

  get formValue(): unknown {
    return this.props.value ?? '';
  }

  reset(): void {}

  override setup(): void {
    this.addEventListener('click', () => {
      if (!this.flag('disabled')) this.show();
    });
  }

  override changed(name: string): void {
    if (name === 'mode' && this.text('mode') === 'region') missing('picker mode region');
    // A multiSelector changes its later columns while it is open.
    if (name === 'range') this.open?.redraw(columnsOf(this), 'keep');
    if (name === 'value') this.open?.redraw(columnsOf(this), 'take');
  }

  private show(): void {
    const columns = columnsOf(this);
    this.open = openPicker(environment().context.overlays, {
      title: this.text('headerText') || this.getAttribute('aria-label') || '请选择',
      columns,
      turned: (column, value) => this.fire('columnchange', { column, value }),
      done: (indices) => {
        this.open = undefined;
        if (!indices) return void this.fire('cancel', {});
        const value = columnsOf(this, indices).value(indices);
        // What was picked stays picked, also when the page does not write it back.
        this.props.value = value;
        this.model('value', value);
        this.fire('change', { value });
      },
    });
  }
}
