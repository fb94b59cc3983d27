import { api, Refusal } from '../api';
import type { Kit } from '../kit';
import { h } from './element';

interface ToastOptions {
  readonly title?: string;
  readonly icon?: 'success' | 'error' | 'loading' | 'none';
  readonly image?: string;
  /** Milliseconds. */
  readonly duration?: number;
  readonly mask?: boolean;
}

type Kind = 'toast' | 'loading';

interface HideOptions {
  readonly noConflict?: boolean;
}

const MARKS: Readonly<Record<string, string>> = { success: '✓', error: '!', loading: '' };

/** Toast and loading are one thing in WeChat too: the later takes the place of the earlier. */
export function toastApi({ dialogs, context }: Kit): Record<string, unknown> {
  // Live regions are there before their text, or screen readers stay silent.
  const region = h('div', { class: 'wxd-toast-region', role: 'status', 'aria-live': 'polite' });
  dialogs.layer.append(region);
  let shown: Kind | undefined;
  let timer = 0;

  const clear = () => {
    clearTimeout(timer);
    shown = undefined;
    region.replaceChildren();
    region.classList.remove('wxd-blocking');
  };
  /** Each takes the other away as well, unless told not to: WeChat shows both in one place. */
  const hide = (kind: Kind, { noConflict = false }: HideOptions) => {
    if (shown === undefined) throw new Refusal("toast can't be found");
    if (shown === kind || !noConflict) clear();
  };
  const show = (kind: Kind, options: ToastOptions) => {
    clearTimeout(timer);
    shown = kind;
    const { title = '', icon = 'success', image, mask = false } = options;
    const picture =
      image === undefined
        ? markOf(icon)
        : h('img', { class: 'wxd-toast-image', src: context.assetUrl(image), alt: '' });
    const shape = picture ? 'wxd-toast' : 'wxd-toast wxd-toast-plain';
    region.replaceChildren(h('div', { class: shape }, picture, h('p', {}, title)));
    region.classList.toggle('wxd-blocking', mask);
  };

  return {
    showToast: api<ToastOptions>('showToast', (options) => {
      show('toast', options);
      timer = window.setTimeout(clear, options.duration ?? 1500);
    }),
    hideToast: api<HideOptions>('hideToast', (options) => hide('toast', options)),
    showLoading: api<ToastOptions>('showLoading', (options) =>
      show('loading', { ...options, icon: 'loading' }),
    ),
    hideLoading: api<HideOptions>('hideLoading', (options) => hide('loading', options)),
  };
}

function markOf(icon: string): HTMLElement | undefined {
  const mark = MARKS[icon];
  if (mark === undefined) return undefined;
  return h('span', { class: `wxd-mark wxd-mark-${icon}`, 'aria-hidden': 'true' }, mark);
}
