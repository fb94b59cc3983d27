import {
  type CodeSpace,
  type ComponentEnv,
  MiniProgramEnv,
  type types,
} from 'glass-easel-miniprogram-adapter';
import type { AppModule, UnitInfo } from '../app-module';
import { thrown } from '../trouble';
import { adjustTemplate } from './templates';

type StaticConfig = types.ComponentStaticConfig;
type Options = types.ComponentDefinitionOptions & {
  styleIsolation?: StaticConfig['styleIsolation'];
  addGlobalClass?: boolean;
};
type ComponentOptions = ReturnType<Prepare>[0];
type Prepare = (
  is: string,
  options?: Options,
) => [Record<string, unknown> & { styleScope?: number }, string];

/** The stand-in that the compiler puts before a component's classes. */
const SCOPE = 'yb-scope__';

/** The code of one mini-program inside glass-easel: templates, configurations, sheets and scripts. */
export class Space {
  readonly code: CodeSpace;
  private readonly units: ReadonlyMap<string, UnitInfo>;
  private readonly ready = new Set<string>();
  private readonly registered = new Set<string>();
  private readonly scopes = new Map<string, string>();
  private readonly running: string[] = [];

  constructor(private readonly app: AppModule) {
    this.code = new MiniProgramEnv().createCodeSpace('app', true);
    this.units = new Map(app.units.map((unit) => [unit.path, unit]));
    const groups = app.templates();
    app.units.forEach((unit, index) => {
      this.scopes.set(unit.path, `s${index.toString(36)}`);
      this.code.addComponentStaticConfig(unit.path, staticConfig(unit));
      this.code.addStyleSheet(unit.path, unit.path, this.scopes.get(unit.path) ?? '');
      const content = groups[unit.path];
      if (content) this.code.addCompiledTemplate(unit.path, adjustTemplate(content, groups));
    });
    this.takeOptions();
    this.addSheet('app', '');
  }

  unit(path: string): UnitInfo | undefined {
    return this.units.get(path);
  }

  /** Runs the script of a page or component and of everything it uses, once. @throws Error for an unknown path */
  ensure(path: string): void {
    if (this.ready.has(path)) return;
    this.ready.add(path);
    const unit = this.units.get(path);
    if (!unit) throw new Error(`there is no component at ${path}`);
    for (const used of references(unit)) this.ensure(used.slice(1));
    try {
      this.app.scripts[path]?.();
    } catch (error) {
      thrown(error, path);
    }
    if (!this.registered.has(path)) this.register(path, ({ Component }) => Component({}));
  }

  runApp(): void {
    this.app.scripts.app?.();
  }

  /** A script begins: what it registers is registered under this path. */
  enter(path: string): void {
    this.running.push(path);
  }

  leave(path: string): void {
    const at = this.running.lastIndexOf(path);
    if (at >= 0) this.running.length = at;
  }

  /** @throws Error outside a script of a page or component */
  currentPath(): string {
    const path = this.running.at(-1);
    if (path === undefined) throw new Error('Component() or Page() outside the script of one');
    return path;
  }

  /** Registers under a path and adds its sheet. */
  register(path: string, act: (env: ComponentEnv) => void): void {
    this.registered.add(path);
    this.code.componentEnv(path, act);
  }

  /** Options of the script decide what those of the JSON file leave open; ids stay as written. */
  private takeOptions(): void {
    const code = this.code as unknown as { prepareComponentOptions: Prepare };
    const prepare = code.prepareComponentOptions.bind(code);
    code.prepareComponentOptions = (is, options) => {
      const config = this.code.getComponentStaticConfig(is);
      if (config && options && !this.units.get(is)?.page) {
        config.styleIsolation ??= options.styleIsolation as never;
        config.addGlobalClass ??= options.addGlobalClass as never;
      }
      const [made, isolation] = prepare(is, options);
      const scope = this.code.getComponentSpace().styleScopeManager.queryName(made.styleScope ?? 0);
      this.addSheet(is, scope ?? '');
      // A property may be called "data": it must not cover the component's own.
      const extra: ComponentOptions = {
        idPrefixGenerator: null,
        writeIdToDOM: true,
        writeFieldsToNode: false,
      };
      if (this.units.get(is)?.severalSlots && !made.dynamicSlots) extra.multipleSlots = true;
      return [{ ...made, ...extra }, isolation];
    };
  }

  private addSheet(path: string, scope: string): void {
    const css = this.app.sheets[path];
    if (!css) return;
    const sheet = document.createElement('style');
    sheet.dataset.sheet = path;
    sheet.textContent = css
      .replaceAll(`[wx-host="${SCOPE}"]`, `[wx-host="${scope}"]`)
      .replaceAll(SCOPE, scope ? `${scope}--` : '');
    document.head.append(sheet);
    // Pages speak last, components before them, the app's sheet first.
    if (path !== 'app' && !this.units.get(path)?.page) {
      const firstPage = [
        ...document.head.querySelectorAll<HTMLStyleElement>('style[data-sheet]'),
      ].find((one) => one !== sheet && this.units.get(one.dataset.sheet ?? '')?.page);
      if (firstPage) firstPage.before(sheet);
    }
  }
}

function* references({ json }: UnitInfo): Generator<string> {
  yield* Object.values(json.usingComponents ?? {});
  for (const generic of Object.values(json.componentGenerics ?? {})) {
    if (typeof generic === 'object' && generic.default) yield generic.default;
  }
}

const SHARED = 'shared' as NonNullable<StaticConfig['styleIsolation']>;

/**
 * A page's classes are the app's, also when it is made by `Component()`: its own sheet is kept inside it by the
 * compiler.
 */
function staticConfig({ json, page }: UnitInfo): StaticConfig {
  const config = { ...json } as StaticConfig;
  return page
    ? { ...config, component: false, styleIsolation: SHARED }
    : { ...config, component: true };
}
