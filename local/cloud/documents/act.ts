/** One operation on the documents of one collection, whoever asks and wherever it works. */
import type { Counters, WireBody } from '../wire';
import type { Collection } from './tables';
import type { Workspace } from './workspace';

export interface Act {
  readonly body: WireBody;
  readonly collection: Collection;
  readonly space: Workspace;
  /** For a pipeline that looks into other collections. */
  readonly other: (name: string) => Collection | undefined;
  readonly now: number;
  readonly counters: Counters;
  /** Our own function on a declared collection: what would bite in production is refused. */
  readonly strict: boolean;
}
