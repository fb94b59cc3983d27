import type { AppEvents, Subscribe } from '../ports';
import { thrown } from '../trouble';

/** Events of the app and the phone, for `wx.onAppShow` and its like. */
export class Signals {
  private readonly heard = new Map<keyof AppEvents, Set<(detail: never) => void>>();

  readonly on: Subscribe = (event, listener) => {
    const known = this.heard.get(event) ?? new Set();
    this.heard.set(event, known.add(listener as (detail: never) => void));
    return () => known.delete(listener as (detail: never) => void);
  };

  raise<K extends keyof AppEvents>(event: K, detail: AppEvents[K]): void {
    for (const listener of [...(this.heard.get(event) ?? [])]) {
      try {
        (listener as (one: AppEvents[K]) => void)(detail);
      } catch (error) {
        // An error of an error listener must not call it again.
        if (event !== 'error') thrown(error, event);
      }
    }
  }
}
