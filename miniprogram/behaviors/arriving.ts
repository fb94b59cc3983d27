/** What pages of buying and adopting share: the courtyard they are about, whom one acts for, and where links lead. */
import { arriveHere } from '../services/here';
import { session } from '../services/session';
import { afterSending } from './after-sending';

export const arriving = Behavior({
  behaviors: [afterSending],
  data: { phone: '' },
  methods: {
    /** The page's own. */
    async refresh() {},
    async arrive(query: Record<string, string | undefined>) {
      await arriveHere(query, () => this.setData({ phone: session.phone }));
    },
    async onLeave() {
      session.actForMyself();
      this.setData({ actingLabel: '' });
      await this.refresh();
    },
    openPending() {
      wx.navigateTo({ url: '/packages/self/pending/pending' });
    },
    go({ currentTarget }: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: String(currentTarget.dataset.url) });
    },
  },
});
