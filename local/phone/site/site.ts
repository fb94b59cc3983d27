import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, resolve } from 'node:path';
import type { StaticSource } from '../../server/ports';
import { iconFolder } from '../compiler/icons';
import { fileIn, sendFile, sendText } from './files';
import { Fonts } from './fonts';
import { RELOAD_SCRIPT, Reload } from './reload';
import { ShellPage } from './shell-page';
import { type Watching, watchSources } from './watching';

export interface SiteOptions {
  readonly phoneDir: string;
  readonly shellDir: string;
  readonly watch: boolean;
}

const MONTH_CACHE = 'public, max-age=2592000';

export function createSite(options: SiteOptions): StaticSource & { close(): Promise<void> } {
  const site = new Site(options);
  return { handle: (req, res) => site.handle(req, res), close: () => site.close() };
}

class Site {
  private readonly phoneDir: string;
  private readonly shell: ShellPage;
  private readonly reload = new Reload();
  private readonly root = process.env.YUANBA_ROOT ?? process.cwd();
  private readonly fonts = new Fonts(this.root);
  private readonly icons = iconFolder(this.root);
  private readonly watching: Watching | undefined;

  constructor({ phoneDir, shellDir, watch }: SiteOptions) {
    this.phoneDir = resolve(phoneDir);
    this.shell = new ShellPage(resolve(shellDir));
    if (!watch) return;
    this.watching = watchSources({
      root: this.root,
      phoneDir: this.phoneDir,
      shellDir: resolve(shellDir),
      phoneBuilt: () => this.reload.tell('phone'),
      shellChanged: () => {
        this.shell.forget();
        this.reload.tell('shell');
      },
      failed: (text) => this.reload.tell('trouble', text),
    });
  }

  async handle(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
    if (req.method !== 'GET' && req.method !== 'HEAD') return false;
    const path = decodeURIComponent(new URL(req.url ?? '/', 'http://local').pathname);
    if (path === '/phone') {
      res.writeHead(302, { location: '/phone/' }).end();
      return true;
    }
    if (path.startsWith('/phone/'))
      return this.sendPhone(path.slice('/phone/'.length), { req, res });
    return this.sendShell(path, res);
  }

  async close(): Promise<void> {
    this.reload.close();
    await this.watching?.close();
    await this.shell.close();
  }

  private async sendPhone(
    path: string,
    exchange: { req: IncomingMessage; res: ServerResponse },
  ): Promise<boolean> {
    const { res } = exchange;
    if (path === '' || path === 'index.html') return this.sendPhonePage(res);
    if (path === 'events') {
      this.reload.add(res);
      return true;
    }
    if (path === 'fonts.css') {
      sendText(res, this.fonts.sheet(), 'text/css');
      return true;
    }
    if (path.startsWith('icons/')) return this.sendIcon(path.slice('icons/'.length), res);
    const font = path.startsWith('fonts/')
      ? this.fonts.file(path.slice('fonts/'.length))
      : undefined;
    const file = font ?? fileIn(this.phoneDir, path);
    if (!file) return false;
    await sendFile(file, exchange, font ? MONTH_CACHE : 'no-cache');
    return true;
  }

  private sendPhonePage(res: ServerResponse): boolean {
    const file = join(this.phoneDir, 'index.html');
    if (!existsSync(file)) return false;
    const html = readFileSync(file, 'utf8');
    sendText(res, this.watched(html), 'text/html');
    return true;
  }

  /** The package writes `view-box`, which browsers do not read. */
  private sendIcon(name: string, res: ServerResponse): boolean {
    const file = this.icons ? fileIn(this.icons, name) : undefined;
    if (!file) return false;
    const picture = readFileSync(file, 'utf8').replace('view-box', 'viewBox');
    res.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': MONTH_CACHE });
    res.end(picture);
    return true;
  }

  private async sendShell(path: string, res: ServerResponse): Promise<boolean> {
    if (!this.shell.present) return false;
    if (path !== '/' && path !== '/shell.js' && path !== '/shell.css') return false;
    const { html, js, css } = await this.shell.get();
    if (path === '/') sendText(res, this.watched(html), 'text/html');
    else if (path === '/shell.js') sendText(res, js, 'text/javascript');
    else sendText(res, css, 'text/css');
    return true;
  }

  private watched(html: string): string {
    return this.watching ? html.replace('</body>', `${RELOAD_SCRIPT}</body>`) : html;
  }
}
