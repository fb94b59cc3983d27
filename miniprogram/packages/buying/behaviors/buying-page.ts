/** What the pages of buying share: the courtyard they are about, whom one acts for, and where links lead. */
import { afterSending } from '../../../behaviors/after-sending';
import { arriveHere } from '../../../services/here';
import { session } from '../../../services/session';

export const buyingPage = Behavior({
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

/** The address of a page about one round, with the place it is in. */
export const roundUrl = (page: string, roundId: string): string =>
  `/packages/buying/${page}/${page}?id=${roundId}`;
