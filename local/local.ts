import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions } from '../scripts/build-functions';
import { createClock } from './clock';
import { openDocuments } from './cloud/documents/documents';
import type { Schema } from './cloud/schema';
import { ensureBuilt, newestIn } from './ensure-built';
import { lockFolder } from './folder-lock';
import { loadDemo, loadPhoneBuild, loadSite } from './parts';
import { fromCacheOr } from './seed-cache';
import { type Assembled, assemble } from './server/assemble';
import { pagesOf } from './server/pages';
import { noDemo, type SeedTarget, type Size, type StaticSource } from './server/ports';

export interface LocalOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly folder: string;
  /** Without it: what lies in the folder, else the demo. */
  readonly size?: Size;
  readonly fresh?: boolean;
  /** fsync every write; tests go without. */
  readonly durable?: boolean;
  /** The browser phone; tests of functions go without. */
  readonly phone?: boolean;
  /** Rebuild the phone when its source changes. */
  readonly watch?: boolean;
  readonly root?: string;
  /** Tells what takes its time. */
  readonly onStep?: (step: string) => void;
}

export interface Local extends Assembled {
  readonly size: Size;
  /** How the data came to be there. */
  readonly data: 'kept' | 'cached' | 'told';
}

/** Thrown for a folder that holds another size than was asked for. */
export class OtherSize extends Error {
  override readonly name = 'OtherSize';

  constructor(
    readonly held: Size,
    readonly asked: Size,
  ) {
    super(`the data folder holds size ${held}, not ${asked}`);
  }
}

/**
 * Starts the whole product on one machine.
 * @throws FolderBusy, OtherSize, or EADDRINUSE of the port
 */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const root = options.root ?? process.env.YUANBA_ROOT ?? process.cwd();
  const { folder, onStep = () => undefined } = options;
  const unlock = lockFolder(folder);
  const closers: (() => Promise<void> | void)[] = [unlock];
  const closeAll = async () => {
    for (const close of closers.reverse()) await close();
  };
  try {
    if (options.fresh) empty(folder);
    const size = sizeOf(options);
    await ensureBuilt(root, () => onStep('build'));
    const clock = createClock();
    const documents = openDocuments({
      folder: join(folder, 'documents'),
      durable: options.durable ?? true,
      clock,
      schema: readSchema(root),
    });
    const site = options.phone === false ? undefined : await openSite(root, options);
    if (site) closers.push(() => site.close());
    const demo = (await loadDemo(root))?.demo ?? noDemo;
    const appJson = join(root, 'miniprogram', 'app.json');

    let data: Local['data'] = 'kept';
    const seed = async (target: SeedTarget, wanted: Size) => {
      rmSync(marker(folder), { force: true });
      if (wanted !== 'empty') {
        onStep('seed');
        const tell = () => demo.seed(target, wanted);
        const cached = await fromCacheOr(tell, assembled.snapshots, { root, size: wanted, clock });
        data = cached ? 'cached' : 'told';
      }
      writeFileSync(marker(folder), JSON.stringify({ size: wanted }));
    };
    const assembled = await assemble({
      clock,
      documents,
      functions: join(root, 'dist', 'cloudfunctions'),
      folder,
      durable: true,
      port: options.port,
      size,
      demo,
      seed,
      pages: existsSync(appJson) ? pagesOf(appJson) : [],
      ...(site ? { site } : {}),
    }).catch((trouble: unknown) => {
      documents.close();
      throw trouble;
    });
    closers.push(() => assembled.close());
    if (options.watch) closers.push(await watchFunctions(assembled));
    if (readMarker(folder) === undefined) await assembled.reset(size);
    return { ...assembled, size, data, close: closeAll };
  } catch (trouble) {
    await closeAll();
    throw trouble;
  }
}

/** A changed source is in force at the next call. */
async function watchFunctions({ host }: Assembled): Promise<() => Promise<void>> {
  const built = await buildFunctions({ onRebuilt: (fn) => void host.reload(fn) });
  return async () => {
    await Promise.all(built.map((one) => one.close()));
  };
}

const marker = (folder: string) => join(folder, 'seeded.json');

/** Written last, so a story that was cut short is told again. */
function readMarker(folder: string): Size | undefined {
  if (!existsSync(marker(folder))) return undefined;
  return (JSON.parse(readFileSync(marker(folder), 'utf8')) as { size: Size }).size;
}

function sizeOf({ folder, size }: LocalOptions): Size {
  const held = readMarker(folder);
  if (held !== undefined && size !== undefined && held !== size) throw new OtherSize(held, size);
  return held ?? size ?? 'demo';
}

function empty(folder: string): void {
  for (const name of ['documents', 'files', 'outbox.json', 'groups.json', 'seeded.json']) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function readSchema(root: string): Schema | null {
  const file = join(root, 'cloudfunctions', 'schema', 'collections.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Schema) : null;
}

type Site = StaticSource & { close(): Promise<void> };

async function openSite(root: string, options: LocalOptions): Promise<Site | undefined> {
  const { watch = false, onStep = () => undefined } = options;
  const serve = await loadSite(root);
  if (!serve) return undefined;
  const phoneDir = join(root, 'dist', 'phone');
  const sources = [join(root, 'miniprogram'), join(root, 'local', 'phone')];
  const stale = Math.max(...sources.map(newestIn)) > newestIn(join(phoneDir, 'index.html'));
  if (stale) {
    onStep('phone');
    const builder = await loadPhoneBuild(root);
    await builder?.buildPhone({ appRoot: join(root, 'miniprogram'), outDir: phoneDir });
  }
  return serve.createPhoneSite({
    phoneDir,
    shellDir: join(root, 'local', 'phone', 'shell'),
    watch,
  });
}
