import type { OpenTypes, PhoneContext } from '../ports';

/** What built-ins need of the rest of the phone. */
export interface Environment {
  readonly context: PhoneContext;
  readonly openTypes: OpenTypes;
  /** @param owner logical path of the page or component that names the asset */
  assetUrl(path: string, owner: string): string;
  /** The frame of the page a node lies in. */
  frameOf(node: Node): HTMLElement;
  /** Asks the current page for a card and hands it to the shell. */
  share(from: 'menu' | 'button', target?: unknown): Promise<void>;
}

let current: Environment | undefined;

export function setEnvironment(environment: Environment): void {
  current = environment;
}

/** @throws Error before the phone has started */
export function environment(): Environment {
  if (!current) throw new Error('the phone has not started');
  return current;
}
