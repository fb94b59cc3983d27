import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildContext, context } from 'esbuild';

interface Built {
  readonly html: string;
  readonly js: string;
  readonly css: string;
}

/** The page around the phone: shell.ts, shell.html and shell.css, bundled in memory. */
export class ShellPage {
  private bundler: BuildContext | undefined;
  private built: Promise<Built> | undefined;

  constructor(private readonly folder: string) {}

  get present(): boolean {
    return existsSync(join(this.folder, 'shell.ts'));
  }

  /** @throws esbuild's BuildFailure */
  get(): Promise<Built> {
    this.built ??= this.build();
    return this.built;
  }

  /** The next request builds anew. */
  forget(): void {
    this.built = undefined;
  }

  async close(): Promise<void> {
    await this.bundler?.dispose();
  }

  private async build(): Promise<Built> {
    const { folder } = this;
    const sheet = join(folder, 'shell.css');
    this.bundler ??= await context({
      entryPoints: [
        { in: join(folder, 'shell.ts'), out: 'shell' },
        ...(existsSync(sheet) ? [{ in: sheet, out: 'shell-sheet' }] : []),
      ],
      bundle: true,
      write: false,
      outdir: folder,
      format: 'iife',
      platform: 'browser',
      target: 'chrome109',
      charset: 'utf8',
      sourcemap: 'inline',
      logLevel: 'silent',
    });
    const { outputFiles } = await this.bundler.rebuild();
    const textOf = (name: string) =>
      outputFiles?.find(({ path }) => path.endsWith(name))?.text ?? '';
    return {
      html: readFileSync(join(folder, 'shell.html'), 'utf8'),
      js: textOf('shell.js'),
      css: textOf('shell-sheet.css') || textOf('shell.css'),
    };
  }
}
