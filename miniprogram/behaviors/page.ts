/** What every page has: text size, the community's phone, the band of whom one acts for, and a card to share. */

import { pendingLine } from '../services/pending';
import { callCommunity } from '../services/phone';
import { onQueue } from '../services/queue';
import { session } from '../services/session';
import { isLarge, rootFontSize } from '../services/settings';
import { courtyardCard } from '../services/share';

const stops = new WeakMap<object, () => void>();

export const pageBehavior = Behavior({
  data: {
    /** Class of the root view: `<view class="screen {{sizeClass}}">`. */
    sizeClass: '',
    large: false,
    /** For `<page-meta root-font-size="{{rootFontSize}}" />`, the first node of every page. */
    rootFontSize: 'system',
    phone: '',
    /** Label of the household acted for; empty when one acts for oneself. */
    actingLabel: '',
    /** What waits in the phone to be sent; empty when nothing does. */
    pendingLine: '',
  },
  lifetimes: {
    attached() {
      this.readAround();
      // Cards shared into a group then say from which group they were opened.
      if (wx.canIUse('updateShareMenu')) wx.updateShareMenu({ withShareTicket: true });
      stops.set(
        this,
        onQueue(() => this.setData({ pendingLine: pendingLine() })),
      );
    },
    detached() {
      stops.get(this)?.();
    },
  },
  pageLifetimes: {
    show() {
      this.readAround();
    },
  },
  methods: {
    /** Takes over what may have changed while another page was on top. */
    readAround() {
      const large = isLarge();
      this.setData({
        large,
        sizeClass: large ? 'large' : '',
        rootFontSize: rootFontSize(),
        phone: session.phone,
        actingLabel: session.subject?.label ?? '',
        pendingLine: pendingLine(),
      });
    },
    onCall() {
      callCommunity();
    },
    onLeaveActing() {
      session.actForMyself();
      this.setData({ actingLabel: '' });
    },
    onShareAppMessage() {
      return courtyardCard();
    },
  },
});
