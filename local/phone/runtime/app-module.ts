import type { template } from 'glass-easel';

/** One page or component as the compiler found it. */
export interface UnitInfo {
  readonly path: string;
  readonly page: boolean;
  readonly severalSlots: boolean;
  readonly json: Readonly<Record<string, unknown>> & {
    readonly usingComponents?: Readonly<Record<string, string>>;
    readonly componentGenerics?: Readonly<Record<string, true | { readonly default?: string }>>;
  };
}

export interface TabItem {
  readonly pagePath: string;
  readonly text?: string;
  readonly iconPath?: string;
  readonly selectedIconPath?: string;
}

export interface AppJson extends Readonly<Record<string, unknown>> {
  readonly window?: Readonly<Record<string, unknown>>;
  readonly darkmode?: boolean;
  readonly tabBar?: Readonly<Record<string, unknown>> & {
    readonly custom?: boolean;
    readonly list?: readonly TabItem[];
  };
}

type Group = template.ComponentTemplate['content'];

/** What the bundle's module `yuanba:app` exports. */
export interface AppModule {
  readonly json: AppJson;
  readonly theme: {
    readonly light?: Readonly<Record<string, string>>;
    readonly dark?: Readonly<Record<string, string>>;
  };
  readonly pages: readonly string[];
  readonly units: readonly UnitInfo[];
  /** Logical path → CSS; classes of components carry the placeholder of their scope. */
  readonly sheets: Readonly<Record<string, string>>;
  readonly templates: () => Record<string, Group>;
  /** Logical path → runs the script. */
  readonly scripts: Readonly<Record<string, () => unknown>>;
}
