import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildContext, context } from 'esbuild';
import { copyAssets } from './assets';
import { collect } from './collect';
import { pageHtml } from './html';
import type { App } from './model';
import { Places } from './paths';
import { type BundleParts, miniProgramScripts } from './scripts';
import { Sheets, stampOf } from './sheets';
import { compileTemplates, type Templates } from './wxml';

export interface BuilderOptions {
  /** The folder of app.json. */
  readonly appRoot: string;
  readonly outDir: string;
  readonly minify?: boolean;
}

export interface BuildResult {
  readonly warnings: readonly string[];
  readonly units: number;
  readonly ms: number;
}

/** Compiles one mini-program again and again; what has not changed is not compiled again. */
export class PhoneBuilder {
  private readonly appRoot: string;
  private readonly outDir: string;
  private readonly places: Places;
  private readonly sheets: Sheets;
  private templates: { readonly made: Templates; readonly stamp: string } | undefined;
  private parts: BundleParts | undefined;
  private bundler: BuildContext | undefined;

  constructor(private readonly options: BuilderOptions) {
    this.appRoot = realpathSync(options.appRoot);
    this.outDir = resolve(options.outDir);
    this.places = new Places(this.appRoot);
    this.sheets = new Sheets(this.places);
  }

  /** @throws SourceError or esbuild's BuildFailure */
  async build(): Promise<BuildResult> {
    const startedMs = performance.now();
    const app = collect(this.places);
    const templates = this.templatesOf(app);
    const appModule = moduleOf(app, templates, this.sheets.compile(app));
    this.parts = { app, places: this.places, appModule };
    mkdirSync(this.outDir, { recursive: true });
    this.bundler ??= await this.openBundler();
    const { warnings } = await this.bundler.rebuild();
    copyAssets(this.appRoot, join(this.outDir, 'app'));
    writeFileSync(join(this.outDir, 'phone.json'), JSON.stringify({ appRoot: this.appRoot }));
    writeFileSync(join(this.outDir, 'index.html'), pageHtml(app));
    const told = warnings.map(({ text, location }) => `${location?.file ?? ''}: ${text}`);
    return {
      warnings: [...templates.warnings, ...told],
      units: app.units.size,
      ms: Math.round(performance.now() - startedMs),
    };
  }

  async close(): Promise<void> {
    await this.bundler?.dispose();
  }

  private templatesOf(app: App): Templates {
    const wxml = [...app.units.values()].map(({ wxml }) => wxml ?? '').join();
    const stamp = (made: Templates) => `${wxml}|${stampOf(made.inputs)}`;
    if (this.templates && this.templates.stamp === stamp(this.templates.made)) {
      return this.templates.made;
    }
    const made = compileTemplates(app, this.places);
    this.templates = { made, stamp: stamp(made) };
    return made;
  }

  private openBundler(): Promise<BuildContext> {
    const phone = join(process.env.YUANBA_ROOT ?? process.cwd(), 'local', 'phone');
    return context({
      entryPoints: { phone: join(phone, 'runtime', 'main.ts') },
      outdir: this.outDir,
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'chrome109',
      charset: 'utf8',
      sourcemap: this.options.minify ? false : 'linked',
      minify: this.options.minify ?? false,
      legalComments: 'none',
      logLevel: 'silent',
      loader: { '.css': 'css' },
      define: { 'process.env.NODE_ENV': JSON.stringify('production'), global: 'globalThis' },
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false, target: 'ES2022' } },
      plugins: [
        miniProgramScripts(() => {
          if (!this.parts) throw new Error('nothing was collected yet');
          return this.parts;
        }),
      ],
    });
  }
}

/** The module `yuanba:app`: everything of the mini-program, its scripts as functions that run them. */
function moduleOf(app: App, templates: Templates, sheets: Record<string, string>): string {
  const several = new Set(templates.severalSlots);
  const units = [...app.units.values()].map(({ path, json, page }) => ({
    path,
    json,
    page,
    severalSlots: several.has(path),
  }));
  const scripts = [...app.units.values()].flatMap(({ path, script }) =>
    script ? [`${JSON.stringify(path)}:()=>require(${JSON.stringify(script)})`] : [],
  );
  if (app.script) scripts.push(`app:()=>require(${JSON.stringify(app.script)})`);
  return [
    `export const json=${JSON.stringify(app.json)};`,
    `export const theme=${JSON.stringify(app.theme ?? {})};`,
    `export const pages=${JSON.stringify(app.pages)};`,
    `export const units=${JSON.stringify(units)};`,
    `export const sheets=${JSON.stringify(sheets)};`,
    `export const templates=()=>${templates.code};`,
    `export const scripts={${scripts.join(',\n')}};`,
  ].join('\n');
}
