/** What the pages of duty share: the courtyard they are about, whom one acts for, and what to say before there is a roster. */
import { afterSending } from '../../../behaviors/after-sending';
import { arriveHere } from '../../../services/here';
import { mayDo } from '../../../services/people';
import { session } from '../../../services/session';

/** Nobody has set up duty here yet. */
const NOT_RUNNING = 'ROSTER_NOT_RUNNING';

export const dutyPage = Behavior({
  behaviors: [afterSending],
  data: { phone: '', failCode: '', notRunning: false, mayKeep: false },
  observers: {
    failCode(code: string) {
      this.setData({ notRunning: code === NOT_RUNNING });
    },
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    /** Pages that need more of their query have one of their own. */
    async onLoad(query: Record<string, string | undefined>) {
      await this.arrive(query);
      await this.refresh();
    },
    async arrive(query: Record<string, string | undefined>) {
      this.setData({ mayKeep: keeps() });
      await arriveHere(query, () => this.setData({ mayKeep: keeps(), phone: session.phone }));
    },
    async onLeave() {
      session.actForMyself();
      this.setData({ actingLabel: '' });
      await this.refresh();
    },
    openRules() {
      wx.navigateTo({ url: '/packages/duty/rules/rules' });
    },
    openPending() {
      wx.navigateTo({ url: '/packages/self/pending/pending' });
    },
    go({ currentTarget }: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: String(currentTarget.dataset.url) });
    },
  },
});

const keeps = (): boolean => mayDo(session.roles, 'roster', 'rules');
