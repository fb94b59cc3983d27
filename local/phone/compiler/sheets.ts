import { statSync } from 'node:fs';
import type { App } from './model';
import type { Places } from './paths';
import { compileWxss, type Owner, type Sheet } from './wxss';

interface Held {
  readonly sheet: Sheet;
  readonly stamp: string;
}

/** The sheets of an app; a sheet is compiled again only when it or what it imports has changed. */
export class Sheets {
  private readonly held = new Map<string, Held>();

  constructor(private readonly places: Places) {}

  /** @returns logical path (`app` for app.wxss) → CSS */
  compile(app: App): Record<string, string> {
    const made: Record<string, string> = {};
    if (app.wxss) made.app = this.sheetOf(app.wxss, { kind: 'app' });
    for (const { wxss, path, page } of app.units.values()) {
      if (wxss)
        made[path] = this.sheetOf(wxss, page ? { kind: 'page', path } : { kind: 'component' });
    }
    return made;
  }

  private sheetOf(file: string, owner: Owner): string {
    const held = this.held.get(file);
    if (held && held.stamp === stampOf(held.sheet.inputs)) return held.sheet.css;
    const sheet = compileWxss(file, owner, this.places);
    this.held.set(file, { sheet, stamp: stampOf(sheet.inputs) });
    return sheet.css;
  }
}

/** Changes when one of the files does. */
export function stampOf(files: readonly string[]): string {
  return files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0).join();
}
