import { api, Refusal } from '../api';
import type { Kit } from '../kit';
import { button, h } from './element';

export interface ModalOptions {
  readonly title?: string;
  readonly content?: string;
  readonly showCancel?: boolean;
  readonly cancelText?: string;
  readonly cancelColor?: string;
  readonly confirmText?: string;
  readonly confirmColor?: string;
  readonly editable?: boolean;
  readonly placeholderText?: string;
}

export interface ModalAnswer {
  readonly confirm: boolean;
  readonly cancel: boolean;
  readonly content: string | null;
}

/** WeChat's button texts hold four characters. */
const BUTTON_CHARS = 4;

export const modalApi = (kit: Kit): Record<string, unknown> => ({
  showModal: api<ModalOptions>('showModal', (options) => ask(kit, options)),
});

/** One question of the phone. Escape is the cancel button, or nothing when there is none. */
export function ask(
  { dialogs }: Pick<Kit, 'dialogs'>,
  options: ModalOptions,
): Promise<ModalAnswer> {
  const { title = '', content = '', showCancel = true, editable = false } = options;
  const { cancelText = '取消', confirmText = '确定' } = options;
  for (const [name, text] of Object.entries({ cancelText, confirmText })) {
    if (text.length > BUTTON_CHARS) {
      throw new Refusal(`${name} length should not larger than ${BUTTON_CHARS} Chinese characters`);
    }
  }
  const field = editable ? textField(options.placeholderText ?? '', content, title) : undefined;
  return new Promise((resolve) => {
    const answer = (confirm: boolean) => {
      dialog.close();
      resolve({ confirm, cancel: !confirm, content: field && confirm ? field.value : null });
    };
    const yes = button(confirmText, () => answer(true), {
      kind: 'wxd-main',
      color: options.confirmColor,
    });
    const no = showCancel
      ? button(cancelText, () => answer(false), { color: options.cancelColor })
      : undefined;
    field?.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) answer(true);
    });
    const dialog = dialogs.open({
      label: title === '' ? content : title,
      role: 'alertdialog',
      shape: 'middle',
      focus: field ?? yes,
      content: [
        title === '' ? undefined : h('h2', { class: 'wxd-title' }, title),
        field ?? (content === '' ? undefined : h('p', { class: 'wxd-text' }, content)),
        h('div', { class: 'wxd-row' }, no, yes),
      ],
      ...(showCancel ? { cancel: () => answer(false) } : {}),
    });
  });
}

function textField(placeholder: string, value: string, label: string): HTMLInputElement {
  const field = h('input', { class: 'wxd-field', type: 'text', placeholder, 'aria-label': label });
  field.value = value;
  return field;
}
