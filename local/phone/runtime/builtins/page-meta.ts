import { Builtin } from './base';
import { environment } from './environment';

const ROOT_PX = 16;

/** `page-meta`: the page's own root, as its first node describes it. */
export class PageMeta extends Builtin {
  static override readonly attributes = [
    'background-color',
    'background-color-top',
    'background-color-bottom',
    'background-text-style',
    'root-background-color',
    'root-font-size',
    'page-style',
    'page-font-size',
    'scroll-top',
    'scroll-duration',
    'page-orientation',
  ];
  private scroller: Element | null = null;

  private readonly scrolled = () => {
    this.fire('scroll', { scrollTop: this.scroller?.scrollTop ?? 0 });
  };

  private readonly resized = () => {
    const { innerWidth: windowWidth, innerHeight: windowHeight } = window;
    this.fire('resize', { size: { windowWidth, windowHeight } });
  };

  override changed(): void {
    if (this.isConnected) this.apply();
  }

  connectedCallback(): void {
    this.apply();
    this.scroller = this.closest('.phone-scroller');
    this.scroller?.addEventListener('scroll', this.scrolled);
    window.addEventListener('resize', this.resized);
  }

  disconnectedCallback(): void {
    this.scroller?.removeEventListener('scroll', this.scrolled);
    window.removeEventListener('resize', this.resized);
  }

  private apply(): void {
    const frame = environment().frameOf(this);
    const page = frame.querySelector<HTMLElement>('wx-page');
    const body = frame.querySelector<HTMLElement>('.phone-body');
    const scroller = frame.querySelector<HTMLElement>('.phone-scroller');
    if (!page || !body || !scroller) return;
    const rem = this.fontSize(this.text('rootFontSize'));
    if (rem) {
      frame.dataset.rem = rem;
      if (!frame.hidden) document.documentElement.style.fontSize = rem;
    }
    page.setAttribute('style', this.text('pageStyle'));
    // In WeChat the page is what scrolls: `overflow: hidden` holds it still under a sheet.
    scroller.style.overflowY = getComputedStyle(page).overflowY === 'hidden' ? 'hidden' : '';
    const fontSize = this.fontSize(this.text('pageFontSize'));
    if (fontSize) page.style.fontSize = fontSize;
    const background = this.text('backgroundColor');
    if (background) body.style.background = background;
    const root = this.text('rootBackgroundColor');
    if (root) scroller.style.background = root;
    if ('scrollTop' in this.props) this.scrollPage(scroller);
  }

  /** `system` is the phone's own text size. */
  private fontSize(asked: string): string {
    if (asked !== 'system') return asked;
    return `${ROOT_PX * environment().context.launch.textScale}px`;
  }

  private scrollPage(scroller: HTMLElement): void {
    const smooth = this.number('scrollDuration', 300) > 0;
    scroller.scrollTo({ top: this.size('scrollTop'), behavior: smooth ? 'smooth' : 'auto' });
    this.fire('scrolldone', {});
  }
}

/** `navigation-bar` inside `page-meta`. */
export class NavigationBar extends Builtin {
  static override readonly attributes = [
    'title',
    'loading',
    'front-color',
    'background-color',
    'color-animation-duration',
    'color-animation-timing-func',
  ];

  override changed(name: string): void {
    const { navigationBar } = environment().context;
    if (name === 'title') navigationBar.setTitle(this.text('title'));
    if (name === 'loading') navigationBar.setLoading(this.flag('loading'));
    if (name === 'frontColor')
      navigationBar.setColor({ front: this.text('frontColor') as '#ffffff' });
    if (name === 'backgroundColor') navigationBar.setColor({ back: this.text('backgroundColor') });
  }
}
