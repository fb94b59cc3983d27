import type { StaticSource } from '../server/ports';
import { createSite } from './site/site';

/** What `local/local.ts` mounts: the shell page at `/`, the phone at `/phone/`. */
export function createPhoneSite(options: {
  readonly phoneDir: string;
  readonly shellDir: string;
  /** Rebuilds what changes on disk and reloads the pages that show it. */
  readonly watch: boolean;
}): StaticSource & { close(): Promise<void> } {
  return createSite(options);
}
