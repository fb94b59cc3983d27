/** What the pages of duty share: the courtyard they are about, whom one acts for, and what to say before there is a roster. */
import { courtyard, learnFrom } from '../../../services/courtyard';
import { placeOf, session } from '../../../services/session';

/** Nobody has set up duty here yet. */
const NOT_RUNNING = 'ROSTER_NOT_RUNNING';

export const dutyPage = Behavior({
  data: { phase: '', pendingLine: '', phone: '', failCode: '', notRunning: false, mayKeep: false },
  observers: {
    /** Something waits in the phone, or has been sent: then the cloud knows better than this page. */
    pendingLine() {
      if (this.data.phase === 'ready') void this.refresh();
    },
    failCode(code: string) {
      this.setData({ notRunning: code === NOT_RUNNING });
    },
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    /** Where a card or a tile leads: the courtyard it names, else the one the phone is in. */
    async arrive(query: Record<string, string | undefined>) {
      session.goTo(placeOf(query));
      this.setData({ mayKeep: keeps() });
      // From a card the phone may know the courtyard and not yet who one is there, nor the community's number.
      if (session.courtyardId === undefined) await this.learn();
      else if (session.roles.length === 0) void this.learn();
    },
    async learn() {
      const reply = await courtyard.home({});
      if (!reply.ok) return;
      learnFrom(reply.value);
      this.setData({ mayKeep: keeps(), phone: session.phone });
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

const KEEPING: readonly string[] = ['owner', 'deputy', 'committee', 'staff', 'admin'];

const keeps = (): boolean => session.roles.some((role) => KEEPING.includes(role));
