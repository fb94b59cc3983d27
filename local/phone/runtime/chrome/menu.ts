import { make } from '../dom';

export interface MenuItem {
  readonly label: string;
  act(): void;
}

/** The sheet behind the capsule's dots. */
export function openMenu(overlays: HTMLElement, title: string, items: readonly MenuItem[]): void {
  const list = make('div', 'phone-sheet-list');
  const sheet = make('div', 'phone-sheet', make('h2', 'phone-sheet-title', title), list);
  const mask = make('div', 'phone-mask', sheet);
  const before = document.activeElement as HTMLElement | null;
  const close = () => {
    mask.remove();
    before?.focus();
  };
  sheet.setAttribute('role', 'dialog');
  sheet.setAttribute('aria-modal', 'true');
  sheet.setAttribute('aria-label', title);
  for (const item of [...items, { label: '取消', act: () => undefined }]) {
    const button = make('button', 'phone-sheet-item', item.label);
    button.type = 'button';
    button.addEventListener('click', () => {
      close();
      item.act();
    });
    list.append(button);
  }
  mask.addEventListener('click', ({ target }) => {
    if (target === mask) close();
  });
  mask.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });
  overlays.append(mask);
  list.querySelector('button')?.focus();
}
