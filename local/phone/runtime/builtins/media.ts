import { cloudUrl } from '../host/assets';
import { missing } from '../trouble';
import { Builtin, ownerPath } from './base';
import { environment } from './environment';

export class Video extends Builtin {
  static override readonly attributes = [
    'src',
    'poster',
    'controls',
    'autoplay',
    'loop',
    'muted',
    'initial-time',
    'object-fit',
    'title',
  ];
  static override readonly ignored = [
    'duration',
    'danmu-list',
    'danmu-btn',
    'enable-danmu',
    'page-gesture',
    'direction',
    'show-progress',
    'show-fullscreen-btn',
    'show-play-btn',
    'show-center-play-btn',
    'enable-progress-gesture',
    'poster-for-crawler',
    'show-mute-btn',
    'play-btn-position',
    'enable-play-gesture',
    'auto-pause-if-navigate',
    'auto-pause-if-open-native',
    'vslide-gesture',
    'vslide-gesture-in-fullscreen',
    'show-casting-button',
    'picture-in-picture-mode',
  ];
  readonly handle = document.createElement('video');

  override setup(): void {
    const { handle } = this;
    handle.controls = true;
    handle.playsInline = true;
    for (const type of ['play', 'pause', 'ended', 'waiting'] as const) {
      handle.addEventListener(type, () => this.fire(type, {}));
    }
    handle.addEventListener('timeupdate', () => {
      this.fire('timeupdate', { currentTime: handle.currentTime, duration: handle.duration });
    });
    handle.addEventListener('error', () => this.fire('error', { errMsg: 'MEDIA_ERR' }));
    this.append(handle);
  }

  override changed(name: string): void {
    const { handle } = this;
    if (name === 'controls') handle.controls = this.flag('controls', true);
    if (name === 'autoplay') handle.autoplay = this.flag('autoplay');
    if (name === 'loop') handle.loop = this.flag('loop');
    if (name === 'muted') handle.muted = this.flag('muted');
    if (name === 'objectFit') handle.style.objectFit = this.text('objectFit');
    if (name === 'poster')
      handle.poster = environment().assetUrl(this.text('poster'), ownerPath(this));
    if (name === 'src') void this.load(this.text('src'));
    if (name === 'ariaLabel') this.moveLabel(handle);
  }

  private async load(src: string): Promise<void> {
    const { assetUrl, context } = environment();
    const url = src.startsWith('cloud://')
      ? await cloudUrl(src, context.request)
      : assetUrl(src, ownerPath(this));
    if (src === this.text('src')) this.handle.src = url;
  }
}

/** What needs WeChat or a device: named when it is used, drawn as an empty box. */
export class Absent extends Builtin {
  override setup(): void {
    missing(`built-in <${this.localName.slice(3)}>`);
  }

  override setAttribute(name: string, value: string): void {
    if (['class', 'style', 'id', 'hidden'].includes(name)) super.setAttribute(name, value);
  }
}
