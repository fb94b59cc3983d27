import type { Person } from '../control';
import type { Stage } from '../stage';
import type { Store } from '../state';

/** What every panel may use. */
export interface Around {
  readonly store: Store;
  readonly stage: Stage;
  person(): Person | undefined;
  /** The courtyard that has this WeChat group. */
  courtyardOf(opengid: string): { readonly id: string; readonly name: string } | undefined;
  trouble(error: unknown): void;
  /** A count on the panel's tab; 0 takes it away. */
  badge(panel: string, count: number): void;
}

export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly element: HTMLElement;
  /** Asks the server again; called every other second while it is on the screen, and when it is shown. */
  refresh?(): Promise<void>;
}
