import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { newestIn } from '../../ensure-built';
import { PhoneBuilder } from '../compiler/builder';

export interface Watching {
  close(): Promise<void>;
}

export interface WatchOptions {
  readonly root: string;
  readonly phoneDir: string;
  readonly shellDir: string;
  phoneBuilt(): void;
  shellChanged(): void;
  failed(text: string): void;
}

/** An editor writes several files at once; they are one change. */
const GATHER_MS = 40;

/** Rebuilds the phone when the mini-program or the phone's own source changes. */
export function watchSources(options: WatchOptions): Watching {
  const { root, phoneDir, shellDir } = options;
  const appRoot = appRootOf(phoneDir) ?? join(root, 'miniprogram');
  const phone = join(root, 'local', 'phone');
  const builder = new PhoneBuilder({ appRoot, outDir: phoneDir });
  const sources = [appRoot, join(phone, 'runtime'), join(phone, 'wx')];
  const watcher = watch([...sources, shellDir], {
    ignoreInitial: true,
    ignored: (path) => /[/\\](node_modules|\.git)([/\\]|$)/.test(path),
  });
  let timer: NodeJS.Timeout | undefined;
  let building: Promise<void> = Promise.resolve();

  const rebuild = (done: () => void) => {
    building = building.then(async () => {
      try {
        await builder.build();
        done();
      } catch (trouble) {
        options.failed((trouble as Error).message);
      }
    });
  };
  watcher.on('all', (_event, path) => {
    if (path.startsWith(shellDir)) return options.shellChanged();
    clearTimeout(timer);
    timer = setTimeout(rebuild, GATHER_MS, options.phoneBuilt);
  });
  // The first build fills the caches, so that the first change is quick as well. It waits until the watcher sees
  // everything: what changes before is in it, what changes after is heard of.
  const builtMs = newestIn(join(phoneDir, 'index.html'));
  watcher.on('ready', () => {
    rebuild(() => {
      if (Math.max(...sources.map(newestIn)) > builtMs) options.phoneBuilt();
    });
  });

  return {
    async close() {
      clearTimeout(timer);
      await watcher.close();
      await building;
      await builder.close();
    },
  };
}

/** Which mini-program lies in the folder. */
function appRootOf(phoneDir: string): string | undefined {
  const file = join(phoneDir, 'phone.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { appRoot: string }).appRoot;
}
