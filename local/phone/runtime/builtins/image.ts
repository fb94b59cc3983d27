import { cloudUrl } from '../host/assets';
import { Builtin, ownerPath } from './base';
import { environment } from './environment';

/** WeChat's modes as how a picture fits its box. */
const FITS: Readonly<Record<string, readonly [fit: string, position: string]>> = {
  scaleToFill: ['fill', 'center'],
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  widthFix: ['fill', 'center'],
  heightFix: ['fill', 'center'],
  top: ['none', 'top'],
  bottom: ['none', 'bottom'],
  center: ['none', 'center'],
  left: ['none', 'left'],
  right: ['none', 'right'],
  'top left': ['none', 'top left'],
  'top right': ['none', 'top right'],
  'bottom left': ['none', 'bottom left'],
  'bottom right': ['none', 'bottom right'],
};

export class Image extends Builtin {
  static override readonly attributes = ['src', 'mode', 'lazy-load', 'show-menu-by-longpress'];
  static override readonly ignored = ['webp', 'fade-in', 'referrer-policy', 'svg'];
  private picture = document.createElement('img');

  override setup(): void {
    const { picture } = this;
    picture.alt = '';
    picture.draggable = false;
    picture.decoding = 'async';
    picture.addEventListener('load', () => {
      picture.style.visibility = '';
      this.style.setProperty('--ratio', `${picture.naturalWidth} / ${picture.naturalHeight}`);
      this.fire('load', { width: picture.naturalWidth, height: picture.naturalHeight });
    });
    picture.addEventListener('error', () => {
      // The box stays empty, as in WeChat.
      picture.style.visibility = 'hidden';
      this.fire('error', { errMsg: `GET ${this.text('src')} failed` });
    });
    this.append(picture);
  }

  override changed(name: string): void {
    const { picture } = this;
    if (name === 'lazyLoad') picture.loading = this.flag('lazyLoad') ? 'lazy' : 'eager';
    if (name === 'src') this.load();
    if (name === 'mode') {
      const mode = this.text('mode', 'scaleToFill');
      const [fit, position] = FITS[mode] ?? ['fill', 'center'];
      Object.assign(picture.style, { objectFit: fit, objectPosition: position });
      this.dom('mode', mode);
    }
    if (name === 'ariaLabel' && !this.hasAttribute('role')) {
      picture.alt = this.getAttribute('aria-label') ?? '';
      HTMLElement.prototype.removeAttribute.call(this, 'aria-label');
    }
    if (name === 'role' && this.getAttribute('role') === 'button') this.dom('tabindex', 0);
  }

  private load(): void {
    const src = this.text('src');
    if (src.startsWith('cloud://')) void this.loadFromCloud(src);
    else if (src === '') this.picture.removeAttribute('src');
    else this.picture.src = environment().assetUrl(src, ownerPath(this));
  }

  private async loadFromCloud(src: string): Promise<void> {
    const url = await cloudUrl(src, environment().context.request);
    if (src !== this.text('src')) return;
    if (url) this.picture.src = url;
    else this.fire('error', { errMsg: `${src} does not exist` });
  }
}
