import { readFileSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import type { Loader, Plugin } from 'esbuild';
import type { App } from './model';
import type { Places } from './paths';

const ENDINGS = ['', '.ts', '.js', '.json'];
const LOADERS: Readonly<Record<string, Loader>> = { '.ts': 'ts', '.js': 'js', '.json': 'json' };

/** What the virtual modules of the bundle hold; asked at every rebuild. */
export interface BundleParts {
  readonly app: App;
  readonly places: Places;
  /** `yuanba:app` — the entry's data as an ES module. */
  readonly appModule: string;
}

/**
 * Resolves the mini-program's imports as WeChat does, and lets a script that calls `Component()`, `Page()`
 * or `App()` know whose script it is.
 */
export function miniProgramScripts(parts: () => BundleParts): Plugin {
  return {
    name: 'mini-program-scripts',
    setup(build) {
      build.onResolve({ filter: /^yuanba:app$/ }, () => ({ path: 'app', namespace: 'yuanba' }));
      build.onLoad({ filter: /.*/, namespace: 'yuanba' }, () => {
        const { app, appModule } = parts();
        return { contents: appModule, loader: 'js', resolveDir: app.root };
      });
      build.onResolve({ filter: /.*/ }, ({ path, importer, kind, namespace, pluginData }) => {
        if (pluginData === 'plain' || namespace !== 'file' || kind === 'entry-point')
          return undefined;
        const { places } = parts();
        if (!isOfTheApp(importer, places)) return undefined;
        const found = places.find(path, importer, ENDINGS);
        return found ? { path: found } : undefined;
      });
      build.onLoad({ filter: /\.[jt]s$/ }, ({ path }) => {
        const owner = owners(parts()).get(path);
        if (owner === undefined) return undefined;
        const source = readFileSync(path, 'utf8');
        const name = JSON.stringify(owner);
        return {
          // On the first line, so that the lines of the source map stay right.
          contents: `globalThis.__yuanba.enter(${name});${source}\n;globalThis.__yuanba.leave(${name});`,
          loader: LOADERS[extname(path)] ?? 'js',
          resolveDir: dirname(path),
        };
      });
    },
  };
}

const ownersByApp = new WeakMap<App, ReadonlyMap<string, string>>();

/** Absolute script → logical path of the page or component whose script it is. */
function owners({ app }: BundleParts): ReadonlyMap<string, string> {
  const known = ownersByApp.get(app);
  if (known) return known;
  const made = new Map<string, string>();
  for (const { script, path } of app.units.values()) if (script) made.set(script, path);
  if (app.script) made.set(app.script, 'app');
  ownersByApp.set(app, made);
  return made;
}

function isOfTheApp(importer: string, places: Places): boolean {
  if (importer.startsWith(places.root)) return true;
  return /[/\\](miniprogram_dist|miniprogram_npm)[/\\]/.test(importer);
}
