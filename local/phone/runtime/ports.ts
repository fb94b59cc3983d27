/**
 * What the three parts of the browser phone agree on: the runtime (pages, components, chrome of the phone),
 * the `wx` API (`../wx/wx.ts`) and the shell page around the phone (`../shell/shell.ts`). Types only.
 */

export type Network = 'good' | 'slow' | 'offline';
export type Theme = 'light' | 'dark';

/** How the phone was opened: `/phone/?as=…&group=…&path=…&text=…&dark=1&network=…`. */
export interface Launch {
  readonly openid: string;
  /** The WeChat group whose card was opened. */
  readonly opengid?: string;
  /** Without a leading slash, without a query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** 1001 for the plain start, 1044 for a card in a group, 1007 for a card with one person. */
  readonly scene: number;
  /** Factor of the system's font size, 1 to 1.6. */
  readonly textScale: number;
}

export type PageQuery = Readonly<Record<string, string>>;

/** A page as `getCurrentPages()` shows it. */
export interface PageView {
  readonly route: string;
  readonly options: PageQuery;
  /** The page's instance: what `this` is inside it. */
  readonly instance: PageInstance;
}

export interface PageInstance {
  readonly route: string;
  readonly data: Readonly<Record<string, unknown>>;
  setData(patch: Readonly<Record<string, unknown>>, done?: () => void): void;
  [member: string]: unknown;
}

export interface Channel {
  emit(name: string, ...args: unknown[]): void;
  on(name: string, listener: (...args: unknown[]) => void): void;
  once(name: string, listener: (...args: unknown[]) => void): void;
  off(name: string, listener?: (...args: unknown[]) => void): void;
}

export type Listeners = Readonly<Record<string, (...args: unknown[]) => void>>;

/**
 * Every mover rejects with an Error whose message is what WeChat puts into `errMsg` after `<api>:`,
 * for example `fail page "pages/x/x" is not found`, `fail webview count limit exceed`, `fail can not navigateTo a tabbar page`.
 */
export interface Pages {
  navigateTo(url: string, events?: Listeners): Promise<{ eventChannel: Channel }>;
  redirectTo(url: string): Promise<void>;
  reLaunch(url: string): Promise<void>;
  switchTab(url: string): Promise<void>;
  navigateBack(delta?: number): Promise<void>;
  current(): PageView;
  stack(): readonly PageView[];
  scrollTo(to: {
    readonly scrollTop?: number;
    readonly selector?: string;
    readonly offsetTop?: number;
    readonly durationMs: number;
  }): Promise<void>;
  startPullDown(): Promise<void>;
  stopPullDown(): Promise<void>;
}

export interface NavigationBar {
  setTitle(title: string): void;
  setColor(color: { readonly front?: '#000000' | '#ffffff'; readonly back?: string }): void;
  setLoading(on: boolean): void;
  hideHomeButton(): void;
  /** The backdrop behind the page that shows when it is pulled. */
  setBackground(look: { readonly color?: string; readonly text?: 'dark' | 'light' }): void;
}

/** All members reject when `index` is not a tab or the current page is not a tab page. */
export interface TabBar {
  setBadge(index: number, text: string): Promise<void>;
  removeBadge(index: number): Promise<void>;
  setDot(index: number, on: boolean): Promise<void>;
  setItem(
    index: number,
    item: {
      readonly text?: string;
      readonly iconPath?: string;
      readonly selectedIconPath?: string;
    },
  ): Promise<void>;
  setStyle(style: {
    readonly color?: string;
    readonly selectedColor?: string;
    readonly backgroundColor?: string;
    readonly borderStyle?: string;
  }): Promise<void>;
  setShown(on: boolean): Promise<void>;
}

export interface ShareMenu {
  setShown(on: boolean): void;
  /** What `updateShareMenu` was given last. */
  options: Readonly<Record<string, unknown>>;
}

/** What a share card carries; `from` says which control was used. */
export interface ShareCard {
  readonly title: string;
  /** With its query, without a leading slash. */
  readonly path: string;
  readonly imageUrl?: string;
  readonly from: 'menu' | 'button';
}

/** Events the runtime raises for `wx.onAppShow` and its like. */
export interface AppEvents {
  readonly show: { path: string; query: PageQuery; scene: number };
  readonly hide: undefined;
  readonly error: string;
  readonly unhandledRejection: { reason: unknown; promise: Promise<unknown> };
  readonly pageNotFound: { path: string; query: PageQuery; isEntryPage: boolean };
  readonly theme: Theme;
  readonly network: Network;
  readonly resize: { windowWidth: number; windowHeight: number };
}

/** Returns what takes the listener off again. */
export type Subscribe = <K extends keyof AppEvents>(
  event: K,
  listener: (detail: AppEvents[K]) => void,
) => () => void;

/** CSS pixels. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  readonly statusBarHeight: number;
  /** Between the navigation bar and the native tab bar of the current page. */
  readonly windowHeight: number;
  readonly windowTop: number;
  readonly pixelRatio: number;
  readonly safeAreaBottom: number;
}

/** What the runtime gives to `createWx`. */
export interface PhoneContext {
  readonly launch: Launch;
  readonly pages: Pages;
  readonly navigationBar: NavigationBar;
  readonly tabBar: TabBar;
  readonly shareMenu: ShareMenu;
  readonly on: Subscribe;
  network(): Network;
  theme(): Theme;
  screen(): Screen;
  /** The content of app.json and `__wxConfig`-like facts. */
  readonly app: Readonly<Record<string, unknown>>;
  /** Covers the whole phone above pages and bars; takes no taps itself, its children may. */
  readonly overlays: HTMLElement;
  /**
   * A request to the local server as this person: adds `x-openid` and `x-opengid`, waits or fails as the network says.
   * @throws TypeError, as fetch does, when offline
   */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** An asset of the mini-program (`/assets/a.png`, `a.png` beside the page) or a URL, as the browser can load it. */
  assetUrl(path: string): string;
  /** Tells the shell; nothing happens when the phone stands alone. */
  tell(message: PhoneMessage): void;
  /** Hears the shell. Returns what takes the listener off again. */
  hear(listener: (message: ShellMessage) => void): () => void;
  /** Whether a built-in tag, or a tag's attribute, is there: for `wx.canIUse('button.open-type.share')`. */
  hasBuiltin(tag: string, attribute?: string): boolean;
  /** glass-easel's queries: the runtime knows the tree, `wx` only passes them on. */
  createSelectorQuery(): unknown;
  createIntersectionObserver(component: unknown, options?: unknown): unknown;
  createMediaQueryObserver(component: unknown): unknown;
  createVideoContext(id: string, component?: unknown): unknown;
  nextTick(callback: () => void): void;
  /** Restarts the mini-program, for `wx.exitMiniProgram`, `wx.restartMiniProgram`. */
  restart(path?: string): void;
}

/** `../wx/wx.ts` exports it. The runtime puts the result behind `globalThis.wx` before any code of the app runs. */
export type CreateWx = (context: PhoneContext) => Record<string, unknown>;

/**
 * What open-type buttons and built-ins need of the `wx` part. `../wx/wx.ts` exports `createOpenTypes: CreateOpenTypes`.
 * Each opens its sheet in `context.overlays` and resolves with the event detail; rejects when the person says no.
 */
export interface OpenTypes {
  /** For `<button open-type="…">`: detail of `bind:<event>`, such as `{ avatarUrl }` of `bindchooseavatar`. */
  open(type: string, attributes: Readonly<Record<string, string>>): Promise<unknown>;
  /** Shows pictures full-screen: `wx.previewImage` and `<image show-menu-by-longpress>`. */
  preview(urls: readonly string[], current: number): void;
}
export type CreateOpenTypes = (context: PhoneContext) => OpenTypes;

/** From the phone to the page around it, by `postMessage` with `{ yuanbaPhone: PhoneMessage }`. */
export type PhoneMessage =
  | { readonly kind: 'ready'; readonly path: string }
  | { readonly kind: 'page'; readonly path: string; readonly depth: number; readonly title: string }
  | { readonly kind: 'share'; readonly card: ShareCard }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly action: string;
      readonly ms: number;
      readonly ok: boolean;
    }
  | { readonly kind: 'trouble'; readonly text: string }
  | { readonly kind: 'wx'; readonly name: string; readonly detail: unknown };

/** From the page around the phone, by `postMessage` with `{ yuanbaShell: ShellMessage }`. */
export type ShellMessage =
  | { readonly kind: 'network'; readonly network: Network }
  | { readonly kind: 'theme'; readonly theme: Theme }
  | { readonly kind: 'open'; readonly path: string; readonly opengid?: string }
  | { readonly kind: 'hide' }
  /** The back key below the phone; `wx` answers it. */
  | { readonly kind: 'back' }
  /** Somebody turned the clock of the product; `wx` lets `Date` follow. Epoch milliseconds. */
  | {
      readonly kind: 'clock';
      readonly now: number;
      readonly running: boolean;
      readonly real: boolean;
    }
  | { readonly kind: 'show' }
  /** Asks the current page for its share card, as the menu does. */
  | { readonly kind: 'share' };
