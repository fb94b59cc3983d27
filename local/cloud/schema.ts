/** The shape of `cloudfunctions/schema/collections.json`. */
export interface Schema {
  readonly collections: readonly CollectionSpec[];
}

export interface CollectionSpec {
  readonly name: string;
  /** One line: what a document of it is. */
  readonly holds: string;
  /** Client access is always refused; only functions reach the database. */
  readonly rule: 'ADMINONLY';
  /** How long documents are kept, and which field says when they may go. */
  readonly retention?: { readonly days: number; readonly from: string } | 'until erased';
  /** Why each personal field is kept. */
  readonly personal?: Readonly<Record<string, string>>;
  readonly indexes: readonly IndexSpec[];
}

export interface IndexSpec {
  readonly name: string;
  readonly unique?: boolean;
  readonly keys: readonly { readonly field: string; readonly direction: 1 | -1 }[];
  /** The queries it is for, in words. */
  readonly serves: readonly string[];
}
