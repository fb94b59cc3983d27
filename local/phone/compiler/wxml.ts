import { readFileSync } from 'node:fs';
import { TmplGroup } from 'glass-easel-template-compiler';
import { type App, SourceError, type Unit } from './model';
import { isFile, type Places } from './paths';
import { compileWxs } from './wxs';

interface TemplateTrouble {
  readonly level: 'Fatal' | 'Error' | 'Warn' | 'Note';
  readonly message: string;
  readonly startLine: number;
}

export interface Templates {
  /** JavaScript expression: path → template. */
  readonly code: string;
  /** Paths of units with more than one slot or a named one. */
  readonly severalSlots: readonly string[];
  readonly inputs: readonly string[];
  readonly warnings: readonly string[];
}

/** Hands `change:` observers over to the runtime. */
const HOOKS = 'Q.A=globalThis.__yuanbaWxs.changed;';

/** WXS names another module with or without its ending; the compiler knows it without. */
const REQUIRE = /require\(\s*(['"])([^'"]+?)(?:\.wxs)?\1\s*\)/g;

/** Compiles every unit's WXML with what it includes, imports and scripts. @throws SourceError */
export function compileTemplates(app: App, places: Places): Templates {
  const job = new TemplateJob(places);
  for (const unit of app.units.values()) job.addUnit(unit);
  return job.finish();
}

class TemplateJob {
  private readonly group = new TmplGroup();
  private readonly seen = new Set<string>();
  private readonly inputs: string[] = [];
  private readonly warnings: string[] = [];
  private readonly severalSlots: string[] = [];

  constructor(private readonly places: Places) {
    this.group.setExtraRuntimeScript(HOOKS);
  }

  addUnit(unit: Unit): void {
    if (!unit.wxml) {
      this.group.addTmpl(unit.path, '<slot/>');
      return;
    }
    const source = this.addTemplate(unit.path, unit.wxml);
    if (needsSeveralSlots(source)) this.severalSlots.push(unit.path);
  }

  finish(): Templates {
    const code = this.group.getTmplGenObjectGroups();
    this.group.free();
    const { severalSlots, inputs, warnings } = this;
    return { code, severalSlots, inputs, warnings };
  }

  private addTemplate(path: string, file: string): string {
    const source = readFileSync(file, 'utf8');
    if (this.seen.has(path)) return source;
    this.seen.add(path);
    this.inputs.push(file);
    for (const trouble of this.group.addTmpl(path, source) as TemplateTrouble[]) {
      const told = `${file}:${trouble.startLine + 1}: ${trouble.message}`;
      if (isFatal(trouble))
        throw new SourceError(file, `${trouble.startLine + 1}: ${trouble.message}`);
      this.warnings.push(told);
    }
    for (const name of this.group.getInlineScriptModuleNames(path) as string[]) {
      const script = this.group.getInlineScript(path, name);
      const code = this.withRequired(script, file);
      this.group.setInlineScript(path, name, compileWxs(`${file}#${name}`, code));
    }
    for (const other of this.group.getDirectDependencies(path) as string[]) {
      this.addTemplate(other, this.fileOf(other, '.wxml', file));
    }
    for (const script of this.group.getScriptDependencies(path) as string[]) {
      this.addScript(script, file);
    }
    return source;
  }

  private addScript(path: string, from: string): void {
    if (this.seen.has(`${path}.wxs`)) return;
    this.seen.add(`${path}.wxs`);
    const file = this.fileOf(path, '.wxs', from);
    this.inputs.push(file);
    this.group.addScript(
      path,
      compileWxs(file, this.withRequired(readFileSync(file, 'utf8'), file)),
    );
  }

  /** The script with its requirements as modules are named, and those modules added. */
  private withRequired(source: string, file: string): string {
    return source.replace(REQUIRE, (_, quote: string, name: string) => {
      const found = this.places.find(name, file, ['.wxs']);
      if (!found) throw new SourceError(file, `no WXS file at "${name}"`);
      this.addScript(this.places.logical(found).replace(/\.wxs$/, ''), file);
      return `require(${quote}${name}${quote})`;
    });
  }

  private fileOf(path: string, ending: string, from: string): string {
    const bare = path.endsWith(ending) ? path.slice(0, -ending.length) : path;
    const direct = this.places.find(`/${bare}`, from, [ending]);
    if (direct) return direct;
    const packed = bare.replace(/^miniprogram_npm\//, '');
    const found = this.places.find(packed, from, [ending]);
    if (found && isFile(found)) return found;
    throw new SourceError(from, `no file at "${path}${ending}"`);
  }
}

/** Lesser troubles (a missing end tag, children inside `<slot>`) are repaired by the compiler, as in WeChat. */
const isFatal = ({ level }: TemplateTrouble): boolean => level === 'Fatal';

function needsSeveralSlots(source: string): boolean {
  const bare = source.replace(/<!--[\s\S]*?-->/g, '');
  const slots = [...bare.matchAll(/<slot\b([^>]*)>/g)];
  return slots.some(([, rest = '']) => /\bname\s*=/.test(rest));
}
