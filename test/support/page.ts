/** Mounts a page of the mini-program as it stands, with all its components. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import simulate from 'miniprogram-simulate';

const ROOT = resolve(__dirname, '../../miniprogram');

/** What the tests use of a mounted component; the package's own types lack half of it. */
interface Mounted {
  readonly dom?: HTMLElement;
  readonly instance: Readonly<Record<string, unknown>>;
  attach(parent: Node): void;
  detach(): void;
  triggerPageLifeTime(name: 'show' | 'hide'): void;
}

export interface Opened {
  /** Everything a person can read, without spaces. */
  text(): string;
  /** Presses the first thing whose words or spoken name contain this. */
  press(words: string): Promise<void>;
  /** Calls a method of the page, as the platform calls its lifecycle. */
  run(method: string, ...args: unknown[]): Promise<unknown>;
  data(): Record<string, unknown>;
  /** Another page lies on top of it now, or no longer. */
  turn(name: 'show' | 'hide'): void;
}

/** Lets promises and the component's own updates settle. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn += 1) await simulate.sleep(0);
};

/** An unknown tag is drawn as nothing, silently; a page that names one must fail its test. */
function checkComponents(path: string): void {
  const json = JSON.parse(readFileSync(join(ROOT, `${path}.json`), 'utf8')) as {
    usingComponents?: Record<string, string>;
  };
  for (const [tag, where] of Object.entries(json.usingComponents ?? {})) {
    const file = where.startsWith('.') ? join(ROOT, dirname(path), where) : join(ROOT, where);
    if (!existsSync(`${file}.wxml`)) throw new Error(`${path} uses ${tag}: no ${where}`);
  }
}

/** @param path as in app.json; the page is loaded once a file, because its module registers itself once */
export function pageAt(path: string): (query?: Record<string, string>) => Promise<Opened> {
  checkComponents(path);
  const id = simulate.load(join(ROOT, path), { compiler: 'simulate', rootPath: ROOT } as never);
  let before: Mounted | undefined;
  return async (query = {}) => {
    before?.detach();
    const component = simulate.render(id) as unknown as Mounted;
    before = component;
    component.attach(document.createElement('div'));
    const opened = handle(component);
    await opened.run('onLoad', query);
    component.triggerPageLifeTime('show');
    await opened.run('onShow');
    await settle();
    return opened;
  };
}

function handle(component: Mounted): Opened {
  const { dom, instance } = component;
  return {
    turn: (name) => component.triggerPageLifeTime(name),
    text: () => (dom?.textContent ?? '').replace(/\s+/g, ''),
    data: () => instance.data as Record<string, unknown>,
    async run(method, ...args) {
      const known = instance[method];
      return typeof known === 'function' ? known.apply(instance, args) : undefined;
    },
    async press(words) {
      const found = dom && pressable(dom, words);
      if (!found) throw new Error(`nothing to press says ${words}`);
      tap(found);
      await settle();
    },
  };
}

function pressable(root: HTMLElement, words: string): Element | undefined {
  const bare = words.replace(/\s+/g, '');
  const all = Array.from(root.querySelectorAll('*')).filter((node) =>
    (node.textContent ?? '').replace(/\s+/g, '').includes(bare),
  );
  return all[all.length - 1];
}

/** A tap of a finger is these two touches to the framework. */
function tap(node: Element): void {
  const touch = { identifier: 1, pageX: 1, pageY: 1, clientX: 1, clientY: 1 };
  for (const type of ['touchstart', 'touchend']) {
    const event = new Event(type, { bubbles: true, cancelable: true });
    const touches = type === 'touchend' ? [] : [touch];
    Object.assign(event, { touches, changedTouches: [touch], targetTouches: touches });
    node.dispatchEvent(event);
  }
}
