import type { PageQuery } from '../ports';
import { thrown } from '../trouble';

export interface Start {
  readonly path: string;
  readonly query: PageQuery;
  readonly scene: number;
  readonly shareTicket?: string;
  readonly referrerInfo: Readonly<Record<string, unknown>>;
}

type AppObject = Record<string, unknown>;

/** What `App({})` made, and its life. */
export class AppInstance {
  private instance: AppObject = {};

  /** Puts `App` and `getApp` where scripts look for them. */
  install(): void {
    Object.assign(globalThis, {
      App: (definition: AppObject) => {
        this.instance = definition;
      },
      getApp: () => this.instance,
    });
  }

  call(method: string, ...args: unknown[]): void {
    const found = this.instance[method];
    if (typeof found !== 'function') return;
    try {
      const answer = (found as (...all: unknown[]) => unknown).apply(this.instance, args);
      if (answer instanceof Promise)
        answer.catch((error: unknown) => thrown(error, `App ${method}`));
    } catch (error) {
      thrown(error, `App ${method}`);
    }
  }
}
