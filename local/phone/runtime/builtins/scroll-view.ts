import { PullDown } from '../chrome/pull-down';
import { Builtin } from './base';

export class ScrollView extends Builtin {
  static override readonly attributes = [
    'scroll-x',
    'scroll-y',
    'upper-threshold',
    'lower-threshold',
    'scroll-top',
    'scroll-left',
    'scroll-into-view',
    'scroll-into-view-offset',
    'scroll-with-animation',
    'show-scrollbar',
    'refresher-enabled',
    'refresher-triggered',
    'enable-flex',
  ];
  static override readonly ignored = [
    'type',
    'enhanced',
    'bounces',
    'fast-deceleration',
    'paging-enabled',
    'scroll-anchoring',
    'enable-back-to-top',
    'using-sticky',
    'enable-passive',
    'reverse',
    'clip',
    'cache-extent',
    'associative-container',
    'refresher-threshold',
    'refresher-default-style',
    'refresher-background',
    'scroll-into-view-within-extent',
    'scroll-into-view-alignment',
    'padding',
    'min-drag-distance',
  ];
  private last = { left: 0, top: 0 };
  private told = { upper: true, lower: false };

  private readonly pull = new PullDown(this, () => {
    this.fire('refresherpulling', { dy: 0 });
    this.fire('refresherrefresh', {});
  });

  override setup(): void {
    this.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.dom('tabindex', -1);
  }

  override changed(name: string): void {
    if (name === 'scrollX' || name === 'scrollY') this.turn();
    if (name === 'refresherEnabled') this.pull.enabled = this.flag('refresherEnabled');
    if (name === 'refresherTriggered') this.refresh(this.flag('refresherTriggered'));
    if (name === 'enableFlex') this.dom('flex', this.flag('enableFlex'));
    if (name === 'showScrollbar') this.dom('bare', !this.flag('showScrollbar', true));
    // The children that decide how far it can scroll arrive with the same update.
    if (name === 'scrollTop' || name === 'scrollLeft') this.afterUpdate(() => this.moveTo());
    if (name === 'scrollIntoView') this.afterUpdate(() => this.reveal());
  }

  private refresh(on: boolean): void {
    if (on) {
      this.pull.start();
      return;
    }
    if (this.pull.stop()) this.fire('refresherrestore', {});
  }

  private turn(): void {
    this.dom('scroll-x', this.flag('scrollX'));
    this.dom('scroll-y', this.flag('scrollY'));
  }

  private afterUpdate(act: () => void): void {
    requestAnimationFrame(() => {
      if (this.isConnected) act();
    });
  }

  private get behavior(): ScrollBehavior {
    return this.flag('scrollWithAnimation') ? 'smooth' : 'auto';
  }

  private moveTo(): void {
    const to: ScrollToOptions = { behavior: this.behavior };
    if ('scrollTop' in this.props) to.top = this.size('scrollTop');
    if ('scrollLeft' in this.props) to.left = this.size('scrollLeft');
    this.scrollTo(to);
  }

  private reveal(): void {
    const id = this.text('scrollIntoView');
    const target = id ? this.querySelector(`#${CSS.escape(id)}`) : null;
    if (!target) return;
    const box = this.getBoundingClientRect();
    const at = target.getBoundingClientRect();
    const offset = this.number('scrollIntoViewOffset');
    const behavior = this.behavior;
    if (this.flag('scrollY'))
      this.scrollTo({ top: this.scrollTop + at.top - box.top + offset, behavior });
    if (this.flag('scrollX'))
      this.scrollTo({ left: this.scrollLeft + at.left - box.left + offset, behavior });
  }

  private scrolled(): void {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = this;
    const deltaX = this.last.left - scrollLeft;
    const deltaY = this.last.top - scrollTop;
    this.last = { left: scrollLeft, top: scrollTop };
    this.fire('scroll', { scrollLeft, scrollTop, scrollHeight, scrollWidth, deltaX, deltaY });
    const down = this.flag('scrollY');
    const before = down ? scrollTop : scrollLeft;
    const after = down
      ? scrollHeight - scrollTop - clientHeight
      : scrollWidth - scrollLeft - clientWidth;
    const upper = before <= this.size('upperThreshold', 50);
    const lower = after <= this.size('lowerThreshold', 50);
    if (upper && !this.told.upper) this.fire('scrolltoupper', { direction: down ? 'top' : 'left' });
    if (lower && !this.told.lower)
      this.fire('scrolltolower', { direction: down ? 'bottom' : 'right' });
    this.told = { upper, lower };
  }
}
