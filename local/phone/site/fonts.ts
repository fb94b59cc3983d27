import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const WEIGHTS = ['400', '500', '700'] as const;

/** The Chinese font for machines that have none, cut into parts the browser fetches when a text needs them. */
export class Fonts {
  private readonly folder: string | undefined;
  private css: string | undefined;

  constructor(root: string) {
    const manifest = resolved(root, '@fontsource/noto-sans-sc/package.json');
    this.folder = manifest && dirname(manifest);
  }

  /** One sheet of all weights; its last family name is what the phone's sheet ends with. */
  sheet(): string {
    this.css ??= WEIGHTS.map((weight) => this.sheetOf(weight)).join('\n');
    return this.css;
  }

  file(name: string): string | undefined {
    if (!this.folder || !/^[\w-]+\.woff2?$/.test(name)) return undefined;
    const file = join(this.folder, 'files', name);
    return existsSync(file) ? file : undefined;
  }

  private sheetOf(weight: string): string {
    const file = this.folder && join(this.folder, `${weight}.css`);
    if (!file || !existsSync(file)) return '';
    return readFileSync(file, 'utf8').replaceAll('./files/', '/phone/fonts/');
  }
}

function resolved(root: string, name: string): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve(name);
  } catch {
    return undefined;
  }
}
