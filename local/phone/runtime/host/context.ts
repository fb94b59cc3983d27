import { hasBuiltin } from '../builtins/all';
import type { PhoneContext } from '../ports';
import { afterFrame } from '../tree/backend';
import { PhoneIntersectionObserver, PhoneMediaQueryObserver } from '../tree/observers';
import { find, SelectorQuery } from '../tree/selector-query';
import { PhoneVideoContext } from '../tree/video-context';
import { assetUrl } from './assets';
import type { Phone } from './phone';
import { createRequest } from './request';
import { onShell, tellShell } from './shell-line';

const made = new WeakMap<Phone, PhoneContext>();

/** What the `wx` API and the built-ins may do with this phone. */
export function createContext(phone: Phone): PhoneContext {
  const known = made.get(phone);
  if (known) return known;
  const { stack, launch, signals, module } = phone;
  const viewport = () => stack.top;
  const context: PhoneContext = {
    launch,
    pages: {
      navigateTo: (url, events) => stack.navigateTo(url, events),
      redirectTo: (url) => stack.redirectTo(url),
      reLaunch: (url) => stack.reLaunch(url),
      switchTab: (url) => stack.switchTab(url),
      navigateBack: (delta) => stack.navigateBack(delta),
      current: () => {
        const view = stack.views().at(-1);
        if (!view) throw new Error('no page is open');
        return view;
      },
      stack: () => stack.views(),
      scrollTo: async (to) => scrollPage(phone, to),
      startPullDown: async () => stack.top.pull.start(),
      stopPullDown: async () => void stack.top.pull.stop(),
    },
    navigationBar: navigationBarOf(phone),
    tabBar: phone.tabBar,
    shareMenu: phone.sharing.menu,
    on: signals.on,
    network: () => phone.network,
    theme: () => phone.theme,
    screen: () => phone.screen(),
    app: module.json,
    overlays: phone.glass.overlays,
    request: createRequest(launch, () => phone.network),
    assetUrl: (path) => assetUrl(path, stack.pages.at(-1)?.opening.route ?? ''),
    tell: tellShell,
    hear: onShell,
    hasBuiltin,
    createSelectorQuery: () => new SelectorQuery(viewport),
    createIntersectionObserver: (component, options) =>
      new PhoneIntersectionObserver(
        viewport,
        (component as { _$: Phone['stack']['top']['root'] })._$,
        options as object,
      ),
    createMediaQueryObserver: () => new PhoneMediaQueryObserver(),
    createVideoContext: (id, component) =>
      new PhoneVideoContext(
        id,
        () =>
          (component as { _$: Phone['stack']['top']['root'] } | undefined)?._$ ?? viewport().root,
      ),
    nextTick: (callback) => afterFrame(callback),
    restart: (path) => phone.restart(path),
  };
  made.set(phone, context);
  return context;
}

function navigationBarOf({ stack }: Phone): PhoneContext['navigationBar'] {
  return {
    setTitle(title) {
      stack.top.bar.setTitle(title);
      document.title = title;
      const { route } = stack.top.opening;
      tellShell({ kind: 'page', path: route, depth: stack.pages.length, title });
    },
    setColor: (color) => stack.top.bar.setColor(color),
    setLoading: (on) => stack.top.bar.setLoading(on),
    hideHomeButton: () => stack.top.bar.hideHome(),
    setBackground({ color, text }) {
      if (color) stack.top.body.style.background = color;
      if (text) stack.top.pull.element.dataset.text = text;
    },
  };
}

function scrollPage({ stack }: Phone, to: Parameters<PhoneContext['pages']['scrollTo']>[0]): void {
  const { scroller, root } = stack.top;
  let top = to.scrollTop ?? 0;
  if (to.selector !== undefined) {
    const target = find(root, to.selector)[0]?.$$ as unknown as HTMLElement | undefined;
    if (!target) throw new Error(`fail no node matches ${to.selector}`);
    const above = scroller.getBoundingClientRect().top;
    top = scroller.scrollTop + target.getBoundingClientRect().top - above + (to.offsetTop ?? 0);
  }
  scroller.scrollTo({ top, behavior: to.durationMs > 0 ? 'smooth' : 'auto' });
}
