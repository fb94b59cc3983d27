import type { GeneralComponent } from 'glass-easel';
import { component } from 'glass-easel-miniprogram-adapter';
import type { Channel, PageInstance, Pages } from '../ports';
import { missing } from '../trouble';
import { animate, clearAnimation } from './animate';
import { PhoneIntersectionObserver, PhoneMediaQueryObserver } from './observers';
import { SelectorQuery, type Viewport } from './selector-query';

interface Caller {
  readonly _$: GeneralComponent;
  readonly __channel?: Channel;
}

interface Around {
  viewport(): Viewport;
  pages: Pages;
  tabBarOf(component: GeneralComponent): PageInstance | undefined;
}

/** Gives every component and page the methods that WeChat has and the adapter has not, or has otherwise. */
export function extendCallers(around: Around): void {
  const members: Record<string, (this: Caller, ...args: never[]) => unknown> = {
    createSelectorQuery() {
      return new SelectorQuery(around.viewport, this);
    },
    createIntersectionObserver(options?: object) {
      return new PhoneIntersectionObserver(around.viewport, this._$, options);
    },
    createMediaQueryObserver() {
      return new PhoneMediaQueryObserver();
    },
    animate(selector: string, frames: readonly object[], durationMs: number, done?: unknown) {
      // The fourth may also be a scroller to follow, which is not here.
      if (typeof done === 'object' && done !== null) return missing('animate by scrolling');
      animate(this._$, selector, {
        frames: frames as never,
        durationMs,
        done: done as (() => void) | undefined,
      });
    },
    clearAnimation(selector: string, options?: unknown, done?: () => void) {
      const last = typeof options === 'function' ? (options as () => void) : done;
      clearAnimation(this._$, selector, last);
    },
    getOpenerEventChannel() {
      return this.__channel;
    },
    getTabBar(done?: (tabBar: PageInstance | undefined) => void) {
      const tabBar = around.tabBarOf(this._$);
      done?.(tabBar);
      return tabBar;
    },
    getPageId() {
      return `pageId:${pageOf(this._$).is}`;
    },
    setUpdatePerformanceListener() {},
  };
  Object.assign(component.ComponentCaller.prototype, members);
  for (const name of ['router', 'pageRouter']) {
    Object.defineProperty(component.ComponentCaller.prototype, name, {
      configurable: true,
      get: () => routerOf(around.pages),
    });
  }
}

/** The page a component lies in. */
export function pageOf(component: GeneralComponent): GeneralComponent {
  let here = component;
  for (;;) {
    const owner = here.ownerShadowRoot?.getHostNode();
    if (!owner) return here;
    here = owner;
  }
}

const routerOf = (pages: Pages) => ({
  navigateTo: ({ url, events }: { url: string; events?: never }) => pages.navigateTo(url, events),
  redirectTo: ({ url }: { url: string }) => pages.redirectTo(url),
  reLaunch: ({ url }: { url: string }) => pages.reLaunch(url),
  switchTab: ({ url }: { url: string }) => pages.switchTab(url),
  navigateBack: ({ delta }: { delta?: number } = {}) => pages.navigateBack(delta),
});
