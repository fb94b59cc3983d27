import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';

/**
 * Where the parts of a mini-program lie. A logical path is what WeChat would call it: relative to the root,
 * and `miniprogram_npm/<package>/…` for packages, also when those still lie in `node_modules`.
 */
export class Places {
  private readonly npm = new Map<string, string | undefined>();

  constructor(readonly root: string) {}

  /** Logical path of an absolute one. @throws Error outside the root and the packages */
  logical(file: string): string {
    const found = /^(.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+))[/\\].*$/.exec(file);
    const [, folder, name] = found ?? [];
    if (folder && name) {
      const part = relative(packedFolder(folder), file).split(sep).join('/');
      return posix.join('miniprogram_npm', name.split(sep).join('/'), part);
    }
    const inside = relative(this.root, file);
    if (inside.startsWith('..')) throw new Error(`${file} is outside ${this.root}`);
    return inside.split(sep).join('/');
  }

  /**
   * Finds what a reference of `fromFile` means.
   * @param endings tried after the path and after `path/index`
   * @returns the absolute file, or undefined
   */
  find(reference: string, fromFile: string, endings: readonly string[]): string | undefined {
    for (const base of this.candidates(reference, dirname(fromFile))) {
      for (const ending of endings) {
        const found = [`${base}${ending}`, join(base, `index${ending}`)].find(isFile);
        // As the bundler names it, also behind a link.
        if (found) return realpathSync(found);
      }
    }
    return undefined;
  }

  private *candidates(reference: string, folder: string): Generator<string> {
    if (reference.startsWith('/')) {
      yield join(this.root, reference);
      return;
    }
    yield resolve(folder, reference);
    if (reference.startsWith('.')) return;
    yield* this.packed(reference, folder);
    yield join(this.root, reference);
  }

  /** A bare reference: the nearest `miniprogram_npm`, then `node_modules`. */
  private *packed(reference: string, folder: string): Generator<string> {
    const [name, rest] = splitPackage(reference);
    for (const above of ancestors(folder)) yield join(above, 'miniprogram_npm', reference);
    for (const above of ancestors(folder)) {
      const home = join(above, 'node_modules', name);
      const packed = this.npm.get(home) ?? (existsSync(home) ? packedFolder(home) : undefined);
      this.npm.set(home, packed);
      if (packed) yield join(packed, rest);
    }
  }
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function splitPackage(reference: string): [string, string] {
  const parts = reference.split('/');
  const count = reference.startsWith('@') ? 2 : 1;
  return [parts.slice(0, count).join('/'), parts.slice(count).join('/')];
}

function* ancestors(folder: string): Generator<string> {
  for (let here = folder; ; here = dirname(here)) {
    yield here;
    if (dirname(here) === here) return;
  }
}

/** The folder of an npm package that WeChat copies: its `miniprogram` field, else `miniprogram_dist`. */
function packedFolder(home: string): string {
  const manifest = join(home, 'package.json');
  if (!isFile(manifest)) return home;
  const { miniprogram } = JSON.parse(readFileSync(manifest, 'utf8')) as { miniprogram?: string };
  if (miniprogram) return join(home, miniprogram);
  const usual = join(home, 'miniprogram_dist');
  return existsSync(usual) ? usual : home;
}
