import { openMenu } from '../chrome/menu';
import type { ShareCard, ShareMenu } from '../ports';
import { eventNode } from '../tree/events';
import { thrown } from '../trouble';
import { assetUrl } from './assets';
import type { Page } from './page';
import type { Phone } from './phone';
import { tellShell } from './shell-line';
import { queryText } from './urls';

interface Asked {
  readonly title?: string;
  readonly path?: string;
  readonly imageUrl?: string;
  readonly promise?: Promise<Asked>;
}

/** Sharing the page on screen, from the menu behind the capsule or a button of the page. */
export class Sharing {
  private shown = true;

  readonly menu: ShareMenu = {
    options: {},
    setShown: (on) => {
      this.shown = on;
    },
  };

  constructor(private readonly phone: Phone) {}

  async share(from: ShareCard['from'], target?: unknown): Promise<void> {
    const { stack, module } = this.phone;
    const page = stack.top;
    const appName = module.json.window?.navigationBarTitleText;
    const card = await cardOf(page, from, {
      target,
      appName: typeof appName === 'string' ? appName : '',
      assetUrl: (path) => assetUrl(path, page.opening.route),
    });
    tellShell({ kind: 'share', card });
  }

  openMenu(): void {
    const { stack, glass } = this.phone;
    const page = stack.top;
    const share = { label: '转发', act: () => void this.share('menu').catch(thrown) };
    const again = { label: '重新进入小程序', act: () => this.phone.restart() };
    const items = page.has('onShareAppMessage') && this.shown ? [share, again] : [again];
    openMenu(glass.overlays, page.bar.title || '小程序', items);
  }
}

/** WeChat waits this long for a card that is promised. */
const PROMISE_MS = 3000;

/** Asks a page for its card, as the menu or a share button does. */
async function cardOf(
  page: Page,
  from: ShareCard['from'],
  surroundings: { target?: unknown; appName: string; assetUrl(path: string): string },
): Promise<ShareCard> {
  const { target, appName, assetUrl } = surroundings;
  const options = target ? { from, target: eventNode(target) } : { from };
  const answer = (await page.call('onShareAppMessage', options)) as Asked | undefined;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PROMISE_MS, undefined));
  const asked = { ...answer, ...(await Promise.race([answer?.promise, late])) };
  const { route, query } = page.opening;
  const own = Object.keys(query).length > 0 ? `${route}?${queryText(query)}` : route;
  return {
    title: asked.title ?? appName,
    path: (asked.path ?? own).replace(/^\//, ''),
    ...(asked.imageUrl ? { imageUrl: assetUrl(asked.imageUrl) } : {}),
    from,
  };
}
