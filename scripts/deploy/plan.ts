/** What a CloudBase environment must hold: read from the schema and the built functions, nothing else. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface PlannedIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly keys: readonly { readonly field: string; readonly direction: 1 | -1 }[];
}

export interface PlannedCollection {
  readonly name: string;
  readonly rule: string;
  readonly indexes: readonly PlannedIndex[];
}

export interface PlannedFunction {
  readonly name: string;
  /** Holds `<name>/index.js`. */
  readonly rootPath: string;
  readonly bytes: number;
  readonly runtime: string;
  /** Seconds. */
  readonly timeout: number;
  /** MB. */
  readonly memorySize: number;
  readonly openapi: readonly string[];
  /** Variables it reads; only the ones that are set where the deploy runs. */
  readonly settings: Readonly<Record<string, string>>;
  readonly triggers: readonly {
    readonly name: string;
    readonly type: string;
    readonly config: string;
  }[];
}

export interface Plan {
  readonly collections: readonly PlannedCollection[];
  readonly functions: readonly PlannedFunction[];
}

/** How a community begins. @see docs/domain/courtyard.md §7 */
const SETTINGS: Readonly<Record<string, readonly string[]>> = {
  courtyard: [
    'YUANBA_COMMUNITY',
    'YUANBA_FIRST_ADMIN',
    'YUANBA_COMMUNITY_NAME',
    'YUANBA_COMMUNITY_PHONE',
  ],
  // The last administrator may be erased when the deploy names the next.
  member: ['YUANBA_COMMUNITY', 'YUANBA_FIRST_ADMIN'],
};

/** The newest runtime that every CloudBase region offers and esbuild's target names. */
const RUNTIME = 'Nodejs18.15';

export function readPlan(root: string): Plan {
  return {
    collections: readCollections(join(root, 'cloudfunctions', 'schema', 'collections.json')),
    functions: readFunctions(join(root, 'dist', 'cloudfunctions')),
  };
}

export function readCollections(file: string): readonly PlannedCollection[] {
  const { collections } = JSON.parse(readFileSync(file, 'utf8')) as {
    collections: readonly {
      name: string;
      rule: string;
      indexes: readonly { name: string; unique?: boolean; keys: PlannedIndex['keys'] }[];
    }[];
  };
  return collections.map(({ name, rule, indexes }) => ({
    name,
    rule,
    indexes: indexes.map((index) => ({ ...index, unique: index.unique ?? false })),
  }));
}

interface ConfigFile {
  readonly permissions?: { readonly openapi?: readonly string[] };
  readonly triggers?: PlannedFunction['triggers'];
  readonly timeout?: number;
  readonly memorySize?: number;
}

/** @throws Error when nothing has been built yet */
function readFunctions(folder: string): readonly PlannedFunction[] {
  if (!existsSync(folder)) throw new Error(`${folder} is not there: run npm run build first`);
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'index.js')))
    .sort()
    .map((name) => {
      const file = join(folder, name, 'config.json');
      const config = (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as ConfigFile;
      return {
        name,
        rootPath: folder,
        bytes: statSync(join(folder, name, 'index.js')).size,
        runtime: RUNTIME,
        timeout: config.timeout ?? 20,
        memorySize: config.memorySize ?? 256,
        openapi: config.permissions?.openapi ?? [],
        settings: settingsOf(name),
        triggers: config.triggers ?? [],
      };
    });
}

function settingsOf(name: string): Readonly<Record<string, string>> {
  const given = (SETTINGS[name] ?? []).map((key) => [key, process.env[key]] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
}

/** The plan in words, one line for each thing that is made or brought in step. */
export function planText({ collections, functions }: Plan): string {
  const lines = [
    ...collections.flatMap(({ name, rule, indexes }) => [
      `collection ${name} (${rule})`,
      ...indexes.map(
        (index) => `  index ${index.name}${index.unique ? ' unique' : ''}: ${keysText(index)}`,
      ),
    ]),
    ...functions.flatMap((fn) => [
      `function ${fn.name}: ${Math.round(fn.bytes / 1024)} KB, ${fn.runtime}, ${fn.timeout} s, ${fn.memorySize} MB`,
      ...fn.openapi.map((api) => `  openapi ${api}`),
      ...Object.keys(fn.settings).map((key) => `  setting ${key}`),
      ...fn.triggers.map(({ name, config }) => `  timer ${name}: ${config}`),
    ]),
  ];
  return lines.join('\n');
}

const keysText = ({ keys }: PlannedIndex): string =>
  keys.map(({ field, direction }) => (direction === 1 ? field : `-${field}`)).join(', ');
