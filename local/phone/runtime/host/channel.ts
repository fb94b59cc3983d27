import type { Channel, Listeners } from '../ports';
import { thrown } from '../trouble';

type Listener = (...args: unknown[]) => void;

/** The channel between a page and the one that opened it. What one end emits, the other hears. */
class Bus {
  private readonly heard = new Map<string, Set<Listener>>();

  on(name: string, listener: Listener): void {
    const known = this.heard.get(name) ?? new Set();
    this.heard.set(name, known.add(listener));
  }

  off(name: string, listener?: Listener): void {
    if (listener) this.heard.get(name)?.delete(listener);
    else this.heard.delete(name);
  }

  emit(name: string, args: readonly unknown[]): void {
    for (const listener of [...(this.heard.get(name) ?? [])]) {
      try {
        listener(...args);
      } catch (error) {
        thrown(error, `event channel ${name}`);
      }
    }
  }
}

export function createChannel(opened: Listeners = {}): { opener: Channel; opened: Channel } {
  const toOpener = new Bus();
  const toOpened = new Bus();
  for (const [name, listener] of Object.entries(opened)) toOpener.on(name, listener);
  return { opener: end(toOpened, toOpener), opened: end(toOpener, toOpened) };
}

function end(to: Bus, from: Bus): Channel {
  return {
    emit: (name, ...args) => to.emit(name, args),
    on: (name, listener) => from.on(name, listener),
    once(name, listener) {
      const once: Listener = (...args) => {
        from.off(name, once);
        listener(...args);
      };
      from.on(name, once);
    },
    off: (name, listener) => from.off(name, listener),
  };
}
