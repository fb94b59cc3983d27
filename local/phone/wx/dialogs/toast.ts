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

const MARKS: Readonly<Record<string, string>> = { success: '✓', error: '!', loading: '' };

/** Toast and loading are one thing in WeChat too: the later takes the place of the earlier. */
export function toastApi({ dialogs, context }: Kit): Record<string, unknown> {
  // Live regions are there before their text, or screen readers stay silent.
  const region = h('div', { class: 'wxd-toast-region', role: 'status', 'aria-live': 'polite' });
  dialogs.layer.append(region);
  let shown: 'toast' | 'loading' | undefined;
  let timer = 0;

  const hide = (kind: 'toast' | 'loading', name: string) => {
    if (shown === undefined && name === 'hideLoading') throw new Refusal("toast can't be found");
    if (shown !== kind) return;
    clearTimeout(timer);
    shown = undefined;
    region.replaceChildren();
    region.classList.remove('wxd-blocking');
  };
  const show = (kind: 'toast' | 'loading', options: ToastOptions) => {
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
      timer = window.setTimeout(() => hide('toast', 'hideToast'), options.duration ?? 1500);
    }),
    hideToast: api('hideToast', () => hide('toast', 'hideToast')),
    showLoading: api<ToastOptions>('showLoading', (options) =>
      show('loading', { ...options, icon: 'loading' }),
    ),
    hideLoading: api('hideLoading', () => hide('loading', 'hideLoading')),
  };
}

function markOf(icon: string): HTMLElement | undefined {
  const mark = MARKS[icon];
  if (mark === undefined) return undefined;
  return h('span', { class: `wxd-mark wxd-mark-${icon}`, 'aria-hidden': 'true' }, mark);
}
