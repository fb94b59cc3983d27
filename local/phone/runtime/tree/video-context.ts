import type { GeneralComponent } from 'glass-easel';
import { missing } from '../trouble';
import { find } from './selector-query';

/** `wx.createVideoContext(id)`: the hands of a video of the page or component; without one it does nothing. */
export class PhoneVideoContext {
  constructor(
    private readonly id: string,
    private readonly from: () => GeneralComponent,
  ) {}

  play(): void {
    // A browser that wants a tap first refuses; WeChat's own answer to that is silence as well.
    void this.video?.play().catch(() => undefined);
  }

  pause(): void {
    this.video?.pause();
  }

  stop(): void {
    this.pause();
    this.seek(0);
  }

  /** In seconds. */
  seek(at: number): void {
    if (this.video) this.video.currentTime = at;
  }

  playbackRate(rate: number): void {
    if (this.video) this.video.playbackRate = rate;
  }

  requestFullScreen(): void {
    void this.video?.requestFullscreen().catch(() => undefined);
  }

  exitFullScreen(): void {
    if (document.fullscreenElement) void document.exitFullscreen();
  }

  showStatusBar(): void {}

  hideStatusBar(): void {}

  sendDanmu(): void {
    missing('VideoContext.sendDanmu');
  }

  private get video(): HTMLVideoElement | null {
    const element = find(this.from(), `#${this.id}`)[0]?.$$ as unknown as HTMLElement | undefined;
    return element?.querySelector('video') ?? null;
  }
}
