import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type App, type AppJson, type Json, SourceError, type Unit, type UnitJson } from './model';
import { isFile, type Places } from './paths';

/** Reads app.json and follows every page and component from there. @throws SourceError */
export function collect(places: Places): App {
  return new Collector(places).run();
}

class Collector {
  private readonly units = new Map<string, Unit>();
  private readonly inputs = new Set<string>();
  private shared: Readonly<Record<string, string>> = {};

  constructor(private readonly places: Places) {}

  run(): App {
    const { root } = this.places;
    const base = join(root, 'app');
    const json = this.readJson(`${base}.json`) as AppJson;
    const pages = pagesOf(json);
    if (pages.length === 0) throw new SourceError(`${base}.json`, '"pages" is empty');
    this.shared = this.resolved(json.usingComponents ?? {}, `${base}.json`);
    for (const page of pages) this.addPage(page);
    for (const path of Object.values(this.shared)) this.addComponent(path, `${base}.json`);
    if (json.tabBar?.custom) {
      const custom = this.resolve('/custom-tab-bar/index', `${base}.json`);
      this.addComponent(custom, `${base}.json`);
    }
    const themeFile = join(root, json.themeLocation ?? 'theme.json');
    const script = firstFile(base, ['.ts', '.js']);
    const wxss = firstFile(base, ['.wxss']);
    return {
      root,
      json,
      pages,
      units: this.units,
      inputs: [...this.inputs],
      ...(isFile(themeFile) ? { theme: this.readJson(themeFile) } : {}),
      ...(script ? { script } : {}),
      ...(wxss ? { wxss } : {}),
    };
  }

  private addPage(path: string): void {
    const base = join(this.places.root, path);
    if (!firstFile(base, ['.wxml', '.ts', '.js'])) {
      throw new SourceError('app.json', `page "${path}" has no files`);
    }
    this.add(path, base, true);
  }

  /** @param reference `/logical/path` */
  private addComponent(reference: string, from: string): void {
    const path = reference.slice(1);
    if (this.units.has(path)) return;
    const base = this.bases.get(path);
    if (!base) throw new SourceError(from, `no component at ${reference}`);
    this.add(path, base, false);
  }

  private readonly bases = new Map<string, string>();

  private add(path: string, base: string, page: boolean): void {
    if (this.units.has(path)) return;
    const file = `${base}.json`;
    const raw = isFile(file) ? (this.readJson(file) as UnitJson) : {};
    const using = { ...this.shared, ...this.resolved(raw.usingComponents ?? {}, file) };
    const json: UnitJson = {
      ...raw,
      usingComponents: using,
      ...(raw.componentGenerics ? { componentGenerics: this.generics(raw, file) } : {}),
    };
    const script = firstFile(base, ['.ts', '.js']);
    const wxml = firstFile(base, ['.wxml']);
    const wxss = firstFile(base, ['.wxss']);
    this.units.set(path, {
      path,
      base,
      json,
      page,
      ...(script ? { script } : {}),
      ...(wxml ? { wxml } : {}),
      ...(wxss ? { wxss } : {}),
    });
    for (const reference of Object.values(using)) this.addComponent(reference, file);
  }

  private generics(raw: UnitJson, file: string): NonNullable<UnitJson['componentGenerics']> {
    const entries = Object.entries(raw.componentGenerics ?? {}).map(([name, value]) => {
      if (typeof value !== 'object' || !value.default) return [name, true] as const;
      const path = this.resolve(value.default, file);
      this.addComponent(path, file);
      return [name, { default: path }] as const;
    });
    return Object.fromEntries(entries);
  }

  private resolved(using: Readonly<Record<string, string>>, file: string): Record<string, string> {
    return Object.fromEntries(
      Object.entries(using).map(([tag, reference]) => [tag, this.resolve(reference, file)]),
    );
  }

  /** @returns `/logical/path` of the component; remembers where it lies */
  private resolve(reference: string, file: string): string {
    if (reference.includes('://')) throw new SourceError(file, `plugins are not run: ${reference}`);
    const found = this.places.find(reference, file, ['.json', '.ts', '.js', '.wxml']);
    if (!found) throw new SourceError(file, `no component at "${reference}"`);
    const base = found.replace(/\.[^./\\]+$/, '');
    const path = this.places.logical(base);
    this.bases.set(path, base);
    return posix.join('/', path);
  }

  private readJson(file: string): Json {
    this.inputs.add(file);
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Json;
    } catch (trouble) {
      throw new SourceError(file, (trouble as Error).message);
    }
  }
}

function pagesOf(json: AppJson): string[] {
  const packages = [...(json.subPackages ?? []), ...(json.subpackages ?? [])];
  return [
    ...(json.pages ?? []),
    ...packages.flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page))),
  ];
}

function firstFile(base: string, endings: readonly string[]): string | undefined {
  return endings.map((ending) => `${base}${ending}`).find(isFile);
}
