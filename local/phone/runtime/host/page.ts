import { Component, Element, type GeneralBackendContext, type GeneralComponent } from 'glass-easel';
import type { AppModule, UnitInfo } from '../app-module';
import { type NavActions, NavBar } from '../chrome/nav-bar';
import { PullDown } from '../chrome/pull-down';
import { make } from '../dom';
import { type WindowLook, windowLook } from '../looks';
import type { Channel, PageInstance, PageQuery, Theme } from '../ports';
import { afterFrame } from '../tree/backend';
import type { Space } from '../tree/space';
import { thrown } from '../trouble';

export interface PageWorld {
  readonly app: AppModule;
  readonly space: Space;
  readonly backend: GeneralBackendContext;
  readonly actions: NavActions;
  theme(): Theme;
}

export interface Opening {
  readonly route: string;
  readonly query: PageQuery;
  readonly channel: Channel;
}

/** One page on the stack: its frame with bar and scroller, its component, its life. */
export class Page {
  readonly frame = make('section', 'phone-page');
  readonly body = make('div', 'phone-body');
  readonly scroller = make('div', 'phone-scroller');
  readonly bar: NavBar;
  readonly pull: PullDown;
  readonly root: GeneralComponent;
  readonly instance: PageInstance;
  readonly unit: UnitInfo;
  tabBar: PageInstance | undefined;
  private look: WindowLook;
  private atBottom = false;
  /** How high the content was when the bottom was told; what grew since has a bottom of its own. */
  private bottomToldPx = 0;
  private showing = false;

  constructor(
    private readonly world: PageWorld,
    readonly opening: Opening,
  ) {
    const { route, query, channel } = opening;
    const { app, space, backend } = world;
    space.ensure(route);
    this.unit = space.unit(route) as UnitInfo;
    this.bar = new NavBar(world.actions);
    this.pull = new PullDown(this.scroller, () => this.call('onPullDownRefresh'));
    this.look = windowLook(app, this.unit.json, world.theme());
    this.frame.dataset.page = route;
    this.scroller.tabIndex = -1;
    this.body.append(this.pull.element, this.scroller);
    this.frame.append(this.bar.element, this.body);
    this.dress();
    this.bar.setTitle(this.look.title);
    this.root = space.code
      .getComponentSpace()
      .createComponentByUrl('wx-page', route, null, backend);
    this.instance = this.root.getMethodCaller() as unknown as PageInstance;
    Object.assign(this.instance, { route, options: query, __channel: channel });
    this.scroller.addEventListener('scroll', () => this.scrolled(), { passive: true });
  }

  /** Attaches the component and tells it what it was opened with. The frame must be in the document. */
  load(): void {
    const { query } = this.opening;
    const placeholder = document.createElement('div');
    this.scroller.append(placeholder);
    this.setProperties(query);
    Element.replaceDocumentElement(this.root, this.scroller as never, placeholder as never);
    this.call('onLoad', { ...query });
  }

  show(): void {
    if (this.showing) return;
    this.showing = true;
    this.frame.hidden = false;
    this.root.triggerPageLifetime('show', []);
    this.call('onShow');
  }

  hide(): void {
    if (!this.showing) return;
    this.showing = false;
    this.root.triggerPageLifetime('hide', []);
    this.call('onHide');
  }

  /** After the first drawing. */
  becomeReady(): Promise<void> {
    return new Promise((resolve) => {
      afterFrame(() => {
        if (Element.isAttached(this.root)) {
          this.call('onReady');
          this.root.triggerPageLifetime('routeDone', []);
          this.call('onRouteDone');
        }
        resolve();
      });
    });
  }

  unload(): void {
    this.call('onUnload');
    Element.pretendDetached(this.root);
    this.frame.remove();
  }

  resized(size: { windowWidth: number; windowHeight: number }): void {
    this.root.triggerPageLifetime('resize', [{ size }]);
    this.call('onResize', { size });
  }

  /** Colours of the theme that is on now; the title stays what the page made it. */
  dress(): void {
    const { app, theme } = this.world;
    this.look = windowLook(app, this.unit.json, theme());
    const { title } = this.bar;
    this.bar.apply(this.look);
    if (title) this.bar.setTitle(title);
    this.frame.dataset.custom = String(this.look.custom);
    this.body.style.background = this.look.background;
    this.scroller.style.background = this.look.content;
    this.scroller.dataset.fixed = String(this.look.fixed);
    this.pull.element.dataset.text = this.look.pullText;
    this.pull.enabled = this.look.pullDown;
  }

  has(method: string): boolean {
    return typeof this.instance[method] === 'function';
  }

  /** Calls a method the page may have; what it throws is shown, not passed on. */
  call(method: string, ...args: unknown[]): unknown {
    const found = this.instance[method];
    if (typeof found !== 'function') return undefined;
    try {
      const answer = (found as (...all: unknown[]) => unknown).apply(this.instance, args);
      if (answer instanceof Promise && method !== 'onShareAppMessage') {
        answer.catch((error: unknown) => thrown(error, `${this.opening.route} ${method}`));
      }
      return answer;
    } catch (error) {
      thrown(error, `${this.opening.route} ${method}`);
      return undefined;
    }
  }

  private setProperties(query: PageQuery): void {
    const declared = Object.entries(query).filter(([name]) =>
      Component.hasProperty(this.root, name),
    );
    if (declared.length > 0) this.root.setData(Object.fromEntries(declared) as never);
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (this.has('onPageScroll')) this.call('onPageScroll', { scrollTop });
    const atBottom = scrollHeight - scrollTop - clientHeight <= this.look.reachBottomPx;
    const isNew = !this.atBottom || scrollHeight > this.bottomToldPx;
    if (atBottom && isNew && scrollHeight > clientHeight) {
      this.bottomToldPx = scrollHeight;
      this.call('onReachBottom');
    }
    this.atBottom = atBottom;
  }
}
