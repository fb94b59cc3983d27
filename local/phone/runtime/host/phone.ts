import { addGlobalErrorListener } from 'glass-easel';
import { createOpenTypes, createWx } from '../../wx/wx';
import type { AppModule } from '../app-module';
import { setEnvironment } from '../builtins/environment';
import { NativeTabBar } from '../chrome/tab-bar';
import { windowLook } from '../looks';
import type { Network, Screen, Theme } from '../ports';
import { PhoneBackend } from '../tree/backend';
import { extendCallers } from '../tree/callers';
import { installConstructors } from '../tree/define';
import { Gestures } from '../tree/gestures';
import { fireReady } from '../tree/lifetimes';
import { Space } from '../tree/space';
import { installWxsGlobals } from '../tree/wxs-globals';
import { missing, routeTrouble, thrown } from '../trouble';
import { AppInstance, type Start } from './app-instance';
import { assetUrl } from './assets';
import { createContext } from './context';
import { addCustomTabBar } from './custom-tab-bar';
import { readLaunch, readNetwork, readTheme } from './launch';
import type { Page } from './page';
import { Sharing } from './share';
import { hearShell, tellShell } from './shell-line';
import { Signals } from './signals';
import { Stack } from './stack';
import { watchWindow } from './watch-window';
import { PhoneWindow } from './window';

/** One running mini-program: everything the phone is made of, and how the parts hear of each other. */
export class Phone {
  readonly signals = new Signals();
  readonly launch;
  readonly space: Space;
  readonly stack: Stack;
  readonly tabBar: NativeTabBar;
  readonly glass: PhoneWindow;
  readonly sharing = new Sharing(this);
  network: Network;
  theme: Theme;
  readonly app = new AppInstance();
  readonly backend = new PhoneBackend();

  constructor(
    root: HTMLElement,
    readonly module: AppModule,
  ) {
    const { search } = location;
    this.launch = readLaunch(search, module.pages[0] ?? '');
    this.network = readNetwork(search);
    this.theme = module.json.darkmode ? readTheme(search) : 'light';
    document.documentElement.dataset.theme = this.theme;
    installWxsGlobals();
    this.space = new Space(module);
    const actions = {
      back: () => void this.stack.navigateBack().catch(thrown),
      home: () => this.restart(),
      menu: () => this.sharing.openMenu(),
      close: () => tellShell({ kind: 'wx', name: 'exitMiniProgram', detail: {} }),
    };
    this.stack = new Stack(
      {
        app: module,
        space: this.space,
        backend: this.backend as never,
        actions,
        theme: () => this.theme,
      },
      {
        shown: (page) => this.shown(page),
        notFound: (path, query) => this.notFound(path, query),
        decorate: (page) => {
          if (this.stack.tabIndex(page) >= 0) addCustomTabBar(page, this.module, this);
        },
      },
    );
    this.tabBar = new NativeTabBar({
      app: module,
      theme: () => this.theme,
      assetUrl: (path) => assetUrl(path, ''),
      current: () => this.stack.tabIndex(),
      tapped: (index) => void this.tapTab(index).catch(thrown),
    });
    this.glass = new PhoneWindow(root, this.stack.element, this.tabBar.element);
    new Gestures(root).listen();
  }

  async start(): Promise<void> {
    const context = createContext(this);
    routeTrouble(tellShell, (text) => this.raiseError(text));
    addGlobalErrorListener((error, where) => {
      thrown(error, where);
      return false;
    });
    watchWindow(this);
    setEnvironment({
      context,
      openTypes: createOpenTypes(context),
      assetUrl,
      frameOf: (node) => this.frameOf(node),
      share: (from, target) => this.sharing.share(from, target),
    });
    this.install(createWx(context));
    fireReady(this.space);
    this.space.runApp();
    const begun = this.startOptions();
    this.app.call('onLaunch', begun);
    this.app.call('onShow', begun);
    this.signals.raise('show', begun);
    await this.stack.launch(this.launch.path, this.launch.query);
    tellShell({ kind: 'ready', path: this.stack.top.opening.route });
    hearShell({
      setNetwork: (network) => this.setNetwork(network),
      setTheme: (theme) => this.setTheme(theme),
      setForeground: (on) => this.setForeground(on),
      share: (from) => this.sharing.share(from),
    });
  }

  /** Before the first page is there, the screen is as that page will have it. */
  screen(): Screen {
    const route = this.stack.pages.at(-1)?.opening.route ?? this.launch.path;
    const look = windowLook(this.module, this.space.unit(route)?.json ?? {}, this.theme);
    this.glass.measure();
    return this.glass.screen({ custom: look.custom });
  }

  startOptions(): Start {
    const { path, query, scene, opengid } = this.launch;
    return { path, query, scene, referrerInfo: {}, ...(opengid ? { shareTicket: opengid } : {}) };
  }

  setTheme(theme: Theme): void {
    if (!this.module.json.darkmode || theme === this.theme) return;
    this.theme = theme;
    document.documentElement.dataset.theme = theme;
    for (const page of this.stack.all) page.dress();
    this.tabBar.draw();
    this.app.call('onThemeChange', { theme });
    this.signals.raise('theme', theme);
  }

  setNetwork(network: Network): void {
    if (network === this.network) return;
    this.network = network;
    this.signals.raise('network', network);
  }

  setForeground(on: boolean): void {
    const begun = this.startOptions();
    if (on) {
      this.app.call('onShow', begun);
      this.signals.raise('show', begun);
      this.stack.top.show();
      return;
    }
    this.stack.top.hide();
    this.app.call('onHide');
    this.signals.raise('hide', undefined);
  }

  restart(path?: string): void {
    const next = new URLSearchParams(location.search);
    if (path === undefined) next.delete('path');
    else next.set('path', path);
    location.search = next.toString();
  }

  private install(wx: Record<string, unknown>): void {
    this.app.install();
    installConstructors(this.space);
    extendCallers({
      viewport: () => this.stack.top,
      pages: createContext(this).pages,
      tabBarOf: (component) => this.stack.tabBarOf(component),
    });
    Object.assign(globalThis, {
      wx,
      getCurrentPages: () => this.stack.instances(),
      __yuanba: {
        enter: (path: string) => path !== 'app' && this.space.enter(path),
        leave: (path: string) => this.space.leave(path),
      },
    });
  }

  private shown(page: Page): void {
    const { stack } = this;
    page.bar.setPlace({
      canGoBack: stack.pages.length > 1,
      canGoHome: stack.tabIndex() < 0 && page.opening.route !== this.module.pages[0],
    });
    this.tabBar.draw();
    this.glass.measure();
    this.glass.measurePage(page.body);
    document.documentElement.style.fontSize = page.frame.dataset.rem ?? '';
    document.title = page.bar.title;
    const { route } = page.opening;
    tellShell({ kind: 'page', path: route, depth: stack.pages.length, title: page.bar.title });
  }

  private async tapTab(index: number): Promise<void> {
    const item = this.module.json.tabBar?.list?.[index];
    if (!item) return;
    await this.stack.switchTab(`/${item.pagePath}`);
    const { pagePath, text = '' } = item;
    this.stack.top.call('onTabItemTap', { index, pagePath, text });
  }

  private frameOf(node: Node): HTMLElement {
    const element = node instanceof HTMLElement ? node : node.parentElement;
    return element?.closest<HTMLElement>('.phone-page') ?? this.stack.top.frame;
  }

  private notFound(path: string, query: Readonly<Record<string, string>>): void {
    const detail = { path, query, isEntryPage: true };
    missing(`page ${path}`);
    this.app.call('onPageNotFound', detail);
    this.signals.raise('pageNotFound', detail);
  }

  private raiseError(text: string): void {
    this.app.call('onError', text);
    this.signals.raise('error', text);
  }
}
