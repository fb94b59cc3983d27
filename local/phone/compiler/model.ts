/** What the compiler knows about a mini-program. Logical paths have no leading slash and no extension. */

export type Json = Readonly<Record<string, unknown>>;

export interface AppJson extends Json {
  readonly pages?: readonly string[];
  readonly subPackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly subpackages?: readonly { readonly root: string; readonly pages: readonly string[] }[];
  readonly usingComponents?: Readonly<Record<string, string>>;
  readonly tabBar?: Json & { readonly custom?: boolean };
  readonly themeLocation?: string;
}

export interface UnitJson extends Json {
  readonly component?: boolean;
  readonly usingComponents?: Readonly<Record<string, string>>;
  readonly componentGenerics?: Readonly<Record<string, boolean | { readonly default?: string }>>;
  readonly componentPlaceholder?: Readonly<Record<string, string>>;
}

/** One page or component: four files of one name. */
export interface Unit {
  readonly path: string;
  /** Absolute, without extension. */
  readonly base: string;
  /** With every reference turned into `/logical/path`. */
  readonly json: UnitJson;
  readonly page: boolean;
  readonly script?: string;
  readonly wxml?: string;
  readonly wxss?: string;
}

export interface App {
  readonly root: string;
  readonly json: AppJson;
  readonly theme?: Json;
  readonly script?: string;
  readonly wxss?: string;
  readonly pages: readonly string[];
  readonly units: ReadonlyMap<string, Unit>;
  /** Files whose change changes the model. */
  readonly inputs: readonly string[];
}

/** A fault in the mini-program's own source, told with its file. */
export class SourceError extends Error {
  override readonly name = 'SourceError';

  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
  }
}
