import type { Listeners } from '../runtime/ports';
import { api } from './api';
import type { Kit } from './kit';

interface To {
  readonly url: string;
  readonly events?: Listeners;
  readonly delta?: number;
}

interface Scroll {
  readonly scrollTop?: number;
  readonly selector?: string;
  readonly offsetTop?: number;
  readonly duration?: number;
}

interface Tab {
  readonly index: number;
  readonly text: string;
}

/** Pages, the bar above them and the tabs below them: the runtime moves, this speaks WeChat. */
export function navigationApi({ context }: Kit): Record<string, unknown> {
  const { pages, navigationBar, tabBar } = context;
  context.hear((message) => {
    // At the first page there is nothing to go back to.
    if (message.kind === 'back') pages.navigateBack(1).catch(() => undefined);
  });
  return {
    navigateTo: api<To>('navigateTo', ({ url, events }) => pages.navigateTo(url, events)),
    redirectTo: api<To>('redirectTo', ({ url }) => pages.redirectTo(url)),
    reLaunch: api<To>('reLaunch', ({ url }) => pages.reLaunch(url)),
    switchTab: api<To>('switchTab', ({ url }) => pages.switchTab(url)),
    navigateBack: api<To>('navigateBack', ({ delta }) => pages.navigateBack(delta)),
    pageScrollTo: api<Scroll>('pageScrollTo', ({ duration = 300, ...to }) =>
      pages.scrollTo({ ...to, durationMs: duration }),
    ),
    startPullDownRefresh: api('startPullDownRefresh', () => pages.startPullDown()),
    stopPullDownRefresh: api('stopPullDownRefresh', () => pages.stopPullDown()),

    setNavigationBarTitle: api<{ title: string }>('setNavigationBarTitle', ({ title }) =>
      navigationBar.setTitle(title),
    ),
    setNavigationBarColor: api<{ frontColor: '#000000' | '#ffffff'; backgroundColor: string }>(
      'setNavigationBarColor',
      ({ frontColor, backgroundColor }) =>
        navigationBar.setColor({ front: frontColor, back: backgroundColor }),
    ),
    showNavigationBarLoading: api('showNavigationBarLoading', () => navigationBar.setLoading(true)),
    hideNavigationBarLoading: api('hideNavigationBarLoading', () =>
      navigationBar.setLoading(false),
    ),
    hideHomeButton: api('hideHomeButton', () => navigationBar.hideHomeButton()),
    setBackgroundColor: api<{ backgroundColor?: string }>(
      'setBackgroundColor',
      ({ backgroundColor }) =>
        navigationBar.setBackground(
          backgroundColor === undefined ? {} : { color: backgroundColor },
        ),
    ),
    setBackgroundTextStyle: api<{ textStyle: 'dark' | 'light' }>(
      'setBackgroundTextStyle',
      ({ textStyle }) => navigationBar.setBackground({ text: textStyle }),
    ),

    setTabBarBadge: api<Tab>('setTabBarBadge', ({ index, text }) => tabBar.setBadge(index, text)),
    removeTabBarBadge: api<Tab>('removeTabBarBadge', ({ index }) => tabBar.removeBadge(index)),
    showTabBarRedDot: api<Tab>('showTabBarRedDot', ({ index }) => tabBar.setDot(index, true)),
    hideTabBarRedDot: api<Tab>('hideTabBarRedDot', ({ index }) => tabBar.setDot(index, false)),
    setTabBarItem: api<Tab>('setTabBarItem', ({ index, ...item }) => tabBar.setItem(index, item)),
    setTabBarStyle: api<Record<string, string>>('setTabBarStyle', (style) =>
      tabBar.setStyle(style),
    ),
    showTabBar: api('showTabBar', () => tabBar.setShown(true)),
    hideTabBar: api('hideTabBar', () => tabBar.setShown(false)),
  };
}
