import type { GeneralComponent } from 'glass-easel';
import { make } from '../dom';
import type { Channel, Listeners, PageInstance, PageQuery, PageView } from '../ports';
import { pageOf } from '../tree/callers';
import { createChannel } from './channel';
import { Page, type PageWorld } from './page';
import { parseUrl } from './urls';

const DEEPEST = 10;

export interface StackEvents {
  /** A page was shown: bars, sizes and the shell follow. */
  shown(page: Page): void;
  notFound(path: string, query: PageQuery): void;
  /** Adds what a tab page carries besides itself. */
  decorate(page: Page): void;
}

/** The pages that are open. Tab pages stay alive beside the stack once they were opened. */
export class Stack {
  readonly element = make('main', 'phone-pages');
  private open: Page[] = [];
  private readonly tabs = new Map<string, Page>();
  private readonly tabRoutes: readonly string[];

  constructor(
    private readonly world: PageWorld,
    private readonly events: StackEvents,
  ) {
    this.tabRoutes = (world.app.json.tabBar?.list ?? []).map((item) =>
      item.pagePath.replace(/^\//, ''),
    );
  }

  get top(): Page {
    const page = this.open.at(-1);
    if (!page) throw new Error('no page is open');
    return page;
  }

  get pages(): readonly Page[] {
    return this.open;
  }

  /** Every page alive, hidden tabs too. */
  get all(): readonly Page[] {
    return [...new Set([...this.open, ...this.tabs.values()])];
  }

  tabIndex(page = this.open.at(-1)): number {
    return page ? this.tabRoutes.indexOf(page.opening.route) : -1;
  }

  views(): PageView[] {
    return this.open.map(({ instance, opening }) => ({
      route: opening.route,
      options: opening.query,
      instance,
    }));
  }

  instances(): PageInstance[] {
    return this.open.map((page) => page.instance);
  }

  /** The custom tab bar of the page a component lies in. */
  tabBarOf(component: GeneralComponent): PageInstance | undefined {
    const root = pageOf(component);
    return this.all.find((page) => page.root === root)?.tabBar;
  }

  async navigateTo(url: string, listeners: Listeners = {}): Promise<{ eventChannel: Channel }> {
    const { route, query } = this.resolve(url);
    if (this.tabRoutes.includes(route)) throw new Error('fail can not navigateTo a tabbar page');
    if (this.open.length >= DEEPEST) throw new Error('fail webview count limit exceed');
    const { opener, opened } = createChannel(listeners);
    this.top.hide();
    await this.push(route, query, opened);
    return { eventChannel: opener };
  }

  async redirectTo(url: string): Promise<void> {
    const { route, query } = this.resolve(url);
    if (this.tabRoutes.includes(route)) throw new Error('fail can not redirectTo a tabbar page');
    this.close(this.open.pop());
    await this.push(route, query);
  }

  async reLaunch(url: string): Promise<void> {
    const { route, query } = this.resolve(url);
    const closing = [...this.all].reverse();
    this.open = [];
    this.tabs.clear();
    for (const page of closing) page.unload();
    await this.push(route, query);
  }

  async switchTab(url: string): Promise<void> {
    const { route } = this.resolve(url);
    if (!this.tabRoutes.includes(route)) throw new Error('fail can not switch to no-tabBar page');
    if (this.top.opening.route === route) return this.events.shown(this.top);
    const wasTab = this.tabIndex() >= 0;
    if (wasTab) this.top.hide();
    for (const page of this.open.reverse()) {
      if (this.tabs.get(page.opening.route) === page) page.frame.hidden = true;
      else this.close(page);
    }
    this.open = [];
    const known = this.tabs.get(route);
    if (!known) return this.push(route, {});
    this.open = [known];
    known.show();
    this.events.shown(known);
  }

  async navigateBack(delta = 1): Promise<void> {
    const count = Math.min(Math.max(1, delta), this.open.length - 1);
    if (count < 1) throw new Error('fail cannot navigate back at first page.');
    for (let left = count; left > 0; left -= 1) this.close(this.open.pop());
    this.top.show();
    this.events.shown(this.top);
  }

  /** The first page of a start; an unknown one is told and replaced by the first of app.json. */
  async launch(path: string, query: PageQuery): Promise<void> {
    const { pages } = this.world.app;
    if (pages.includes(path)) return this.push(path, query);
    this.events.notFound(path, query);
    if (this.open.length === 0) await this.push(pages[0] ?? '', {});
  }

  private resolve(url: string): { route: string; query: PageQuery } {
    const from = this.open.at(-1)?.opening.route ?? '';
    const found = parseUrl(url, from);
    if (!this.world.app.pages.includes(found.route)) {
      throw new Error(
        `fail page "${found.route}${url.includes('?') ? `?${url.split('?')[1]}` : ''}" is not found`,
      );
    }
    return found;
  }

  private async push(
    route: string,
    query: PageQuery,
    channel = createChannel().opened,
  ): Promise<void> {
    const below = this.open.at(-1);
    const page = new Page(this.world, { route, query, channel });
    this.open.push(page);
    if (this.tabRoutes.includes(route)) this.tabs.set(route, page);
    page.frame.dataset.depth = String(this.open.length);
    this.element.append(page.frame);
    this.events.decorate(page);
    this.events.shown(page);
    page.load();
    page.show();
    if (below) below.frame.hidden = true;
    await page.becomeReady();
  }

  private close(page: Page | undefined): void {
    if (!page) return;
    this.tabs.delete(page.opening.route);
    page.unload();
  }
}
