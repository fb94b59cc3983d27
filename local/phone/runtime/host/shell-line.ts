import type { Network, PhoneMessage, ShellMessage, Theme } from '../ports';

/** Tells the page around the phone; nobody listens when the phone stands alone. */
export function tellShell(message: PhoneMessage): void {
  if (window.parent === window) return;
  window.parent.postMessage({ yuanbaPhone: message }, location.origin);
}

/** @returns what takes the listener off again */
export function onShell(listener: (message: ShellMessage) => void): () => void {
  const heard = ({ source, origin, data }: MessageEvent) => {
    if (source !== window.parent || origin !== location.origin) return;
    const message = (data as { yuanbaShell?: ShellMessage } | null)?.yuanbaShell;
    if (message) listener(message);
  };
  window.addEventListener('message', heard);
  return () => window.removeEventListener('message', heard);
}

interface Hearing {
  setNetwork(network: Network): void;
  setTheme(theme: Theme): void;
  setForeground(on: boolean): void;
  share(from: 'menu'): Promise<void>;
}

/** What the page around the phone may do with it. */
export function hearShell(phone: Hearing): void {
  onShell((message) => {
    switch (message.kind) {
      case 'network':
        return phone.setNetwork(message.network);
      case 'theme':
        return phone.setTheme(message.theme);
      case 'hide':
        return phone.setForeground(false);
      case 'show':
        return phone.setForeground(true);
      case 'share':
        return void phone.share('menu');
      case 'open':
        return openCard(message.path, message.opengid);
    }
  });
}

/** Another card: the phone starts anew, as WeChat does for a card of another group. */
function openCard(path: string, opengid: string | undefined): void {
  const next = new URLSearchParams(location.search);
  next.set('path', path);
  if (opengid) next.set('group', opengid);
  else next.delete('group');
  location.search = next.toString();
}
