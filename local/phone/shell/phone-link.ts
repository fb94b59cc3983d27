/** The line between this page and the phone in its frame. */
import type { PhoneMessage, ShellMessage } from '../runtime/ports';
import type { ShellState } from './state';

export interface PhoneLink {
  /** Loads the phone anew, as this person, in this weather. */
  load(state: ShellState): void;
  /** The running phone has changed: should it start itself anew, it starts like this. */
  keep(state: ShellState): void;
  send(message: ShellMessage): void;
  hear(listener: (message: PhoneMessage) => void): void;
}

export function createPhoneLink(frame: HTMLIFrameElement): PhoneLink {
  const listeners: ((message: PhoneMessage) => void)[] = [];
  window.addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    const message = (event.data as { yuanbaPhone?: PhoneMessage } | null)?.yuanbaPhone;
    if (message) for (const listener of listeners) listener(message);
  });
  return {
    load(state) {
      // Not by `src`: every person tried would be one more step back for the browser's own key.
      frame.contentWindow?.location.replace(phoneAddress(state));
    },
    keep: (state) => frame.contentWindow?.history.replaceState(null, '', phoneAddress(state)),
    send: (message) => frame.contentWindow?.postMessage({ yuanbaShell: message }, location.origin),
    hear: (listener) => void listeners.push(listener),
  };
}

export function phoneAddress({ as, group, path, scene, text, dark, network }: ShellState): string {
  const query = new URLSearchParams({ as });
  if (group !== '') query.set('group', group);
  if (path !== '') query.set('path', path);
  if (scene !== '') query.set('scene', scene);
  if (text !== '1') query.set('text', text);
  if (dark) query.set('dark', '1');
  if (network !== 'good') query.set('network', network);
  return `/phone/?${query}`;
}
