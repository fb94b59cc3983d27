import { make } from '../dom';
import type { Screen } from '../ports';

const STATUS_BAR_PX = 24;
const BAR_PX = 44;
const DESIGN_RPX = 750;

/** The phone's glass: pages, tabs and what lies above them, and how big they are. */
export class PhoneWindow {
  readonly overlays = make('div', 'phone-overlays');

  constructor(
    readonly root: HTMLElement,
    pages: HTMLElement,
    private readonly tabs: HTMLElement,
  ) {
    root.className = 'phone';
    root.append(pages, tabs, this.overlays);
  }

  /** Sets the sizes that styles count in. */
  measure(): void {
    const { clientWidth } = this.root;
    this.root.style.setProperty('--rpx', `${clientWidth / DESIGN_RPX}px`);
    this.root.style.setProperty('--vw', `${clientWidth / 100}px`);
  }

  /** A page's own `vh`, once its bars are drawn. */
  measurePage(body: HTMLElement): void {
    body.style.setProperty('--vh', `${body.clientHeight / 100}px`);
  }

  screen(page: { readonly custom: boolean }): Screen {
    const { clientWidth: width, clientHeight: height } = this.root;
    const top = page.custom ? 0 : STATUS_BAR_PX + BAR_PX;
    return {
      width,
      height,
      statusBarHeight: STATUS_BAR_PX,
      windowTop: top,
      windowHeight: height - top - (this.tabs.hidden ? 0 : this.tabs.offsetHeight),
      pixelRatio: devicePixelRatio,
      safeAreaBottom: 0,
    };
  }
}
