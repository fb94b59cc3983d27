import type { PhoneContext } from '../../runtime/ports';
import { h } from './element';
import { DIALOG_CSS } from './styles';

export interface DialogOptions {
  /** What a screen reader says when it opens; the id of the heading inside would do as well. */
  readonly label: string;
  readonly shape: 'middle' | 'bottom' | 'full';
  readonly content: readonly (Node | string | undefined)[];
  /** Escape, and a tap beside it when `loose`. Without it the person must choose. */
  readonly cancel?: () => void;
  readonly loose?: boolean;
  /** Gets the focus; the first control otherwise. */
  readonly focus?: HTMLElement;
  /** `alertdialog` for a question that interrupts. */
  readonly role?: 'dialog' | 'alertdialog';
}

export interface Dialog {
  readonly element: HTMLElement;
  close(): void;
}

export interface Dialogs {
  /** Where everything of the phone's own system is drawn. */
  readonly layer: HTMLElement;
  open(options: DialogOptions): Dialog;
}

/** Windows of the phone itself: one keyboard trap, one way out, focus given back. */
export function createDialogs(context: PhoneContext): Dialogs {
  const layer = h('div', { class: 'wxd' });
  layer.style.setProperty('--wxd-text', String(context.launch.textScale));
  const shade = () => layer.classList.toggle('wxd-dark', context.theme() === 'dark');
  shade();
  context.on('theme', shade);
  document.head.append(h('style', {}, DIALOG_CSS));
  context.overlays.append(layer);
  return { layer, open: (options) => openIn(layer, options) };
}

function openIn(layer: HTMLElement, options: DialogOptions): Dialog {
  const { label, shape, content, cancel, loose = false, role = 'dialog' } = options;
  const before = document.activeElement;
  const box = h(
    'div',
    {
      class: `wxd-box wxd-${shape}`,
      role,
      'aria-modal': 'true',
      'aria-label': label,
      tabindex: '-1',
    },
    ...content,
  );
  const mask = h('div', { class: `wxd-mask wxd-mask-${shape}` }, box);
  const close = () => {
    mask.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
  const dialog: Dialog = { element: box, close };

  mask.addEventListener('click', (event) => {
    if (event.target === mask && loose) cancel?.();
  });
  mask.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      cancel?.();
    }
    if (event.key === 'Tab') keepInside(box, event);
  });
  layer.append(mask);
  (options.focus ?? controlsOf(box)[0] ?? box).focus({ preventScroll: true });
  return dialog;
}

function keepInside(box: HTMLElement, event: KeyboardEvent): void {
  const controls = controlsOf(box);
  const edge = event.shiftKey ? controls[0] : controls[controls.length - 1];
  const other = event.shiftKey ? controls[controls.length - 1] : controls[0];
  if (other && (document.activeElement === edge || document.activeElement === box)) {
    event.preventDefault();
    other.focus();
  }
}

const controlsOf = (box: HTMLElement): HTMLElement[] => [
  ...box.querySelectorAll<HTMLElement>(
    'button:not([disabled]), input:not([disabled]), textarea, a[href]',
  ),
];
