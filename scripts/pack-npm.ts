/**
 * Packs the parts of npm packages that pages use into `miniprogram/miniprogram_npm/`, as DevTools' 构建 npm
 * would, but without the parts nobody uses: what goes to the phone is weighed in bytes.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';

const root = process.env.YUANBA_ROOT ?? process.cwd();

export interface Packed {
  /** `tdesign-miniprogram/popup/popup`, as pages name them. */
  readonly components: readonly string[];
  readonly bytes: number;
}

export interface PackOptions {
  readonly appRoot?: string;
  readonly modules?: string;
}

export function packNpm({
  appRoot = join(root, 'miniprogram'),
  modules = join(root, 'node_modules'),
}: PackOptions = {}): Packed {
  const target = join(appRoot, 'miniprogram_npm');
  rmSync(target, { recursive: true, force: true });
  const components = usedComponents(appRoot, modules);
  let bytes = 0;
  for (const name of packagesOf(components)) {
    const from = packageRoot(modules, name);
    const own = components.filter((one) => one.startsWith(`${name}/`));
    const files = closure(
      from,
      own.map((one) => one.slice(name.length + 1)),
    );
    for (const file of files) {
      const to = join(target, name, relative(from, file));
      mkdirSync(dirname(to), { recursive: true });
      cpSync(file, to);
      bytes += statSync(file).size;
    }
  }
  return { components, bytes };
}

/** Every npm component some page or component of the app names, sorted. */
export function usedComponents(appRoot: string, modules: string): string[] {
  const used = new Set<string>();
  for (const file of filesBelow(appRoot, (path) => path.endsWith('.json'))) {
    const { usingComponents = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
      usingComponents?: Record<string, string>;
    };
    for (const path of Object.values(usingComponents)) {
      const bare = !path.startsWith('.') && !path.startsWith('/');
      if (bare && existsSync(join(modules, packageName(path)))) used.add(path);
    }
  }
  return [...used].sort();
}

const packageName = (path: string): string =>
  path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');

const packagesOf = (components: readonly string[]): readonly string[] => [
  ...new Set(components.map(packageName)),
];

function packageRoot(modules: string, name: string): string {
  const manifest = JSON.parse(readFileSync(join(modules, name, 'package.json'), 'utf8')) as {
    miniprogram?: string;
  };
  return join(modules, name, manifest.miniprogram ?? 'miniprogram_dist');
}

const PARTS = ['.js', '.json', '.wxml', '.wxss'] as const;

/** The files of these components and everything they refer to. */
function closure(from: string, components: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const open: string[] = components.flatMap((one) => partsOf(join(from, one)));
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    open.push(...references(file, from));
  }
  return [...seen].sort();
}

const partsOf = (base: string): string[] =>
  PARTS.map((part) => `${base}${part}`).filter((file) => existsSync(file));

/** What a file of an npm component refers to, as files. */
function references(file: string, from: string): string[] {
  const text = readFileSync(file, 'utf8');
  const at = (path: string): string => join(dirname(file), path);
  switch (extname(file)) {
    case '.json': {
      const { usingComponents = {} } = JSON.parse(text) as {
        usingComponents?: Record<string, string>;
      };
      return Object.values(usingComponents).flatMap((path) => partsOf(at(path)));
    }
    case '.js':
      return matches(text, /(?:from|import|require\()\s*["']([^"']+)["']/g).flatMap((path) =>
        path.startsWith('.') ? scriptAt(at(path)) : nestedPackage(from, path),
      );
    case '.wxml':
      return matches(text, /<(?:wxs|import|include)\b[^>]*?src="([^"]+)"/g).map(at);
    case '.wxs':
      return matches(text, /require\(["']([^"']+)["']\)/g).map(at);
    case '.wxss':
      return matches(text, /@import\s+["']([^"']+)["']/g).map(at);
    default:
      return [];
  }
}

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '');

const scriptAt = (base: string): string[] =>
  [base, `${base}.js`, join(base, 'index.js')]
    .filter((file) => existsSync(file) && statSync(file).isFile())
    .slice(0, 1);

/** A package that the npm component brings in a `miniprogram_npm` of its own. */
const nestedPackage = (from: string, path: string): string[] => {
  const base = join(from, 'miniprogram_npm', path);
  return existsSync(base) && statSync(base).isDirectory()
    ? filesBelow(base, (file) => file.endsWith('.js'))
    : scriptAt(base);
};

function filesBelow(folder: string, wanted: (path: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'miniprogram_npm' ? [] : filesBelow(path, wanted);
    }
    return wanted(path) ? [path] : [];
  });
}
