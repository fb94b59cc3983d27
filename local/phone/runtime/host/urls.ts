import type { PageQuery } from '../ports';

/** `../a/b?x=1` as seen from the page `from`. Values stay as written: WeChat does not decode them. */
export function parseUrl(url: string, from: string): { route: string; query: PageQuery } {
  const [path = '', search = ''] = url.split(/\?(.*)/s);
  const parts = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return { route: parts.join('/').replace(/\.html$/, ''), query: parseQuery(search) };
}

export function parseQuery(search: string): PageQuery {
  const query: Record<string, string> = {};
  for (const pair of search.split('#')[0]?.split('&') ?? []) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    if (at < 0) query[pair] = '';
    else query[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return query;
}

export function queryText(query: PageQuery): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
