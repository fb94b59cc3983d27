import { make, makeButton } from '../dom';
import type { WindowLook } from '../looks';

export interface NavActions {
  back(): void;
  home(): void;
  menu(): void;
  close(): void;
}

/** Status bar, title, back and the capsule: what WeChat draws above a page. */
export class NavBar {
  readonly element = make('header', 'phone-bar');
  private readonly heading = make('h1', 'phone-title');
  private readonly spinner = make('span', 'phone-bar-loading');
  private readonly back: HTMLButtonElement;
  private readonly home: HTMLButtonElement;

  constructor(actions: NavActions) {
    this.back = makeButton('phone-back', '返回', actions.back);
    this.home = makeButton('phone-home', '回到首页', actions.home);
    const capsule = make(
      'div',
      'phone-capsule',
      makeButton('phone-menu', '更多', actions.menu),
      makeButton('phone-close', '关闭', actions.close),
    );
    this.spinner.hidden = true;
    const row = make(
      'div',
      'phone-bar-row',
      this.back,
      this.home,
      this.spinner,
      this.heading,
      capsule,
    );
    this.element.append(statusBar(), row);
  }

  apply(look: WindowLook): void {
    this.element.dataset.custom = String(look.custom);
    this.setColor({ front: look.barText === 'white' ? '#ffffff' : '#000000', back: look.barColor });
    this.setTitle(look.title);
  }

  /** The first page has no back; a page opened past the first tab offers the way home. */
  setPlace(place: { canGoBack: boolean; canGoHome: boolean }): void {
    this.back.hidden = !place.canGoBack;
    this.home.hidden = place.canGoBack || !place.canGoHome;
  }

  get title(): string {
    return this.heading.textContent ?? '';
  }

  setTitle(title: string): void {
    this.heading.textContent = title;
  }

  setColor({ front, back }: { front?: string | undefined; back?: string | undefined }): void {
    if (front) this.element.style.setProperty('--bar-text', front);
    if (back) this.element.style.setProperty('--bar-color', back);
  }

  setLoading(on: boolean): void {
    this.spinner.hidden = !on;
  }

  hideHome(): void {
    this.home.hidden = true;
  }
}

/** The time of the product, which a developer may turn; every clock reads it anew. */
function statusBar(): HTMLElement {
  const time = make('span', 'phone-time');
  time.setAttribute('aria-hidden', 'true');
  const show = () => {
    const minutes = Math.floor(Date.now() / 60_000) + 8 * 60;
    const two = (count: number) => String(count).padStart(2, '0');
    time.textContent = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  };
  show();
  const ticking = setInterval(() => {
    if (time.isConnected) show();
    else clearInterval(ticking);
  }, 5_000);
  return time;
}
