/** What the pages of buying share: the courtyard they are about, whom one acts for, and where links lead. */
import { courtyardHere } from '../../../services/here';
import { placeOf, session } from '../../../services/session';

export const buyingPage = Behavior({
  methods: {
    /** The page's own. */
    async refresh() {},
    /** Where a card or a tile leads: the courtyard it names, else the one the phone is in. */
    async arrive(query: Record<string, string | undefined>) {
      session.goTo(placeOf(query));
      await courtyardHere();
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
