import type { ShareCard } from '../ports';
import { eventNode } from '../tree/events';
import type { Page } from './page';
import { queryText } from './urls';

interface Asked {
  readonly title?: string;
  readonly path?: string;
  readonly imageUrl?: string;
  readonly promise?: Promise<Asked>;
}

/** WeChat waits this long for a card that is promised. */
const PROMISE_MS = 3000;

/** Asks a page for its card, as the menu or a share button does. */
export async function cardOf(
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
