import { phoneUnits } from '../units';
import { Builtin, scopedClasses } from './base';
import { Wheel } from './wheel';

const ROW_PX = 34;

export class PickerView extends Builtin {
  static override readonly attributes = [
    'value',
    'indicator-style',
    'indicator-class',
    'mask-style',
    'mask-class',
  ];
  static override readonly ignored = ['immediate-change'];
  private readonly indicator = document.createElement('div');

  override setup(): void {
    this.indicator.className = 'wx-picker-indicator';
    this.indicator.setAttribute('aria-hidden', 'true');
    this.prepend(this.indicator);
    new MutationObserver(() => this.write()).observe(this, { childList: true, subtree: true });
  }

  override changed(name: string): void {
    if (name === 'indicatorStyle')
      this.indicator.style.cssText = phoneUnits(this.text('indicatorStyle'));
    if (name === 'indicatorClass') {
      const names = scopedClasses(this, this.text('indicatorClass'));
      this.indicator.className = `wx-picker-indicator ${names}`;
    }
    this.write();
  }

  connectedCallback(): void {
    requestAnimationFrame(() => this.write());
  }

  get rowPx(): number {
    return this.indicator.offsetHeight || ROW_PX;
  }

  /** A column has turned. */
  turned(): void {
    const value = this.columns.map((column) => column.value);
    this.props.value = value;
    this.model('value', value);
    this.fire('change', { value });
  }

  private get columns(): PickerViewColumn[] {
    return [...this.querySelectorAll<PickerViewColumn>('wx-picker-view-column')];
  }

  private write(): void {
    if (!this.isConnected) return;
    this.style.setProperty('--row', `${this.rowPx}px`);
    const value = (this.props.value ?? []) as readonly number[];
    this.columns.forEach((column, at) => {
      const index = Number(value[at] ?? 0);
      if (column.value !== index || column.misplaced(index)) column.show(index);
    });
  }
}

export class PickerViewColumn extends Builtin {
  private wheel: Wheel | undefined;

  override setup(): void {
    this.wheel = new Wheel(this, {
      rowPx: () => this.view?.rowPx ?? ROW_PX,
      count: () => this.childElementCount,
      picked: () => this.view?.turned(),
    });
  }

  get value(): number {
    return this.wheel?.value ?? 0;
  }

  show(index: number): void {
    this.wheel?.show(index);
  }

  misplaced(index: number): boolean {
    return Math.abs(this.scrollTop - index * (this.view?.rowPx ?? ROW_PX)) > ROW_PX / 2;
  }

  private get view(): PickerView | null {
    return this.closest<PickerView>('wx-picker-view');
  }
}
