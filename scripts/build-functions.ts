import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildContext, type BuildOptions, context, type Plugin } from 'esbuild';
import { addCodeCache } from './code-cache';

const root = process.env.YUANBA_ROOT ?? process.cwd();

export interface BuildFunctionsOptions {
  readonly source?: string;
  readonly outDir?: string;
  /** Only these; all by default. */
  readonly functions?: readonly string[];
  readonly minify?: boolean;
  /** Adds V8's compiled code, which halves a cold start where the runtime's V8 is this one. */
  readonly codeCache?: boolean;
  /** Keeps building on change and tells which function came out new. */
  readonly onRebuilt?: (fn: string) => void;
}

export interface BuiltFunction {
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
  /** Ends watching; there is nothing to end otherwise. */
  close(): Promise<void>;
}

/**
 * Bundles every folder of `cloudfunctions/` that has an `index.ts` into
 * `dist/cloudfunctions/<name>/{index.js,package.json,config.json}`. wx-server-sdk is inlined:
 * one file starts faster than a hundred packages, and nothing has to be installed in the cloud.
 */
export async function buildFunctions(
  options: BuildFunctionsOptions = {},
): Promise<BuiltFunction[]> {
  const source = options.source ?? join(root, 'cloudfunctions');
  const outDir = options.outDir ?? join(root, 'dist', 'cloudfunctions');
  const names = functionNames(source).filter((name) => options.functions?.includes(name) ?? true);
  if (!options.functions) await removeStale(outDir, names);
  const built: BuiltFunction[] = [];
  for (const name of names) {
    built.push(await buildOne({ name, from: join(source, name), to: join(outDir, name), options }));
  }
  return built;
}

export function functionNames(source: string): string[] {
  if (!existsSync(source)) return [];
  return readdirSync(source)
    .filter((name) => existsSync(join(source, name, 'index.ts')))
    .sort();
}

interface One {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly options: BuildFunctionsOptions;
}

async function buildOne({ name, from, to, options }: One): Promise<BuiltFunction> {
  await mkdir(to, { recursive: true });
  const external = Object.keys(readManifest(from).dependencies ?? {}).filter(
    (dependency) => dependency !== 'wx-server-sdk',
  );
  const outfile = join(to, 'index.js');
  let first = true;
  const onRebuilt: Plugin = {
    name: 'on-rebuilt',
    setup({ onEnd }) {
      onEnd((result) => {
        if (!first && result.errors.length === 0) options.onRebuilt?.(name);
        first = false;
      });
    },
  };
  const building = await context({
    ...settings(options.minify ?? true),
    entryPoints: [join(from, 'index.ts')],
    outfile,
    external,
    plugins: [textJson, onRebuilt],
  });
  // A cache of the last bundle must not be taken for one of this.
  await rm(join(to, 'bundle.cache'), { force: true });
  await building.rebuild();
  await writePackage(name, to, external, readManifest(from).dependencies ?? {});
  const config = join(from, 'config.json');
  if (existsSync(config)) await cp(config, join(to, 'config.json'));
  const bytes = readFileSync(outfile).length;
  if (options.codeCache && !options.onRebuilt) await addCodeCache(to);
  await keepWatching(building, options);
  return { name, folder: to, bytes, close: () => building.dispose() };
}

async function keepWatching(
  building: BuildContext,
  { onRebuilt }: BuildFunctionsOptions,
): Promise<void> {
  if (onRebuilt) await building.watch();
  else await building.dispose();
}

const settings = (minify: boolean): BuildOptions => ({
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  minify,
  keepNames: false,
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'error',
});

/**
 * Big JSON files (mime-db is 280 KB) parse faster as text than as code, and only when asked for.
 * @see V8's "The cost of JavaScript": JSON.parse against object literals
 */
const textJson: Plugin = {
  name: 'text-json',
  setup({ onLoad }) {
    onLoad({ filter: /mime-db[\\/]db\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { contents: `module.exports = JSON.parse(${JSON.stringify(text)});`, loader: 'js' };
    });
  },
};

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

function readManifest(folder: string): Manifest {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
}

/** Lists only what really is not in the bundle. */
async function writePackage(
  name: string,
  to: string,
  external: readonly string[],
  versions: Readonly<Record<string, string>>,
): Promise<void> {
  const dependencies = Object.fromEntries(external.map((one) => [one, versions[one] ?? '*']));
  const manifest = { name, version: '1.0.0', main: 'index.js', dependencies };
  await writeFile(join(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** A function that was renamed must not stay deployed under its old name. */
async function removeStale(outDir: string, names: readonly string[]): Promise<void> {
  if (!existsSync(outDir)) return;
  const stale = readdirSync(outDir).filter((name) => !names.includes(name));
  await Promise.all(stale.map((name) => rm(join(outDir, name), { recursive: true, force: true })));
}
