import { make } from '../dom';
import type { PickerColumns } from './picker-columns';
import { Wheel } from './wheel';

const ROW_PX = 44;

interface Sheet {
  readonly title: string;
  readonly columns: PickerColumns;
  turned(column: number, index: number): void;
  /** Without indices: nothing was chosen. */
  done(indices: readonly number[] | undefined, columns?: PickerColumns): void;
}

/** The sheet of a picker: one wheel a column, 取消 and 确定. */
export function openPicker(
  overlays: HTMLElement,
  { title, columns, turned, done }: Sheet,
): { redraw(columns: PickerColumns, indices: 'keep' | 'take'): void } {
  let held = columns;
  let wheels: Wheel[] = [];
  const before = document.activeElement as HTMLElement | null;
  const body = make('div', 'phone-picker-columns');
  const cancel = make('button', 'phone-picker-cancel', '取消');
  const confirm = make('button', 'phone-picker-confirm', '确定');
  const head = make(
    'div',
    'phone-picker-head',
    cancel,
    make('h2', 'phone-picker-title', title),
    confirm,
  );
  const sheet = make('div', 'phone-sheet phone-picker', head, body);
  const mask = make('div', 'phone-mask', sheet);
  sheet.setAttribute('role', 'dialog');
  sheet.setAttribute('aria-modal', 'true');
  sheet.setAttribute('aria-label', title);

  const indices = () => wheels.map((wheel) => wheel.value);
  const close = (chosen: readonly number[] | undefined) => {
    mask.remove();
    before?.focus();
    done(chosen, held);
  };
  const picked = (column: number, index: number) => {
    turned(column, index);
    if (!held.after) return;
    const next = held.after(indices());
    if (next.rows.some((rows, at) => rows.length !== held.rows[at]?.length)) redraw(next, 'take');
    else held = next;
  };
  function redraw(next: PickerColumns, how: 'keep' | 'take'): void {
    const shown = how === 'keep' ? indices() : next.indices;
    held = next;
    const parts = next.rows.map((rows, column) => makeColumn(rows, column, picked));
    wheels = parts.map((part) => part.wheel);
    body.replaceChildren(...parts.map((part) => part.scroller), make('div', 'phone-picker-line'));
    for (const [at, index] of shown.entries()) parts[at]?.show(index);
  }

  cancel.addEventListener('click', () => close(undefined));
  confirm.addEventListener('click', () => close(indices()));
  mask.addEventListener('click', ({ target }) => {
    if (target === mask) close(undefined);
  });
  mask.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close(undefined);
  });
  overlays.append(mask);
  redraw(columns, 'take');
  confirm.focus();
  return { redraw };
}

function makeColumn(
  rows: readonly string[],
  column: number,
  picked: (column: number, index: number) => void,
): { scroller: HTMLElement; wheel: Wheel; show(index: number): void } {
  const options = rows.map((row) => {
    const option = make('div', 'phone-picker-row', row);
    option.setAttribute('role', 'option');
    return option;
  });
  const scroller = make('div', 'phone-picker-column', ...options);
  scroller.setAttribute('role', 'listbox');
  scroller.setAttribute('aria-label', `第${column + 1}列`);
  const mark = (index: number) => {
    for (const [at, option] of options.entries()) {
      option.setAttribute('aria-selected', String(at === index));
    }
  };
  const wheel = new Wheel(scroller, {
    rowPx: () => ROW_PX,
    count: () => rows.length,
    picked: (index) => {
      mark(index);
      picked(column, index);
    },
  });
  return {
    scroller,
    wheel,
    show(index) {
      wheel.show(index);
      mark(wheel.value);
    },
  };
}
