/** 院落: what is going on here today, and what waits for me. */
import { pageBehavior } from '../../behaviors/page';
import type { HomeView } from '../../contract/home';
import type { CourtyardId } from '../../contract/ids';
import {
  agedHome,
  courtyard,
  type HomeModel,
  homeModel,
  learnFrom,
} from '../../services/courtyard';
import { load, loading } from '../../services/load';
import { confirmWaits } from '../../services/pending';
import { placeOf, session } from '../../services/session';

Component({
  behaviors: [pageBehavior],
  data: {
    ...loading,
    home: null as HomeModel | null,
    view: null as HomeView | null,
    leftLine: '',
    /** The door one was not let in at. */
    closedDoor: '',
    /** The search for another courtyard is open. */
    elsewhere: false,
  },
  observers: {
    /** Something was kept, or what was kept has been sent: then the cloud knows better than this page. */
    pendingLine() {
      const { view, home } = this.data;
      if (!view || !home) return;
      const next = this.modelOf(view);
      this.setData({ home: next });
      if (keptCount(next) < keptCount(home)) void this.reload();
    },
  },
  methods: {
    onLoad(query: Record<string, string | undefined>) {
      session.goTo(placeOf(query));
    },
    onShow() {
      return this.reload();
    },
    async onPullDownRefresh() {
      await this.reload();
      wx.stopPullDownRefresh();
    },

    async reload(): Promise<void> {
      await load<HomeView>(this, {
        key: 'home',
        ask: () => courtyard.home({}, { withGroup: true }),
        show: (said, _now, ageMs) => {
          learnFrom(said);
          const view = agedHome(said, ageMs);
          return { view, home: this.modelOf(view), closedDoor: session.closedDoor };
        },
      });
      if (this.data.failCode === 'NOT_FOUND' && session.courtyardId) {
        session.leaveCourtyard();
        return this.reload();
      }
      // Whoever is at home already does not have to look for a courtyard.
      const lost = session.leftGroup && this.data.home?.place !== 'member';
      this.setData({ leftLine: lost ? '您不在这个微信群里，可以自己找到院子' : '' });
      this.readAround();
    },

    /** An answer for somebody else names the household; one for my own does not. */
    modelOf(view: HomeView) {
      const helped = new Set(view.actingFor.map(({ id }) => id));
      return homeModel(view, (noticeId, householdId) =>
        confirmWaits(noticeId, helped.has(householdId) ? householdId : undefined),
      );
    },

    /** For somebody else the band goes up first, so that it is clear for whom one answers. */
    onAct(event: WechatMiniprogram.CustomEvent<{ at: number }>) {
      const chosen = this.data.home?.waiting[event.detail.at];
      if (!chosen) return;
      const { item, url } = chosen;
      if ('forHousehold' in item) this.speakFor(item.helping ? item.forHousehold.id : undefined);
      wx.navigateTo({ url });
    },
    speakFor(household: string | undefined) {
      const helped = this.data.view?.actingFor.find(({ id }) => id === household);
      if (helped) session.actFor(helped);
      else session.actForMyself();
    },

    onOpen(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
      wx.navigateTo({ url: noticeUrl(event.detail.id) });
    },
    openDuty() {
      wx.navigateTo({ url: '/packages/duty/today/today' });
    },
    openRound({ currentTarget }: WechatMiniprogram.TouchEvent) {
      wx.navigateTo({ url: `/packages/buying/round/round?id=${currentTarget.dataset.id}` });
    },
    openNotices() {
      wx.navigateTo({ url: '/packages/self/notices/notices' });
    },
    openPending() {
      wx.navigateTo({ url: '/packages/self/pending/pending' });
    },
    openOverview() {
      wx.navigateTo({ url: '/packages/keeper/overview/overview' });
    },
    openBinding() {
      wx.navigateTo({ url: '/packages/keeper/group/group' });
    },
    openJoin() {
      wx.navigateTo({ url: `/pages/join/join?y=${session.courtyardId ?? ''}` });
    },
    askElsewhere() {
      this.setData({ elsewhere: true });
    },
    onPick(event: WechatMiniprogram.CustomEvent<{ id: CourtyardId }>) {
      this.goTo(event.detail.id);
    },
    onOther(event: WechatMiniprogram.TouchEvent) {
      this.goTo(event.currentTarget.dataset.id as CourtyardId);
    },
    goTo(courtyardId: CourtyardId) {
      session.goTo({ courtyardId });
      this.setData({ phase: 'loading', elsewhere: false });
      return this.reload();
    },
  },
});

const keptCount = ({ waiting }: HomeModel): number => waiting.filter(({ kept }) => kept).length;

const noticeUrl = (id: string): string =>
  `/pages/notice/view/view?id=${id}${session.courtyardId ? `&y=${session.courtyardId}` : ''}`;
